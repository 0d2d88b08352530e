"""Signing out in one process ends the sign-in in every other one, and after a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from psycopg import sql
from sqlalchemy import event, text

from auth.ended import Ended
from services.sign_outs import SignOuts
from store import sign_outs
from store.engine import Database, engine_for
from tests.conftest import Server, run_sql
from tests.logins import as_login, grant

NOW = datetime.now(UTC)
HOURS = timedelta(hours=13)
CLAIMS = {"iss": "https://id.example.com", "sub": "248289", "nonce": "8d1c", "email": "a@b.example"}
OTHER = {**CLAIMS, "nonce": "9e2d"}

Process = Callable[..., Ended]


@pytest.fixture
def process(database: Database) -> Iterator[Process]:
    """Starts a process, as far as sign-outs are concerned: with nothing in memory."""
    with ExitStack() as life:

        def start(handle: Database | None = None, *, seconds: float = 0) -> Ended:
            if handle is None:
                handle = Database(engine_for(url_of(database), connections=1))
                life.callback(handle.dispose)
            return Ended(SignOuts(handle, seconds=seconds, retry_seconds=0))

        yield start


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


@contextmanager
def away(server: Server, database: Database) -> Iterator[None]:
    """The database refuses everyone until the block ends."""
    name = str(database.engine.url.database)
    allow = "ALTER DATABASE {} ALLOW_CONNECTIONS {}"
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
    run_sql(server, sql.SQL(allow).format(sql.Identifier(name), sql.SQL("false")))
    run_sql(server, sql.SQL(end).format(sql.Literal(name)))
    yield
    run_sql(server, sql.SQL(allow).format(sql.Identifier(name), sql.SQL("true")))


def kept(database: Database) -> frozenset[str]:
    return database.read(sign_outs.current)


def test_a_sign_out_holds_in_every_process_and_after_a_restart(process: Process) -> None:
    one, other = process(), process()
    assert not other.has(CLAIMS)
    one.end(CLAIMS, NOW, HOURS)
    assert one.has(CLAIMS)
    assert other.has(CLAIMS)
    assert process().has(CLAIMS)
    assert not other.has(OTHER)


def test_only_a_hash_and_a_time_are_stored(process: Process, database: Database) -> None:
    process().end(CLAIMS, NOW, HOURS)
    with database.begin() as db:
        ((row, until),) = db.execute(text("SELECT s::text, until FROM dashboard.sign_outs s")).all()
    assert until == NOW + HOURS
    assert not [value for value in CLAIMS.values() if value in row]


def test_the_table_is_read_once_every_few_seconds(process: Process, database: Database) -> None:
    statements: list[str] = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: statements.append(statement),
    )
    asking = process(database, seconds=3600)
    assert not [claims for claims in (CLAIMS, OTHER) * 10 if asking.has(claims)]
    assert len(statements) == 1


def test_a_sign_out_during_an_outage_is_stored_later(
    process: Process, database: Database, server: Server
) -> None:
    one, other, before = process(), process(), process()
    before.end(OTHER, NOW, HOURS)
    assert other.has(OTHER)
    with away(server, database):
        one.end(CLAIMS, NOW, HOURS)
        assert one.has(CLAIMS)
        assert other.has(OTHER)  # as last read
        assert not other.has(CLAIMS)
    assert one.has(CLAIMS)
    assert not one.has({**CLAIMS, "nonce": "another"})  # any check is the next chance
    assert other.has(CLAIMS)


def test_a_login_that_only_reads_obeys_others_and_keeps_its_own(
    process: Process, database: Database
) -> None:
    grant(database)
    editor, reader = as_login(database, "dash_rw"), as_login(database, "dash_ro")
    writing, reading = process(editor), process(reader)
    writing.end(CLAIMS, NOW, HOURS)
    assert reading.has(CLAIMS)
    reading.end(OTHER, NOW, HOURS)
    assert reading.has(OTHER)
    assert not writing.has(OTHER)
    editor.dispose()
    reader.dispose()


def test_before_the_migration_the_process_remembers_by_itself(
    process: Process, database: Database
) -> None:
    with database.begin() as db:
        db.execute(text("DROP TABLE dashboard.sign_outs"))
    register = SignOuts(database, seconds=0, retry_seconds=0)
    alone = Ended(register)
    assert not alone.has(CLAIMS)
    assert "is missing" in str(register.problem)
    alone.end(CLAIMS, NOW, HOURS)
    assert alone.has(CLAIMS)


def test_expired_sign_outs_are_removed(process: Process, database: Database) -> None:
    one = process()
    one.end(OTHER, NOW - 2 * HOURS, HOURS)
    one.end(CLAIMS, NOW, HOURS)
    assert len(kept(database)) == 1
    with database.begin() as db:
        assert sign_outs.purge(db) == 1
        assert sign_outs.purge(db) == 0
    assert process().has(CLAIMS)
