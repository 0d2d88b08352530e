"""Reads from a real streaming replica: never behind one's own write, else from the primary."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from migrations import runner
from migrations.access import READ_LOGIN, WRITE_LOGIN
from postgres import embedded, installation
from postgres.embedded import PostgresServer
from services import condition, resources
from store import replica
from store.engine import Database, engine_for
from store.replica import Replica
from store.sessions.prototype_sessions import get_summary
from store.system.system_records import ReplicaState
from tests.conftest import SERVER_SETTINGS, Server, server_directory
from tests.logins import grant
from tests.store.acting import insert_row
from tests.waiting import until

MOST_BEHIND = 5.0
ROUNDS = 20


class Pair(NamedTuple):
    """A server, and another one that follows it."""

    primary: PostgresServer
    standby: PostgresServer


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """A migrated server and its streaming replica, made by pg_basebackup."""
    with ExitStack() as life:
        first, second = (
            life.enter_context(server_directory(f"dashboard-{name}-"))
            for name in ("primary", "standby")
        )
        primary = embedded.start(first)
        life.callback(primary.stop)
        runner.upgrade(primary.get_uri())
        for setting in SERVER_SETTINGS:
            run(primary, f"ALTER SYSTEM SET {setting}")
        run(primary, "SELECT pg_reload_conf()")
        back_up(primary, second / "postgres")
        standby = embedded.start(second)
        life.callback(standby.stop)
        yield Pair(primary, standby)


def back_up(primary: PostgresServer, to: Path) -> None:
    """Copy a running server into files that a standby can start from."""
    user = installation.server_user()
    to.mkdir(mode=0o700)
    if user:
        installation.let_traverse(to)
        shutil.chown(to, user, user)
    (socket,) = parse_qs(urlsplit(primary.get_uri()).query)["host"]
    subprocess.run(
        [
            installation.programs() / "pg_basebackup",
            *("--host", socket, "--username", "postgres", "--pgdata", to),
            *("--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast"),
        ],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )
    for socket_lock in to.glob(".s.PGSQL.*"):  # the primary's, which are copied too
        socket_lock.unlink()


@pytest.fixture
def database(pair: Pair) -> Iterator[Database]:
    """The handle of a process, once it reads from the replica."""
    database = attached(pair)
    until(lambda: on_replica(database))
    yield database
    database.dispose()


def attached(
    pair: Pair, replica_url: str | None = None, most_behind: float = MOST_BEHIND
) -> Database:
    """The handle of a process that has just started."""
    url = pair.primary.get_uri()
    follower = Replica.between(url, replica_url or pair.standby.get_uri(), most_behind)
    return Database(engine_for(url), follower)


def on_replica(database: Database) -> bool:
    """Where a read goes now."""
    return database.read(is_replica)


def is_replica(db: Session) -> bool:
    return bool(db.scalar(text("SELECT pg_is_in_recovery()")))


def state_of(database: Database) -> ReplicaState:
    assert isinstance(database.replica, Replica)
    return database.replica.state()


def run(server: Server, statement: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture
def paused(pair: Pair) -> Iterator[None]:
    """The replica receives, and shows nothing new until the test ends."""
    run(pair.standby, "SELECT pg_wal_replay_pause()")
    yield
    run(pair.standby, "SELECT pg_wal_replay_resume()")


def add(database: Database, name: str) -> UUID:
    with database.begin() as db:
        return insert_row(db, frame_name=name)


def test_no_read_is_behind_ones_own_write(database: Database) -> None:
    for number in range(ROUNDS):
        row_id = add(database, f"Written {number}")

        def is_read_there(row_id: UUID = row_id, name: str = f"Written {number}") -> bool:
            row, was_there = database.read(lambda db: (get_summary(db, row_id), is_replica(db)))
            assert row.frame_name == name
            return was_there

        until(is_read_there)


def test_until_the_replica_has_it_the_primary_is_read(
    database: Database, pair: Pair, paused: None
) -> None:
    assert on_replica(database)
    row_id = add(database, "Not there yet")
    for _ in range(20):
        assert database.read(lambda db: get_summary(db, row_id)).frame_name == "Not there yet"
    assert not on_replica(database)
    assert not state_of(database).is_used
    run(pair.standby, "SELECT pg_wal_replay_resume()")
    until(lambda: on_replica(database))
    assert database.read(lambda db: get_summary(db, row_id)).frame_name == "Not there yet"


def test_what_others_wrote_is_seen_in_time_or_read_from_the_primary(
    database: Database, pair: Pair, paused: None
) -> None:
    strict = attached(pair, most_behind=0.5)
    other = Database(engine_for(pair.primary.get_uri()))
    row_id = add(other, "Another process's")
    until(lambda: not on_replica(strict))
    assert strict.read(lambda db: get_summary(db, row_id)).frame_name == "Another process's"
    assert on_replica(database)  # which allows ten times as much
    until(lambda: bool((behind := state_of(strict).behind) and behind > timedelta(seconds=0.5)))
    assert state_of(strict).bytes_behind
    for handle in (strict, other):
        handle.dispose()


def test_reads_go_on_when_the_replica_stops_and_return_to_it(
    database: Database, pair: Pair
) -> None:
    pair.standby.stop()
    for _ in range(5):
        assert not on_replica(database)
    until(lambda: state_of(database).problem is not None)
    pair.standby.start()
    until(lambda: on_replica(database))


def test_what_is_no_replica_of_this_server_is_not_read(pair: Pair, server: Server) -> None:
    for url in (pair.primary.get_uri(), server.get_uri()):
        database = attached(pair, url)
        assert not on_replica(database)
        assert replica.NOT_A_REPLICA in str(state_of(database).problem)
        assert not on_replica(database)
        database.dispose()


def test_edits_and_what_may_be_written_are_asked_of_the_primary(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not database.primary.read(is_replica)
    monkeypatch.setattr(resources, "database", lambda: database)
    assert condition.read().why_read_only is None
    assert on_replica(database)


def test_an_arrival_is_treated_as_a_write(database: Database, paused: None, pair: Pair) -> None:
    other = Database(engine_for(pair.primary.get_uri()))
    row_id = add(other, "Written in the process that was killed")
    assert database.replica
    database.replica.changed()
    assert database.read(lambda db: get_summary(db, row_id)).id == row_id
    other.dispose()


def test_the_locked_down_logins_read_there(database: Database, pair: Pair) -> None:
    grant(database)
    row_id = add(database, "For the reader")
    primary, standby = (
        make_url(each.get_uri()).set(username=login).render_as_string(hide_password=False)
        for each, login in ((pair.primary, WRITE_LOGIN), (pair.standby, READ_LOGIN))
    )
    locked = Database(engine_for(primary), Replica.between(primary, standby, MOST_BEHIND))
    until(lambda: on_replica(locked))
    assert locked.read(lambda db: get_summary(db, row_id)).frame_name == "For the reader"
    assert locked.read(lambda db: db.scalar(text("SELECT current_user"))) == READ_LOGIN
    locked.dispose()
