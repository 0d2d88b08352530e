"""What the system page shows about the database. Reads the catalog and statistics only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from store.system.system_records import IndexInfo, SystemOverview, TableInfo
from store.together import gather

_SERVER: Final = """
SELECT current_setting('server_version') AS server_version, current_database() AS database,
       current_user AS "user",
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS is_superuser,
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS trigram_available,
       EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS trigram_installed,
       pg_database_size(current_database()) AS bytes
"""

_INDEXES: Final = """
SELECT c.relname AS name, pg_relation_size(c.oid) AS bytes, i.indisvalid AS valid,
       COALESCE(s.idx_scan, 0) AS scans, pg_get_indexdef(c.oid) AS definition
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid
LEFT JOIN pg_stat_user_indexes AS s ON s.indexrelid = c.oid
WHERE i.indrelid = to_regclass('public.prototype_sessions') ORDER BY c.relname
"""

_TABLES: Final = """
SELECT n.nspname || '.' || c.relname AS name,
       CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint END AS rows_estimate,
       pg_total_relation_size(c.oid) AS bytes
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND ((n.nspname = 'public' AND c.relname = 'prototype_sessions')
                           OR n.nspname = 'dashboard')
ORDER BY n.nspname DESC, bytes DESC
"""

# NULL, and not an error, if the table is missing or this login may not read it.
_MAY_READ_REVISION: Final = """
SELECT COALESCE(has_table_privilege(c.oid, 'SELECT')
                AND has_schema_privilege(c.relnamespace, 'USAGE'), false)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = 'dashboard' AND c.relname = 'alembic_version'
"""


def round_trips(db: Session, count: int = 3) -> tuple[timedelta, ...]:
    """How long each of `count` round trips to the server took, `SELECT 1` each."""
    took = []
    for _ in range(count):
        started = perf_counter()
        db.execute(text("SELECT 1"))
        took.append(timedelta(seconds=perf_counter() - started))
    return tuple(took)


def revision(db: Session) -> str | None:
    """The schema revision; None if there is none or this login may not read it."""
    if not db.scalar(text(_MAY_READ_REVISION)):
        return None
    number: str | None = db.scalar(text("SELECT version_num FROM dashboard.alembic_version"))
    return number


def overview(db: Session) -> SystemOverview:
    """Server, role, revision, indexes and table sizes."""
    server, number, (indexes, tables) = gather(
        db, lambda db: db.execute(text(_SERVER)).one(), revision, _sizes
    )
    return SystemOverview(
        **server._mapping,
        revision=number,
        indexes=tuple(IndexInfo(**row._mapping) for row in indexes),
        tables=tuple(TableInfo(**row._mapping) for row in tables),
    )


def _sizes(db: Session) -> tuple[Sequence[Row[Any]], ...]:
    """The indexes, and the tables."""
    return gather(db, *(partial(_rows, sql=sql) for sql in (_INDEXES, _TABLES)))


def _rows(db: Session, sql: str) -> Sequence[Row[Any]]:
    return db.execute(text(sql)).all()
