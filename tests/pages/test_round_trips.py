"""How many messages a rerun of each page sends to the database, counted on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from bench.wire import Counter, proxy
from services import resources, shared_reads, shared_results
from services.inspection_worker import Inspector
from store.actions import actions
from store.engine import Database, engine_for
from tests.pages.conftest import LIVE_SECONDS, OpenPage, all_text
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of, write_elsewhere
from tests.store.bulk_resets import started

Params = dict[str, str | list[str]]


@pytest.fixture
def counter(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Counter]:
    """Counts what the pages send; reads of every page are shared, as in production."""
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
        for name in ("SECONDS", "SHOWN_SECONDS"):
            monkeypatch.setattr(shared_results, name, LIVE_SECONDS * 1_000)
        yield counter
        counted.dispose()


MOST: Final = 8
"""Messages of a rerun that finds nothing shared: the first one of a process, or after an action."""
MOST_OF_A_CLICK: Final = 6


def messages(app: AppTest, counter: Counter) -> int:
    """How many messages a rerun sends."""
    before = counter.answered
    app.run()
    assert not app.exception
    return counter.answered - before


@pytest.mark.parametrize(
    ("page", "params", "most"),
    [
        ("overview.py", {}, 3),
        ("sessions.py", {}, 3),
        ("sessions.py", {"view": "gallery"}, 3),
        ("sessions.py", {"status": "error"}, 3),
        ("sessions.py", {"q": "BP-3F8A2C"}, 3),
        ("sessions.py", {"q": "heckou"}, 5),
        ("sessions.py", {"verdict": ["broken", "empty"], "status": "ready"}, 3),
        ("errors.py", {}, 3),
        ("stuck.py", {}, 4),
        ("audit.py", {}, 4),
        ("showcases.py", {}, 3),
        ("system.py", {}, 6),
    ],
)
def test_a_rerun_sends_few_messages(
    open_page: OpenPage, counter: Counter, page: str, params: Params, most: int
) -> None:
    app = open_page(page, **params)
    assert not app.exception
    app.run()
    assert 0 < messages(app, counter) <= most
    shared_reads.forget()
    assert most <= messages(app, counter) <= MOST


@pytest.mark.parametrize(
    "tab", ["Preview", "Overview", "Code", "Versions", "Design", "Edit", "History"]
)
def test_a_tab_of_a_session_sends_few_messages(
    open_page: OpenPage, database: Database, counter: Counter, tab: str
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, status="ready", generated_code="export default () => null")
    app = open_page("session.py", id=str(row_id), tab=tab)
    app.run()
    assert 0 < messages(app, counter) <= MOST_OF_A_CLICK
    shared_reads.forget()
    assert 0 < messages(app, counter) <= MOST


def test_a_story_costs_no_more_messages(
    open_page: OpenPage, database: Database, counter: Counter
) -> None:
    with database.begin() as db:
        stuck = insert_row(db, generated_code=None)
        actions.fail(db, ADMIN, [target_of(db, stuck)], reason="r", request_id=uuid4())
        write_elsewhere(db, stuck, "status = 'generating', updated_at = now() - interval '1 hour'")
    app = open_page("session.py", id=str(stuck))
    app.run()
    assert "A spinner that never ends." in all_text(app)
    assert 0 < messages(app, counter) <= MOST_OF_A_CLICK
    shared_reads.forget()
    assert 0 < messages(app, counter) <= MOST


def test_the_inbox_is_read_once_for_everybody(open_page: OpenPage, counter: Counter) -> None:
    app = open_page("inbox.py")
    assert messages(app, counter) == 0
    shared_reads.forget()
    assert 0 < messages(app, counter) <= MOST


@pytest.mark.parametrize(("per_minute", "reset"), [(None, 7), (50, 5)], ids=["over", "running"])
def test_a_bulk_reset_sends_few_messages(
    open_page: OpenPage, database: Database, counter: Counter, per_minute: int | None, reset: int
) -> None:
    with database.begin() as db:
        for _ in range(4):
            insert_row(db)
        batch_id = started.start(db, per_minute=per_minute)
        started.take(db, batch_id)
    app = open_page("bulk.py", batch=str(batch_id))
    assert f"{reset} reset" in all_text(app)
    shared_reads.forget()
    assert 0 < messages(app, counter) <= MOST


def test_a_filter_click_sends_few_messages(open_page: OpenPage, counter: Counter) -> None:
    app = open_page("sessions.py")
    for key in ("status-generating", "status-error", "ready-but-broken"):
        app.button(key=key).click()
        assert 0 < messages(app, counter) <= MOST_OF_A_CLICK


def test_two_spans_are_read_in_few_messages(open_page: OpenPage, counter: Counter) -> None:
    app = open_page("quality.py", compare="true")
    shared_reads.forget()
    assert 0 < messages(app, counter) <= MOST_OF_A_CLICK
