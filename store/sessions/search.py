"""Reads lists of sessions: pages, neighbors and counts."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, literal_column, select
from sqlalchemy.orm import Session

from store import paging
from store.counts import Count, CountKind
from store.errors import InvalidInput
from store.paging import Cursor, Direction
from store.records import Filters, Page, Sort
from store.sessions import cursors, keyset, matching, search_timeouts, sort_keys
from store.sessions.conditions import table
from store.sessions.cursors import Position
from store.sessions.keyset import Scan
from store.sessions.summaries import COLUMNS, summaries

MAX_PAGE_SIZE: Final = 1_000
ID: Final = (table.c.id,)


def search(
    db: Session,
    filters: Filters,
    sort: Sort = Sort.UPDATED_DESC,
    cursor: str | None = None,
    size: int = 50,
) -> Page:
    """One page of the list, read by keyset from `cursor` (a Page's `after` or `before`).

    A cursor keeps the match of the page that it came from. Raises InvalidInput for a cursor of
    another list, a size outside 1 to 1,000 and a search text over 500 characters; SearchTooSlow.
    """
    if not 1 <= size <= MAX_PAGE_SIZE:
        raise InvalidInput(f"A page has 1 to {MAX_PAGE_SIZE} rows.")
    list_fingerprint = cursors.fingerprint(filters, sort)
    cursor_read = cursors.decode(cursor, list_fingerprint, sort)
    if cursor_read:
        filters = filters.model_copy(update={"match": cursor_read.match})
    filters = matching.pinned(db, filters)
    scan = Scan(filters, sort, backwards=cursor_read is not None and cursor_read.backwards)
    position = cursor_read.position if cursor_read else None
    rows = keyset.read(db, COLUMNS, scan, position, size + 1)
    page = paging.cut(rows, size, backwards=scan.backwards, placed=position is not None)
    match = filters.match
    assert match is not None  # pinned

    def cursor_for(direction: Direction, row: Row[Any] | None) -> Cursor:
        return cursors.cursor_at(
            direction, Position(row.sort_key, row.id) if row else None, list_fingerprint, match
        )

    before, after = page.links(cursor_for)
    return Page(rows=summaries(page.rows), before=before, after=after, match=match)


def neighbor(
    db: Session, filters: Filters, sort: Sort, row_id: UUID, *, backwards: bool
) -> UUID | None:
    """The id after the row's place in the list, or before it; the row itself may have left it."""
    key = sort_keys.for_row(db, sort.removeprefix("-"), row_id)
    if key is None:
        return None
    scan = Scan(matching.pinned(db, filters), sort, backwards)
    rows = keyset.read(db, ID, scan, Position(key[0], row_id), 1)
    return rows[0].id if rows else None


def count(db: Session, filters: Filters, limit: int | None = None) -> Count:
    """How many rows the list has: exact up to `limit`, beyond that "at least `limit`".

    The default limit is 50,000, or 5,000 by verdict or mark, or 1,000 if searched by name.
    """
    filters = matching.pinned(db, filters)
    limit = matching.most_counted(filters) if limit is None else limit
    some = matching.select_limited(filters, limit + 1, literal_column("1"))
    with search_timeouts.bounded(db, filters):
        size = db.execute(select(func.count()).select_from(some.subquery())).scalar_one()
    if size > limit:
        return Count(value=limit, kind=CountKind.AT_LEAST)
    return Count(value=size, kind=CountKind.EXACT)
