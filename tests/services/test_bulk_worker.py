"""The background worker: shares turns with others, and a turn that fails delays only its own."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import text

from services import bulk_worker
from services.bulk_worker import BulkWorker
from store.audit import audit
from store.bulk_resets import reading
from store.bulk_resets.bulk_records import State
from store.engine import Database
from tests.logins import as_login, grant
from tests.store.acting import insert_row
from tests.store.bulk_resets import started
from tests.waiting import until

REFUSES = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''not today''; END';
CREATE TRIGGER refuse BEFORE UPDATE ON prototype_sessions FOR EACH ROW
WHEN (NEW.frame_name = 'Cursed') EXECUTE FUNCTION refuse();
"""


def test_two_workers_finish_one_bulk_reset(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.bulk_resets.turns.AT_ONCE", 3)
    with database.begin() as db:
        rows = {insert_row(db) for _ in range(31)}
        batch_id = started.start(db)
    workers = [BulkWorker(database, seconds=0.01) for _ in range(2)]
    until(lambda: database.read(lambda db: reading.get(db, batch_id)).is_over)
    for worker in workers:
        worker.close()
    receipts = database.read(lambda db: audit.batch(db, batch_id))
    ids = [each.row_id for receipt in receipts for each in receipt.changed]
    assert len(ids) == len(set(ids)) == len(rows)
    assert [receipt.action for receipt in receipts].count("reset") == 11


def test_a_turn_that_fails_is_postponed_and_the_others_go_on(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(REFUSES)
    with database.begin() as db:
        insert_row(db, frame_name="Cursed")
        cursed = started.start(db)
    with database.begin() as db:
        insert_row(db, status="ready")
    with caplog.at_level(logging.ERROR):
        assert bulk_worker.run_turn(database) is None
    bulk = database.read(lambda db: reading.get(db, cursed))
    assert (bulk.state, bulk.position, bulk.problem) == (
        State.RUNNING,
        0,
        "Something went wrong on our side.",
    )
    with database.begin() as db:
        db.execute(text("DELETE FROM prototype_sessions"))
        insert_row(db)
        fine = started.start(db)
    assert bulk_worker.run_turn(database) is not None
    assert database.read(lambda db: reading.get(db, fine)).state is State.DONE


def test_a_login_that_may_not_write_looks_for_no_turns(database: Database) -> None:
    grant(database)
    reader = as_login(database, "dash_ro")
    assert not bulk_worker.usable(reader)
    reader.dispose()
    assert bulk_worker.usable(database)
