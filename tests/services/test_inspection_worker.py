"""The background inspection of rows, which catches up after an outage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from threading import Event
from uuid import UUID

import pytest
from psycopg import sql
from sqlalchemy import event

from migrations import access
from services import inspection
from services.inspection_worker import Inspector
from store.engine import Database, engine_for
from store.insights import insights
from store.insights.insight_records import Findings, Subject
from store.records import SessionSummary
from store.sessions import prototype_sessions
from tests.conftest import Server, run_sql
from tests.logins import as_login, grant
from tests.store import rows

SECONDS = 60


@pytest.fixture
def shown(database: Database) -> SessionSummary:
    """A row that was never inspected, as shown by a list."""
    with database.begin() as db:
        return prototype_sessions.get_summary(db, rows.add(db))


@pytest.fixture
def inspector(database: Database) -> Iterator[Inspector]:
    """A worker that retries a row as soon as it is requested again."""
    inspector = Inspector(database, retry_seconds=0)
    yield inspector
    inspector.close()


def known(database: Database, row_id: UUID) -> bool:
    return database.read(lambda db: insights.get(db, row_id)) is not None


def allow_connections(server: Server, database: Database, *, allowed: bool) -> None:
    """Make the database unavailable to everyone, or bring it back."""
    name = sql.Identifier(str(database.engine.url.database))
    run_sql(
        server,
        sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(name, sql.SQL(str(allowed))),
    )
    database.dispose()


def test_a_row_is_inspected_after_an_outage(
    server: Server, database: Database, inspector: Inspector, shown: SessionSummary
) -> None:
    allow_connections(server, database, allowed=False)
    assert inspector.request([shown])
    assert inspector.wait(SECONDS)
    allow_connections(server, database, allowed=True)
    assert not known(database, shown.id)

    assert inspector.request([shown])
    assert inspector.wait(SECONDS)
    assert known(database, shown.id)


def test_a_row_is_not_retried_at_once(
    server: Server, database: Database, shown: SessionSummary
) -> None:
    inspector = Inspector(database)
    allow_connections(server, database, allowed=False)
    assert inspector.request([shown])
    assert inspector.wait(SECONDS)
    assert not inspector.request([shown])
    allow_connections(server, database, allowed=True)
    inspector.close()


def test_a_row_is_inspected_once(
    database: Database, inspector: Inspector, shown: SessionSummary
) -> None:
    assert inspector.request([shown])
    assert inspector.wait(SECONDS)
    assert known(database, shown.id)
    assert not inspector.request([shown])


def test_two_processes_share_the_work(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both get the same rows. One holds its first row until the other has done the rest."""
    with database.begin() as db:
        shown = [prototype_sessions.get_summary(db, rows.add(db)) for _ in range(8)]
    examined: Counter[UUID] = Counter()
    is_held, rest_is_done = Event(), Event()
    examine = inspection.examine

    def count(subject: Subject) -> Findings:
        examined[subject.row_id] += 1
        if not is_held.is_set():
            is_held.set()
            assert rest_is_done.wait(SECONDS)
        elif len(examined) == len(shown):
            rest_is_done.set()
        return examine(subject)

    monkeypatch.setattr(inspection, "examine", count)
    handles = [Database(engine_for(url_of(database))) for _ in range(2)]
    one, other = (Inspector(handle) for handle in handles)
    assert one.request(shown)
    assert is_held.wait(SECONDS)
    assert other.request(shown)
    for inspector in (other, one):
        assert inspector.wait(SECONDS)
        inspector.close()
    assert examined == {row.id: 1 for row in shown}
    assert all(known(database, row.id) for row in shown)
    for handle in handles:
        handle.dispose()


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_inspecting_a_row_writes_nothing_but_its_insight(
    database: Database, inspector: Inspector, shown: SessionSummary
) -> None:
    written: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def record(*arguments: object) -> None:
        statement = str(arguments[2])
        if statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(statement)

    with database.begin() as db:
        insights.put(db, subject(database, shown.id), rows.findings())
    written.clear()
    assert inspector.request([shown])
    assert inspector.wait(SECONDS)
    assert written == []


def subject(database: Database, row_id: UUID) -> Subject:
    result = database.read(lambda db: insights.subject(db, row_id))
    assert result is not None
    return result


def test_a_read_only_login_stores_nothing_and_shows_no_progress(
    database: Database, shown: SessionSummary
) -> None:
    grant(database)
    reader = as_login(database, access.READ_LOGIN)
    inspector = Inspector(reader, retry_seconds=0)
    inspector.request([shown])
    assert inspector.wait(SECONDS)
    assert not known(database, shown.id)
    assert not inspector.request([shown])
    inspector.close()
    reader.dispose()


def test_a_database_that_takes_writes_again_is_written_to(
    server: Server, database: Database, inspector: Inspector, shown: SessionSummary
) -> None:
    name = sql.Identifier(str(database.engine.url.database))
    read_only = sql.SQL("ALTER DATABASE {} {} default_transaction_read_only {}")
    run_sql(server, read_only.format(name, sql.SQL("SET"), sql.SQL("= on")))
    database.dispose()
    inspector.request([shown])
    assert inspector.wait(SECONDS)
    assert not known(database, shown.id)

    run_sql(server, read_only.format(name, sql.SQL("RESET"), sql.SQL("")))
    database.dispose()
    inspector.request([shown])
    assert inspector.wait(SECONDS)
    assert known(database, shown.id)
