"""The page of a bulk reset: its progress, who steers it, what became of the sessions, and undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from services import bulk_worker
from store.bulk_resets import control, reading, turns
from store.bulk_resets.bulk_records import State
from store.engine import Database
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import ADMIN, SUPPORT, insert_row, write_elsewhere
from tests.store.bulk_resets import started


def begin(database: Database, count: int, *, per_minute: int | None = None) -> UUID:
    """A bulk reset of so many rows, after its first turn."""
    with database.begin() as db:
        for number in range(count):
            insert_row(db, frame_name=f"Frame {number}", idle=timedelta(hours=count - number))
        batch_id = started.start(db, by=ADMIN, per_minute=per_minute, reason="crash")
    bulk_worker.run_turn(database, batch_id)
    return batch_id


def pressed(app: AppTest, key: str) -> AppTest:
    """The page after a button was pressed."""
    return app.button(key=key).click().run()


def state(database: Database, batch_id: UUID) -> State:
    return database.read(lambda db: reading.get(db, batch_id)).state


def test_everybody_sees_the_progress_and_steers_it(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    batch_id = begin(database, 12, per_minute=50)
    act_as("support")  # somebody else
    app = open_page("bulk.py", batch=str(batch_id))
    shown = all_text(app)
    assert not app.exception
    assert "Outage 26 Nov" in shown
    assert "By **ada** (admin)" in shown
    assert "“crash”" in shown
    assert "**5 reset**: :gray[:material/schedule:\N{NO-BREAK SPACE}**5**" in shown
    assert "have not pressed the start button yet" in shown
    assert "**7**\N{NO-BREAK SPACE}not reached" in shown
    assert shown.count("badge[:material/more_horiz: not reached]") == 7
    assert "undo-all" not in [button.key for button in app.button]
    app = pressed(app, "pause")
    assert state(database, batch_id) is State.PAUSED
    assert "Paused after 5 of 12" in all_text(app)
    app = pressed(app, "resume")
    assert state(database, batch_id) is State.RUNNING
    bulk_worker.run_turn(database)
    app = pressed(app, "stop")
    assert state(database, batch_id) is State.STOPPED
    shown = all_text(app)
    assert "**10 reset**" in shown
    assert "Stopped after 10 of 12" in shown
    assert not {"pause", "resume", "stop"} & {button.key for button in app.button}


def test_a_viewer_steers_nothing(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    batch_id = begin(database, 7, per_minute=50)
    act_as("viewer")
    app = open_page("bulk.py", batch=str(batch_id))
    assert not app.exception
    assert "**5 reset**" in all_text(app)
    assert not {"pause", "resume", "stop"} & {button.key for button in app.button}


def test_what_somebody_else_did_meanwhile_is_said(open_page: OpenPage, database: Database) -> None:
    batch_id = begin(database, 7, per_minute=50)
    app = open_page("bulk.py", batch=str(batch_id))
    with database.begin() as db:
        control.stop(db, SUPPORT, batch_id, request_id=uuid4())
    app = pressed(app, "stop")
    assert not app.exception
    assert "is stopped already" in app.error[0].value


def test_the_receipt_says_what_became_of_them_and_undoes_them(
    open_page: OpenPage, database: Database
) -> None:
    batch_id = begin(database, 3)
    with database.engine.connect() as connection:
        ids = connection.scalars(text("SELECT id FROM prototype_sessions ORDER BY frame_name"))
        first, second, third = ids.all()
    with database.begin() as db:
        write_elsewhere(db, first, "status = 'ready'")
        write_elsewhere(db, second, "status = 'generating', updated_at = now()")
    app = open_page("bulk.py", batch=str(batch_id))
    shown = all_text(app)
    assert not app.exception
    for part in ("green[:material/check_", "blue[:material/autorenew:", "gray[:material/schedule:"):
        assert part in shown
    for row_id in (first, second, third):
        assert str(row_id)[:8] in shown
    assert "Ended with 3 reset and 0 skipped" in shown
    app = pressed(app, "undo-all")
    assert not app.exception
    assert "undone since" in all_text(app)
    statement = text("SELECT status FROM prototype_sessions WHERE id = :id")
    with database.engine.connect() as connection:
        assert connection.scalars(statement, {"id": third}).one() == "generating"
        assert connection.scalars(statement, {"id": first}).one() == "ready"


def test_it_is_found_from_the_stuck_page_the_audit_log_and_the_session(
    open_page: OpenPage, database: Database
) -> None:
    done = begin(database, 2)
    running = begin(database, 7, per_minute=50)
    app = open_page("stuck.py")
    assert not app.exception
    assert "All bulk resets" in all_text(app)
    [progress] = app.get("progress")
    assert "**5 of 7** · 50 a minute" in progress.proto.text
    linked = [link.proto for link in app.get("page_link") if "batch=" in link.proto.query_string]
    assert {f"batch={done}", f"batch={running}"} <= {link.query_string for link in linked}
    log = open_page("audit.py")
    assert not log.exception
    assert "ended with 2 reset and 0 skipped" in all_text(log)
    links = {link.proto.query_string for link in log.get("page_link")}
    assert {f"batch={done}", f"batch={running}"} <= links
    with database.engine.connect() as connection:
        statement = text("SELECT id FROM prototype_sessions WHERE status = 'pending' LIMIT 1")
        row_id = connection.scalars(statement).one()
    session = open_page("session.py", id=str(row_id))
    assert not session.exception
    assert "Outage 26 Nov" in [each.proto.label for each in session.get("page_link")]
    assert "Outage 26 Nov" in all_text(open_page("bulk.py"))


def test_the_rows_are_paged(open_page: OpenPage, database: Database) -> None:
    batch_id = begin(database, 27)
    app = open_page("bulk.py", batch=str(batch_id))
    assert "Frame 24" in all_text(app)
    assert "Frame 25" not in all_text(app)
    app = pressed(app, "next")
    assert not app.exception
    assert "Frame 26" in all_text(app)
    assert "Frame 24" not in all_text(app)


def test_no_address_breaks_the_page(open_page: OpenPage, database: Database) -> None:
    app = open_page("bulk.py")
    assert "No bulk resets yet" in all_text(app)
    app = open_page("bulk.py", batch=str(uuid4()))
    assert "No bulk reset has this id" in all_text(app)
    batch_id = begin(database, 1)
    for name, value in (("batch", "x"), ("after", "aaaa"), ("before", "9" * 30)):
        app = open_page("bulk.py", **{"batch": str(batch_id), name: value})
        assert not app.exception, (name, value)


def test_a_turn_that_failed_is_explained(open_page: OpenPage, database: Database) -> None:
    batch_id = begin(database, 7, per_minute=50)
    with database.begin() as db:
        turns.postpone(db, batch_id, "The database login may not write.")
    [progress] = open_page("bulk.py", batch=str(batch_id)).get("progress")
    assert "The database login may not write" in progress.proto.text
    assert "It tries again in 2" in progress.proto.text
