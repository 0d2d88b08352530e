"""Whether the database takes writes from this login at all, found out without trying one."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

# By the catalogue's tables: to_regclass() fails for a login that may not enter the schema.
_WHY: Final = """
SELECT CASE
    WHEN pg_is_in_recovery() THEN 'the database server is a replica'
    WHEN current_setting('default_transaction_read_only') = 'on'
        THEN 'transactions of its database login are read-only'
    WHEN NOT COALESCE(
        has_any_column_privilege(to_regclass('public.prototype_sessions'), 'UPDATE')
        AND (SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'INSERT')
             FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
             WHERE n.nspname = 'dashboard' AND c.relname = 'receipts'), false)
        THEN 'its database login may not write' END
"""


def why(db: Session) -> str | None:
    """Why nothing can be written, as part of a sentence; None if this login may write."""
    found: str | None = db.scalar(text(_WHY))
    return found
