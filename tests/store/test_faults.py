"""PostgreSQL fails in the middle: reads are repeated, writes are all or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from migrations import runner
from postgres import embedded, installation
from postgres.embedded import PostgresServer
from store.actions import actions
from store.actions.receipts import Receipt
from store.audit import audit
from store.engine import Database, engine_for
from store.errors import Unavailable
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    STUCK_AFTER,
    insert_row,
    recorded,
    target_of,
)
from tests.store.blocking import wait_for_blocked
from tests.store.bulk_resets import started

MODES = ("immediate", "fast")


@pytest.fixture(scope="module")
def fragile() -> Iterator[PostgresServer]:
    """This module's own server, to be stopped and restarted."""
    directory = Path(tempfile.mkdtemp(prefix="dashboard-faults-"))
    server = embedded.start(directory)
    runner.upgrade(server.get_uri())
    yield server
    server.stop()
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def database(fragile: PostgresServer) -> Iterator[Database]:
    """The handle on the fragile server, its tables empty."""
    database = Database(engine_for(fragile.get_uri()))
    with database.begin() as db:
        db.execute(text("TRUNCATE prototype_sessions, dashboard.receipts CASCADE"))
    yield database
    database.dispose()


def control(server: PostgresServer, *arguments: str) -> None:
    """Run pg_ctl on the server and wait for it."""
    user = installation.server_user()
    subprocess.run(
        [installation.programs() / "pg_ctl", "-w", *arguments],
        env={**os.environ, "PGDATA": str(server.pgdata)},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )


def restart(server: PostgresServer, mode: str = "immediate") -> None:
    """Restart the server: `immediate` is a crash, `fast` ends every connection in order."""
    control(server, "-m", mode, "restart")


def made(database: Database, count: int) -> set[UUID]:
    """Committed stuck rows."""
    with database.begin() as db:
        return {insert_row(db) for _ in range(count)}


def reset_all(db: Session, batch_id: UUID) -> Receipt:
    """Start a bulk reset of all, and take its only turn."""
    started.start(db, by=ADMIN, reason="outage", batch_id=batch_id)
    receipt = started.take(db, batch_id)
    assert receipt is not None
    return receipt


def statuses(database: Database) -> dict[str, int]:
    """Committed rows by status."""
    statement = text("SELECT status, count(*) FROM prototype_sessions GROUP BY status")
    rows = database.read(lambda db: db.execute(statement).all())
    return {row[0]: row[1] for row in rows}


@pytest.mark.parametrize("mode", MODES)
def test_a_read_survives_a_restart_in_its_middle(
    database: Database, fragile: PostgresServer, mode: str
) -> None:
    ids = made(database, 3)
    tries = []

    def work(db: Session) -> set[UUID]:
        tries.append(db.scalar(text("SELECT 1")))
        if len(tries) == 1:
            restart(fragile, mode)
        return set(db.scalars(text("SELECT id FROM prototype_sessions")))

    assert database.read(work) == ids
    assert len(tries) == 2


def test_pooled_connections_that_died_are_replaced(
    database: Database, fragile: PostgresServer
) -> None:
    made(database, 1)
    restart(fragile)
    with database.begin() as db:
        assert len(reset_all(db, uuid4()).changed) == 1
    assert statuses(database) == {"pending": 1}


def test_everything_is_unavailable_until_the_server_is_back(
    database: Database, fragile: PostgresServer
) -> None:
    made(database, 1)
    control(fragile, "-m", "fast", "stop")
    try:
        with pytest.raises(Unavailable) as read:
            statuses(database)
        with pytest.raises(Unavailable) as write, database.begin() as db:
            reset_all(db, uuid4())
    finally:
        fragile.stop()
        fragile.start()
    assert not read.value.outcome_unknown
    assert not write.value.outcome_unknown
    assert statuses(database) == {"generating": 1}


@pytest.mark.parametrize("mode", MODES)
def test_a_bulk_reset_interrupted_before_its_commit_changes_nothing(
    database: Database, fragile: PostgresServer, mode: str
) -> None:
    made(database, 200)
    request_id = uuid4()

    def cut_off() -> None:
        with database.begin() as db:
            assert len(reset_all(db, request_id).changed) == 200
            restart(fragile, mode)

    with pytest.raises(Unavailable) as caught:
        cut_off()
    assert caught.value.outcome_unknown
    assert statuses(database) == {"generating": 200}
    assert database.read(recorded) == NOTHING_RECORDED

    with database.begin() as db:
        again = reset_all(db, request_id)
    assert not again.repeated
    assert statuses(database) == {"pending": 200}
    assert database.read(recorded)["audit"] == 200


@pytest.mark.parametrize("mode", MODES)
def test_a_bulk_reset_interrupted_within_a_statement_changes_nothing(
    database: Database, fragile: PostgresServer, mode: str
) -> None:
    ids = made(database, 50)
    with ThreadPoolExecutor(1) as threads, database.engine.connect() as backend:
        last = text("UPDATE prototype_sessions SET status = 'ready' WHERE id = :id")
        backend.execute(last, {"id": max(ids)})
        pending = threads.submit(reset_each, database, ids)
        wait_for_blocked(database)
        restart(fragile, mode)
        backend.invalidate()
        with pytest.raises(Unavailable) as caught:
            pending.result()
    assert not caught.value.outcome_unknown
    assert statuses(database) == {"generating": 50}
    assert database.read(recorded) == NOTHING_RECORDED


def reset_each(database: Database, ids: set[UUID]) -> Receipt:
    """Reset rows by their ids, in a separate transaction."""
    with database.begin() as db:
        return actions.reset(
            db,
            ADMIN,
            [target_of(db, row_id) for row_id in ids],
            reason="",
            request_id=uuid4(),
            stuck_after=STUCK_AFTER,
        )


def test_turns_that_were_committed_stay_and_the_rest_is_taken_later(
    database: Database, fragile: PostgresServer
) -> None:
    ids = made(database, 30)
    with database.begin() as db:
        batch_id = started.start(db, by=ADMIN, reason="outage", per_minute=100)

    def turn() -> None:
        with database.begin() as db:
            started.make_due(db)
            started.take(db, batch_id)

    def cut_off() -> None:
        with database.begin() as db:
            started.make_due(db)
            started.take(db, batch_id)
            restart(fragile)

    turn()
    turn()
    with pytest.raises(Unavailable):
        cut_off()
    assert statuses(database) == {"pending": 20, "generating": 10}
    assert database.read(lambda db: started.state(db, batch_id)).position == 20
    turn()
    receipts = database.read(lambda db: audit.batch(db, batch_id))
    assert [len(receipt.changed) for receipt in receipts] == [0, 10, 10, 10, 0]
    assert {row.row_id for receipt in receipts for row in receipt.changed} == ids


def lose_acknowledgement(do_commit: Callable[[Any], None]) -> Callable[[Any], None]:
    """A COMMIT that the server executes and whose acknowledgement never arrives."""

    def commit(connection: Any) -> None:
        do_commit(connection)
        connection.dbapi_connection.close()
        raise psycopg.OperationalError("the connection is closed")

    return commit


def test_a_lost_acknowledgement_is_resolved_by_repeating_the_request(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = made(database, 5)
    targets = database.read(lambda db: [target_of(db, row_id) for row_id in ids])
    request_id, dialect = uuid4(), database.engine.dialect

    def send(db: Session) -> Receipt:
        return actions.reset(
            db, ADMIN, targets, reason="", request_id=request_id, stuck_after=STUCK_AFTER
        )

    with monkeypatch.context() as patch:
        patch.setattr(dialect, "do_commit", lose_acknowledgement(dialect.do_commit))
        with pytest.raises(Unavailable) as caught, database.begin() as db:
            send(db)
    assert caught.value.outcome_unknown
    assert statuses(database) == {"pending": 5}

    with database.begin() as db:
        again = send(db)
    assert again.repeated
    assert len(again.changed) == 5
    assert database.read(recorded)["audit"] == 5
