"""The code that regenerations replaced, and the trigger that keeps it.

The trigger's function is made by migration 0004: it never makes the backend's write fail or wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import psycopg
from sqlalchemy import Row, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store import refusals
from store.errors import Busy, NotFound, PermissionDenied, StoreError
from store.own_models import CodeVersionRow
from store.records import Record

KEEP: Final = 20
DAYS: Final = 30
PURGE_BATCH: Final = 1_000

# No longer than a write may queue behind the waiting statement.
LOCK_TIMEOUT: Final = "1s"

# By the catalog's tables: to_regclass() fails for a login that may not enter the schema.
_STATE: Final = r"""
SELECT table_oid IS NOT NULL AS is_there,
       arguments IS NOT NULL AS has_trigger,
       substring(arguments[1] FROM '^[0-9]{1,6}$')::int AS keep,
       substring(arguments[2] FROM '^[0-9]{1,6}$')::int AS days
FROM (SELECT
    (SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname = 'dashboard' AND c.relname = 'code_versions') AS table_oid,
    (SELECT string_to_array(encode(tgargs, 'escape'), '\000') FROM pg_trigger
     WHERE tgrelid = to_regclass('public.prototype_sessions')
       AND tgname = 'dashboard_keep_code_version' AND tgenabled <> 'D') AS arguments) AS found
"""

_TOTALS: Final = """
SELECT count(*) AS versions, count(DISTINCT row_id) AS sessions, min(replaced_at) AS oldest,
       pg_total_relation_size('dashboard.code_versions') AS bytes
FROM dashboard.code_versions
"""

# DDL takes no placeholders; both are integers by then.
_ENABLE: Final = """
CREATE OR REPLACE TRIGGER dashboard_keep_code_version
AFTER UPDATE OF generated_code ON public.prototype_sessions
FOR EACH ROW EXECUTE FUNCTION dashboard.keep_code_version({keep:d}, {days:d})
"""

_DISABLE: Final = "DROP TRIGGER IF EXISTS dashboard_keep_code_version ON public.prototype_sessions"

_PURGE: Final = """
DELETE FROM dashboard.code_versions WHERE id IN (
    SELECT id FROM (
        SELECT id, replaced_at, row_number() OVER (PARTITION BY row_id ORDER BY id DESC) AS place
        FROM dashboard.code_versions) AS kept
    WHERE place > :keep OR replaced_at < now() - make_interval(days => :days)
    LIMIT :batch)
"""


class CodeVersion(Record):
    """Code that a regeneration or an edit replaced; `bytes` is its length in UTF-8."""

    id: int
    replaced_at: datetime
    bytes: int
    md5: str


class CodeHistory(Record):
    """Whether replaced code is kept (`keep` versions per row for `days`), and what is held."""

    enabled: bool
    keep: int
    days: int
    versions: int
    sessions: int
    bytes: int
    oldest: datetime | None


def is_enabled(db: Session) -> bool:
    """Whether the trigger is there, and a table for it to write to."""
    state = _state(db)
    return bool(state.is_there and state.has_trigger)


def versions(db: Session, row_id: UUID) -> tuple[CodeVersion, ...]:
    """The replaced versions of a row's code, newest first; none without the table.

    Raises PermissionDenied. In both cases a transaction around the call can only be left.
    """
    columns = (CodeVersionRow.id, CodeVersionRow.replaced_at)
    try:
        rows = db.execute(
            select(*columns, CodeVersionRow.bytes, CodeVersionRow.md5)
            .where(CodeVersionRow.row_id == row_id)
            .order_by(CodeVersionRow.id.desc())
        )
    except DBAPIError as error:
        if isinstance(error.orig, refusals.NOT_THERE):
            return ()
        if isinstance(error.orig, psycopg.errors.InsufficientPrivilege):
            raise PermissionDenied("This database login may not read the code history.") from error
        raise
    return tuple(CodeVersion(**row._mapping) for row in rows)


def get_version(db: Session, version_id: int) -> str:
    """The code of one version. Raises NotFound: it may have been removed by its retention."""
    code = db.scalar(select(CodeVersionRow.code).where(CodeVersionRow.id == version_id))
    if code is None:
        raise NotFound(what="version")
    return code


def status(db: Session) -> CodeHistory:
    """What is kept and how much there is. Raises StoreError before the migration."""
    state = _migrated(db)
    return CodeHistory(
        enabled=state.has_trigger,
        keep=KEEP if state.keep is None else state.keep,
        days=DAYS if state.days is None else state.days,
        **db.execute(text(_TOTALS)).one()._mapping,
    )


def enable(db: Session, *, keep: int = KEEP, days: int = DAYS) -> None:
    """Keep the last `keep` versions per row for `days` from now on. Raises Busy, StoreError."""
    _migrated(db)
    with _explained(db):
        db.execute(text(_ENABLE.format(keep=keep, days=days)))


def disable(db: Session) -> None:
    """Keep no more versions; those that are kept stay. Raises Busy, PermissionDenied."""
    with _explained(db):
        db.execute(text(_DISABLE))


def purge(db: Session, *, keep: int, days: int, batch: int = PURGE_BATCH) -> int:
    """Remove up to `batch` versions beyond the last `keep` of their row or older than `days`.

    Raises PermissionDenied.
    """
    _migrated(db)
    with _explained(db):
        removed = db.execute(
            text(f"WITH removed AS ({_PURGE} RETURNING 1) SELECT count(*) FROM removed"),
            {"keep": keep, "days": days, "batch": batch},
        )
    count: int = removed.scalar_one()
    return count


def _state(db: Session) -> Row[Any]:
    return db.execute(text(_STATE)).one()


def _migrated(db: Session) -> Row[Any]:
    state = _state(db)
    if not state.is_there:
        raise StoreError("There is no table for the code history yet. Run scripts/migrate first.")
    return state


@contextmanager
def _explained(db: Session) -> Iterator[None]:
    db.execute(text("SELECT set_config('lock_timeout', :timeout, true)"), {"timeout": LOCK_TIMEOUT})
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.errors.LockNotAvailable):
            raise Busy(
                "prototype_sessions is locked by a longer write. Nothing was changed; try again."
            ) from error
        if isinstance(error.orig, refusals.NOT_ALLOWED):
            raise PermissionDenied(
                "This database login may not change the code history or the triggers of"
                " prototype_sessions. Do it as the owner of the table."
            ) from error
        raise
