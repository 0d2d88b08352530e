"""How many transactions a rerun of each page begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, text

from services import inspection, resources
from services.inspection_worker import Inspector
from store.actions import actions
from store.engine import Database
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of

# In pages/navigation.py: the revision and whether the database accepts writes; the saved views,
# which a process reads once in some seconds.
BEFORE = 2
FIRST, COUNTS, RECEIPT = 1, 1, 1


class Begun:
    """Counts transactions on one handle."""

    count = 0

    def hear(self, _: object) -> None:
        self.count += 1


@pytest.fixture
def begun(database: Database) -> Iterator[Begun]:
    begun = Begun()
    event.listen(database.engine, "begin", begun.hear)
    yield begun
    event.remove(database.engine, "begin", begun.hear)


@pytest.fixture
def request_id(database: Database) -> UUID:
    """Some stuck and failed sessions, and an action on one of them."""
    request_id = uuid4()
    with database.begin() as db:
        ids = [insert_row(db, frame_name=f"Checkout {n}") for n in range(4)]
        insert_row(db, frame_name="Checkout failed", status="error", error_code="BP-3F8A2C")
        targets = [target_of(db, ids[0])]
        actions.reset(db, ADMIN, targets, reason="", request_id=request_id, stuck_after=STUCK_AFTER)
    return request_id


@pytest.mark.parametrize(
    ("page", "params"),
    [
        ("overview.py", {}),
        ("sessions.py", {}),
        ("sessions.py", {"view": "gallery"}),
        ("sessions.py", {"q": "heckou", "status": "generating"}),
        ("sessions.py", {"verdict": ["broken", "empty"]}),
        ("stuck.py", {}),
    ],
)
def test_a_list_reads_twice(
    open_page: OpenPage,
    begun: Begun,
    request_id: UUID,
    page: str,
    params: dict[str, str | list[str]],
) -> None:
    app = open_page(page, **params)
    resources.inspector().close()  # it reads for itself
    begun.count = 0
    app.run()
    assert not app.exception
    assert begun.count == BEFORE + FIRST + COUNTS
    if page != "overview.py":
        app.session_state["receipt"] = request_id
        begun.count = 0
        app.run()
        assert not app.exception
        assert begun.count == BEFORE + FIRST + COUNTS + RECEIPT


SESSION: Final = BEFORE + FIRST + 1
"""A session's neighbors in the list are read last."""

LIMITS: Final = {
    "Preview": SESSION,
    "Overview": SESSION,
    "Code": SESSION,
    "Versions": SESSION + 1,  # the codes offered in the list
    "Design": SESSION,
    "History": SESSION,
    "Edit": SESSION,
    "compare": BEFORE + FIRST,
    "log": BEFORE + FIRST,
    "bulk": BEFORE + FIRST,
    "receipt": BEFORE + FIRST,
    "system": BEFORE + FIRST,
    "quality": BEFORE + FIRST,
    "gone": BEFORE + 2,  # once the session is known not to exist
}


class Rows:
    """Two sessions that were inspected, with a version of code, and a bulk action on one."""

    def __init__(self, database: Database) -> None:
        self.request_id, self.batch_id = uuid4(), uuid4()
        with database.begin() as db:
            self.first, self.second = (insert_row(db, frame_name=f"Card {n}") for n in range(2))
            actions.reset(
                db,
                ADMIN,
                [target_of(db, self.first)],
                reason="",
                request_id=self.request_id,
                stuck_after=STUCK_AFTER,
                batch_id=self.batch_id,
            )
            self.deleted = insert_row(db, frame_name="Card 2")
            targets = [target_of(db, self.deleted)]
            actions.delete(db, ADMIN, targets, reason="ticket", request_id=uuid4())
            keep = "INSERT INTO dashboard.code_versions (row_id, code, md5, bytes)"
            db.execute(text(f"{keep} VALUES (:id, 'a', md5('a'), 1)"), {"id": self.first})
        for row_id in (self.first, self.second):
            assert inspection.inspect(database, row_id)


def places(rows: Rows) -> dict[str, tuple[str, dict[str, str], str]]:
    """Each page, its parameters, and a text on it."""
    first, second = str(rows.first), str(rows.second)
    tabs = {
        name: ("session.py", {"id": first, "tab": name}, "Card 0")
        for name in ("Preview", "Overview", "Code", "Versions", "Design", "History", "Edit")
    }
    return tabs | {
        "compare": ("compare.py", {"a": first, "b": second}, "Card 1"),
        "log": ("audit.py", {}, "Card 0"),
        "bulk": ("audit.py", {"batch": str(rows.batch_id)}, "Card 0"),
        "receipt": ("audit.py", {"receipt": str(rows.request_id)}, "Card 0"),
        "system": ("system.py", {}, "Settings in effect"),
        "quality": ("quality.py", {"compare": "true"}, "was rendered"),
        "gone": ("session.py", {"id": str(rows.deleted)}, "no longer exists"),
    }


@pytest.mark.parametrize("name", LIMITS)
def test_a_rerun_begins_few_transactions(
    open_page: OpenPage,
    database: Database,
    begun: Begun,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    idle = Inspector(database)
    idle.close()
    monkeypatch.setattr(resources, "inspector", lambda: idle)
    page, params, shown = places(Rows(database))[name]
    app = open_page(page, **params)
    begun.count = 0
    app.run()
    assert not app.exception
    assert shown in all_text(app)
    assert begun.count == LIMITS[name]


@pytest.mark.parametrize("receipt", [True, False])
def test_the_receipt_of_the_last_action_takes_no_more(
    open_page: OpenPage, database: Database, begun: Begun, receipt: bool
) -> None:
    rows = Rows(database)
    app = open_page("session.py", id=str(rows.first))
    if receipt:
        app.session_state["receipt"] = rows.request_id
    begun.count = 0
    app.run()
    assert ("dismiss" in {button.key for button in app.button}) is receipt
    assert begun.count == SESSION
