"""Rows of a list for a file: what the list shows, without pictures, up to a limit."""

from __future__ import annotations

from typing import Final

from sqlalchemy import literal_column
from sqlalchemy.orm import Session

from store.records import Filters, SessionSummary, Sort
from store.sessions import keyset, matching
from store.sessions.keyset import Scan
from store.sessions.merging import Columns
from store.sessions.summaries import COLUMNS, summaries

MAX_ROWS: Final = 10_000
# Pictures can be 64 KB each and are useless in a file of rows.
WITHOUT_PICTURES: Final[Columns] = tuple(
    literal_column("NULL").label(column.name) if column.name == "thumbnail_url" else column
    for column in COLUMNS
)


def rows(
    db: Session, filters: Filters, sort: Sort, limit: int = MAX_ROWS
) -> tuple[SessionSummary, ...]:
    """The first `limit` rows of a list, session ids masked. Raises InvalidInput, SearchTooSlow."""
    way = Scan(matching.pinned(db, filters), sort)
    return summaries(keyset.read(db, WITHOUT_PICTURES, way, None, limit))
