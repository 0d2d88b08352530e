"""What was written to the rows of a list since a moment. Only the latest writes are read."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.records import Filters, Record
from store.sessions import matching
from store.sessions.conditions import table

MOST: Final = 100


class WrittenRow(Record):
    """When a row was imported, and when it was last written."""

    created_at: datetime | None
    updated_at: datetime


def written_since(db: Session, filters: Filters, since: datetime) -> tuple[WrittenRow, ...]:
    """The rows of a list that were written after `since`, the latest first, one more than MOST at
    most. Raises InvalidInput, SearchTooSlow.
    """
    columns = table.c.created_at, table.c.updated_at
    pinned = matching.pinned(db, filters)
    statement = (
        select(*columns)
        .where(*matching.where(pinned), table.c.updated_at > since)
        .order_by(table.c.updated_at.desc())
        .limit(MOST + 1)
    )
    return tuple(WrittenRow.model_validate(dict(row)) for row in db.execute(statement).mappings())
