"""Whatever happens to the history, the backend's write succeeds without delay."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from store.engine import Database
from store.sessions import code_versions
from tests.store.acting import insert_row

AT_ONCE = 2.0  # seconds: far below every timeout, far above a busy machine's pauses
RAISE = """
CREATE FUNCTION dashboard.refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {statement}; RETURN NEW; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON dashboard.code_versions
FOR EACH ROW EXECUTE FUNCTION dashboard.refuse();
"""
FAULTS = {
    "dropped": "DROP TABLE dashboard.code_versions",
    "another shape": "ALTER TABLE dashboard.code_versions DROP COLUMN md5",
    "constrained": "ALTER TABLE dashboard.code_versions ADD CHECK (bytes < 0)",
    "disk full": RAISE.format(statement="RAISE SQLSTATE '53100'"),
    "out of memory": RAISE.format(statement="RAISE SQLSTATE '53200'"),
    "canceled": RAISE.format(statement="RAISE SQLSTATE '57014'"),
    "assertion": RAISE.format(statement="ASSERT false"),
    "wrong arguments": "UPDATE pg_trigger SET tgargs = 'x\\000y\\000'::bytea"
    " WHERE tgname = 'dashboard_keep_code_version'",
}


@pytest.fixture
def row_id(database: Database) -> UUID:
    """A committed row, with the history enabled."""
    with database.begin() as db:
        code_versions.enable(db)
        return insert_row(db, generated_code="0")


@pytest.fixture
def backend(database: Database) -> Iterator[psycopg.Connection]:
    """A separate writer with no other privilege than writing the backend's table."""
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "CREATE ROLE backend; GRANT SELECT, UPDATE ON prototype_sessions TO backend"
        )
        # A waiting trigger must not hang the test.
        connection.execute("SET lock_timeout = '5s'; SET ROLE backend")
        yield connection
        connection.execute("RESET ROLE; DROP OWNED BY backend; DROP ROLE backend")


def write(backend: psycopg.Connection, row_id: UUID, code: str) -> float:
    """Write code as the backend does; returns the seconds that it took."""
    started = monotonic()
    statement = "UPDATE prototype_sessions SET generated_code = %s WHERE id = %s"
    assert backend.execute(statement, (code, row_id)).rowcount == 1
    return monotonic() - started


def stored(backend: psycopg.Connection, row_id: UUID) -> tuple[object, ...] | None:
    return backend.execute(
        "SELECT generated_code FROM prototype_sessions WHERE id = %s", (row_id,)
    ).fetchone()


def kept(database: Database, row_id: UUID) -> list[str]:
    return database.read(
        lambda db: [
            code_versions.get_version(db, version.id)
            for version in code_versions.versions(db, row_id)
        ]
    )


def test_code_of_a_writer_without_privileges_is_kept(
    database: Database, backend: psycopg.Connection, row_id: UUID
) -> None:
    write(backend, row_id, "1")
    assert kept(database, row_id) == ["0"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_history_never_fails_the_write(
    database: Database, backend: psycopg.Connection, row_id: UUID, fault: str
) -> None:
    with database.begin() as db:
        db.execute(text(FAULTS[fault]))
    assert write(backend, row_id, "1") < AT_ONCE
    assert stored(backend, row_id) == ("1",)


def test_a_version_stays_when_old_ones_cannot_be_removed(
    database: Database, backend: psycopg.Connection, row_id: UUID
) -> None:
    with database.begin() as db:
        db.execute(text(FAULTS["wrong arguments"]))
    write(backend, row_id, "1")
    with database.begin() as db:
        code_versions.enable(db)
    assert kept(database, row_id) == ["0"]


@pytest.mark.parametrize("mode", ["ACCESS EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE"])
def test_a_locked_history_never_makes_the_write_wait(
    database: Database, backend: psycopg.Connection, row_id: UUID, mode: str
) -> None:
    with database.engine.begin() as other:
        other.execute(text(f"LOCK TABLE dashboard.code_versions IN {mode} MODE"))
        assert write(backend, row_id, "1") < AT_ONCE
        assert stored(backend, row_id) == ("1",)
    write(backend, row_id, "2")
    assert kept(database, row_id) == ["1"]


def test_locked_versions_are_skipped(
    database: Database, backend: psycopg.Connection, row_id: UUID
) -> None:
    with database.begin() as db:
        code_versions.enable(db, keep=1)
    write(backend, row_id, "1")
    with database.engine.begin() as other:
        other.execute(text("SELECT FROM dashboard.code_versions FOR UPDATE"))
        assert write(backend, row_id, "2") < AT_ONCE
        assert kept(database, row_id) == ["1", "0"]
    write(backend, row_id, "3")
    assert kept(database, row_id) == ["2"]


def test_the_backends_own_timeout_does_not_make_the_write_fail(
    database: Database, backend: psycopg.Connection, row_id: UUID
) -> None:
    with database.begin() as db:
        db.execute(text(RAISE.format(statement="PERFORM pg_sleep(30)")))
    backend.execute("SET statement_timeout = '300ms'")
    assert write(backend, row_id, "1") < 10
    assert stored(backend, row_id) == ("1",)
    with pytest.raises(psycopg.errors.QueryCanceled):
        backend.execute("SELECT pg_sleep(30)")
    assert kept(database, row_id) == []


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_every_isolation_level_commits(
    database: Database, backend: psycopg.Connection, row_id: UUID, level: str
) -> None:
    for code in ("1", "2"):
        with backend.transaction():
            backend.execute(f"SET TRANSACTION ISOLATION LEVEL {level}".encode())
            write(backend, row_id, code)
    assert kept(database, row_id) == ["1", "0"]


def test_the_backends_settings_are_unchanged(backend: psycopg.Connection, row_id: UUID) -> None:
    backend.execute("SET lock_timeout = '7s'; SET search_path = public")
    with backend.transaction():
        write(backend, row_id, "1")
        result = backend.execute(
            "SELECT current_setting('lock_timeout'), current_setting('search_path'), current_user"
        ).fetchone()
    assert result == ("7s", "public", "backend")


def test_objects_of_another_schema_are_never_used(
    database: Database, backend: psycopg.Connection, row_id: UUID
) -> None:
    """The function runs as its owner: a writer's own md5() must not run with it."""
    backend.execute(
        "CREATE FUNCTION pg_temp.md5(text) RETURNS text LANGUAGE sql AS $$ SELECT 'theirs' $$;"
        "CREATE TEMP TABLE code_versions (row_id uuid);"
        "SET search_path = pg_temp, pg_catalog, public"
    )
    write(backend, row_id, "1")
    [version] = database.read(lambda db: code_versions.versions(db, row_id))
    assert version.md5 != "theirs"


def test_a_write_that_is_rolled_back_leaves_no_version(
    database: Database, backend: psycopg.Connection, row_id: UUID
) -> None:
    with backend.transaction(force_rollback=True):
        write(backend, row_id, "1")
    assert kept(database, row_id) == []
