"""How many transactions a rerun of each page begins."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from services import resources
from store.actions import actions
from store.engine import Database
from tests.pages.conftest import OpenPage
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of

# The schema's revision and whether anything can be written, in pages/navigation.py.
BEFORE = 1
FIRST, COUNTS, RECEIPT = 1, 1, 1


class Begun:
    """Counts BEGINs on one handle."""

    count = 0

    def hear(self, *arguments: object) -> None:
        self.count += str(arguments[2]).startswith("BEGIN")


@pytest.fixture
def begun(database: Database) -> Iterator[Begun]:
    begun = Begun()
    event.listen(database.engine, "before_cursor_execute", begun.hear)
    yield begun
    event.remove(database.engine, "before_cursor_execute", begun.hear)


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
