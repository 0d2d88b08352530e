"""What the system page reads, and the revision that every page reads."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from migrations import runner
from store.engine import Database, engine_for
from store.models import INDEXES
from store.system import system
from tests.conftest import MakeDatabase


def test_overview_describes_the_server_and_its_objects(db: Session) -> None:
    result = system.overview(db)
    assert result.server_version == db.scalar(text("SHOW server_version"))
    assert result.user == "postgres"
    assert result.is_superuser
    available = "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"
    assert result.trigram_available == bool(db.scalar(text(available)))
    assert result.revision == runner.head()
    names = {index.name for index in result.indexes}
    assert names >= {index.name for index in INDEXES} | {"prototype_sessions_pkey"}
    assert all(index.valid and index.bytes > 0 for index in result.indexes)
    tables = {table.name: table for table in result.tables}
    assert {"dashboard.audit", "dashboard.receipts"} <= set(tables)


def test_a_table_that_was_never_analyzed_has_no_estimate(database: Database) -> None:
    tables = {table.name: table for table in database.read(system.overview).tables}
    assert tables["public.prototype_sessions"].rows_estimate is None


def test_revision_is_none_if_nothing_is_migrated(make_database: MakeDatabase) -> None:
    database = Database(engine_for(make_database(None)))
    assert database.read(system.revision) is None
    overview = database.read(system.overview)
    assert (overview.revision, overview.indexes, overview.tables) == (None, (), ())
    database.dispose()


def test_revision_is_none_for_a_login_that_may_not_read_it(db: Session) -> None:
    db.execute(text("CREATE ROLE stranger"))
    db.execute(text("SET LOCAL ROLE stranger"))
    assert system.revision(db) is None
    assert not system.overview(db).is_superuser
