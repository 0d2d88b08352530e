"""Lists of sessions: a page, its neighbours, and how many there are."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from store.errors import InvalidInput
from store.records import Count, CountKind, Filters, Page, Sort
from store.sessions import cursors, keyset, matching
from store.sessions.conditions import table
from store.sessions.cursors import Position
from store.sessions.keyset import KEYS, Way
from store.sessions.summaries import COLUMNS, summaries

MAX_PAGE_SIZE: Final = 1_000
COUNT_LIMIT: Final = 50_000
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
    of = cursors.fingerprint(filters, sort)
    place = cursors.decode(cursor, of, sort) if cursor else None
    if place:
        filters = filters.model_copy(update={"match": place.match})
    filters = matching.pinned(db, filters)
    backwards = place is not None and place.direction == "before"
    way = Way(filters, sort, backwards)
    position = place.position if place else None
    rows = keyset.read(db, COLUMNS, way, position, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return _page(rows, way, position, of, more=more)


def _page(
    rows: list[Row[Any]], way: Way, position: Position | None, of: str, *, more: bool
) -> Page:
    match = way.filters.match
    assert match is not None  # pinned
    back = more if way.backwards else position is not None
    on = more if not way.backwards else position is not None
    # Where every row of a page has gone, the ways out are the list's last page and its first.
    first, last = (_position(rows[0]), _position(rows[-1])) if rows else (None, None)
    return Page(
        rows=summaries(rows),
        before=cursors.encode("before", first, of, match) if back else None,
        after=cursors.encode("after", last, of, match) if on else None,
        match=match,
    )


def _position(row: Row[Any]) -> Position:
    return Position(row.sort_key, row.id)


def neighbours(
    db: Session, filters: Filters, sort: Sort, row_id: UUID
) -> tuple[UUID | None, UUID | None]:
    """The ids before and after the row's place in the list; the row itself may have left it."""
    key = db.execute(select(KEYS[sort.removeprefix("-")]).where(table.c.id == row_id)).one_or_none()
    if key is None:
        return None, None
    filters = matching.pinned(db, filters)
    place = Position(key[0], row_id)
    previous, following = (
        keyset.read(db, ID, Way(filters, sort, backwards), place, 1) for backwards in (True, False)
    )
    return (previous[0].id if previous else None, following[0].id if following else None)


def count(db: Session, filters: Filters, limit: int = COUNT_LIMIT) -> Count:
    """How many rows the list has: exact up to `limit`, "at least `limit`" above."""
    filters = matching.pinned(db, filters)
    some = select(text("1")).select_from(table).where(*matching.where(filters)).limit(limit + 1)
    with matching.bounded(db, filters):
        found = db.execute(select(func.count()).select_from(some.subquery())).scalar_one()
    if found > limit:
        return Count(value=limit, kind=CountKind.AT_LEAST)
    return Count(value=found, kind=CountKind.EXACT)
