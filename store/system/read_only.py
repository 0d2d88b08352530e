"""Whether this login can write to the database, determined without trying to."""

from __future__ import annotations

from time import monotonic
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database

READ_AGAIN_AFTER: Final = 10.0

# By the catalog's tables: to_regclass() fails for a login that may not enter the schema.
_WRITE_REFUSAL: Final = """
SELECT CASE
    WHEN pg_is_in_recovery() THEN 'the database server is a replica'
    WHEN current_setting('default_transaction_read_only') = 'on'
        THEN 'the database login of the dashboard is read-only'
    WHEN NOT COALESCE(
        has_any_column_privilege(to_regclass('public.prototype_sessions'), 'UPDATE')
        AND (SELECT has_schema_privilege(n.oid, 'USAGE')
                 AND has_any_column_privilege(c.oid, 'INSERT')
             FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
             WHERE n.nspname = 'dashboard' AND c.relname = 'receipts'), false)
        THEN 'the database login of the dashboard may not write' END
"""


def write_refusal(db: Session) -> str | None:
    """Why nothing can be written, as part of a sentence; None if this login may write."""
    reason: str | None = db.scalar(text(_WRITE_REFUSAL))
    return reason


# The latest answer of each database, and its time. Threads that read at once write the same.
_cache: WeakKeyDictionary[Database, tuple[float, str | None]] = WeakKeyDictionary()


def remember(database: Database, reason: str | None) -> None:
    """Store the result of `write_refusal` for `cached_refusal`."""
    _cache[database] = (monotonic(), reason)


def cached_refusal(database: Database) -> str | None:
    """The result of `write_refusal`, read again after 10 seconds. Raises Unavailable.

    A write in between is refused by the database itself.
    """
    read_at, reason = _cache.get(database, (-READ_AGAIN_AFTER, None))
    if monotonic() - read_at >= READ_AGAIN_AFTER:
        reason = database.primary.read(write_refusal)
        remember(database, reason)
    return reason
