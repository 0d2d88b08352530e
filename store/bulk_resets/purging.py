"""Removes the lists of rows of bulk resets that ended long ago; the audit log stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import CursorResult, text
from sqlalchemy.orm import Session

from store import refusals

_PURGE: Final = text(
    """
    DELETE FROM dashboard.bulk_reset_rows WHERE ctid = ANY(ARRAY(
        SELECT r.ctid FROM dashboard.bulk_reset_rows AS r
        JOIN dashboard.bulk_resets AS b USING (batch_id)
        WHERE b.ended_at < now() - :older_than
        LIMIT :limit))
    """
)


def purge(db: Session, older_than: timedelta, limit: int = 10_000) -> int:
    """Remove the rows of bulk resets that ended before that, in batches; returns how many.

    Raises PermissionDenied for a login other than the owner.
    """
    with refusals.explained():
        result = db.execute(_PURGE, {"older_than": older_than, "limit": limit})
    assert isinstance(result, CursorResult)
    return result.rowcount
