"""How many messages a rerun of each page sends to the database, counted on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from bench.wire import Counter, proxy
from services import resources, shared_reads
from services.inspection_worker import Inspector
from store.actions import actions
from store.engine import Database, engine_for
from tests.pages.conftest import LIVE_SECONDS, OpenPage
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of

Params = dict[str, str | list[str]]


@pytest.fixture
def counter(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Counter]:
    """Counts what the pages send; what every page asks is shared, as in production."""
    with database.begin() as db:
        ids = [insert_row(db, frame_name=f"Checkout {n}") for n in range(4)]
        insert_row(db, frame_name="Checkout failed", status="error", error_code="BP-3F8A2C")
        target = target_of(db, ids[0])
        actions.reset(db, ADMIN, [target], reason="", request_id=uuid4(), stuck_after=STUCK_AFTER)
    url = database.engine.url.render_as_string(hide_password=False)
    with proxy(url) as (through, counter):
        counted = Database(engine_for(through))
        idle = Inspector(counted)
        idle.close()  # it reads for itself
        monkeypatch.setattr(resources, "database", lambda: counted)
        monkeypatch.setattr(resources, "inspector", lambda: idle)
        monkeypatch.setattr(shared_reads, "SECONDS", LIVE_SECONDS * 1_000)
        yield counter
        counted.dispose()


@pytest.mark.parametrize(
    ("page", "params", "most"),
    [
        ("overview.py", {}, 9),
        ("sessions.py", {}, 8),
        ("sessions.py", {"view": "gallery"}, 8),
        ("sessions.py", {"status": "error"}, 8),
        ("sessions.py", {"q": "BP-3F8A2C"}, 8),
        ("sessions.py", {"q": "heckou"}, 9),
        ("stuck.py", {}, 8),
        ("audit.py", {}, 6),
    ],
)
def test_a_rerun_sends_few_messages(
    open_page: OpenPage, counter: Counter, page: str, params: Params, most: int
) -> None:
    app = open_page(page, **params)
    assert not app.exception
    before = counter.answered
    app.run()
    assert not app.exception
    assert 0 < counter.answered - before <= most


@pytest.mark.parametrize("tab", ["Preview", "Overview", "Code", "Versions", "Design", "History"])
def test_a_tab_of_a_session_sends_few_messages(
    open_page: OpenPage, database: Database, counter: Counter, tab: str
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, status="ready", generated_code="export default () => null")
    app = open_page("session.py", id=str(row_id), tab=tab)
    app.run()
    before = counter.answered
    app.run()
    assert not app.exception
    assert 0 < counter.answered - before <= (11 if tab == "Versions" else 9)
