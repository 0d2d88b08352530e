"""Reading a list from a place in it: conditions that one index per sort serves both ways.

The order: known keys first, NULLs after them, ties by id; descending turns keys and ids around.
Source: docs/decisions/keyset-paging.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, TextClause, select, text, tuple_, union_all
from sqlalchemy.orm import Session

from store import conditions, matching
from store.conditions import table
from store.cursors import Position
from store.models import name_key, status_key, stuck_since
from store.records import NO_STATUS, Filters, Match, Sort
from store.stuck import overdue

KEYS: Final[dict[str, ColumnElement[Any]]] = {
    "updated": table.c.updated_at,
    "created": table.c.created_at,
    "name": name_key,
    "status": status_key,
}
LOOKUPS: Final = frozenset({Match.REFERENCE, Match.ROW_ID, Match.SESSION_ID})
MOST_BRANCHES: Final = 8


class Walk(NamedTuple):
    """A reading of the list: from `position` on (from an end if None), against it if backwards."""

    filters: Filters
    sort: Sort
    position: Position | None = None
    backwards: bool = False

    @property
    def subject(self) -> str:
        """The sort without its direction."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """Whether keys and ids fall along the way."""
        return self.sort.startswith("-") != self.backwards


class Segment(NamedTuple):
    """A part of the list that one index reads in order: known keys, or NULLs, or all."""

    conditions: tuple[ColumnElement[bool], ...]
    order: tuple[ColumnElement[Any], ...]


def read(db: Session, columns: TextClause, walk: Walk, limit: int) -> list[Row[Any]]:
    """At most `limit` rows along the walk: `columns`, then the row's key as `sort_key`.

    A second statement runs only where a page reaches from the known keys into the NULLs.
    """
    rows: list[Row[Any]] = []
    with matching.bounded(db, walk.filters):
        for segment in _segments(walk):
            rows += db.execute(_statement(columns, walk, segment, limit - len(rows))).all()
            if len(rows) >= limit:
                break
    return rows


def _segments(walk: Walk) -> Iterator[Segment]:
    place = walk.position
    if place is None and not walk.backwards and walk.filters.match in LOOKUPS:
        yield _everything(walk)  # a handful of rows: sorting them is cheaper than a second look
        return
    in_nulls = place is not None and place.key is None
    if walk.backwards:
        if place is None or in_nulls:
            yield from _nulls(walk, place)
        yield _known(walk, None if in_nulls else place)
    else:
        if not in_nulls:
            yield _known(walk, place)
        yield from _nulls(walk, place if in_nulls else None)


def _everything(walk: Walk) -> Segment:
    key = KEYS[walk.subject]
    order = (key.desc(), table.c.id.desc()) if walk.descending else (key.asc(), table.c.id.asc())
    return Segment((), (order[0].nulls_last(), order[1]))


def _known(walk: Walk, place: Position | None) -> Segment:
    key = KEYS[walk.subject]
    found: list[ColumnElement[bool]] = [key.is_not(None)]
    if walk.subject == "updated" and walk.filters.stuck_after is not None:
        # Where updated_at is known it is what stuck rows are indexed by.
        key = stuck_since
        found.append(overdue(walk.filters.stuck_after))
    if place is not None:
        here, there = tuple_(key, table.c.id), (place.key, place.id)
        found.append(here < there if walk.descending else here > there)
    if walk.descending:
        return Segment(tuple(found), (key.desc(), table.c.id.desc()))
    return Segment(tuple(found), (key, table.c.id))


def _nulls(walk: Walk, place: Position | None) -> Iterator[Segment]:
    if _excludes_nulls(walk):
        return
    row_id = table.c.id
    found: list[ColumnElement[bool]] = [KEYS[walk.subject].is_(None)]
    if place is not None:
        found.append(row_id < place.id if walk.descending else row_id > place.id)
    yield Segment(tuple(found), (row_id.desc() if walk.descending else row_id.asc(),))


def _excludes_nulls(walk: Walk) -> bool:
    filters = walk.filters
    match walk.subject:
        case "updated":
            return filters.updated_from is not None or filters.updated_to is not None
        case "created":
            return filters.created_from is not None or filters.created_to is not None
        case "status":
            return bool(filters.status) and NO_STATUS not in filters.status
        case _:
            return filters.match in {Match.NAME_EXACT, Match.NAME_PREFIX, Match.NAME_SUBSTRING}


def _statement(columns: TextClause, walk: Walk, segment: Segment, limit: int) -> Select[Any]:
    statuses = conditions.statuses(walk.filters)
    by_status = walk.subject in {"updated", "status"} and walk.filters.stuck_after is None
    if not by_status or not 2 <= len(statuses) <= MOST_BRANCHES:
        return _select(columns, walk, segment, walk.filters, limit)
    # One ordered index scan for each status, merged: the planner by itself would filter the scan
    # of a whole index, or sort every row of those statuses.
    branches = [
        _select(columns, walk, segment, walk.filters.model_copy(update={"status": (each,)}), limit)
        for each in statuses
    ]
    direction = "DESC" if walk.descending else "ASC"
    return (
        select(text("*"))
        .select_from(union_all(*branches).subquery())
        .order_by(text(f"sort_key {direction}, id {direction}"))
        .limit(limit)
    )


def _select(
    columns: TextClause, walk: Walk, segment: Segment, filters: Filters, limit: int
) -> Select[Any]:
    return (
        select(columns, KEYS[walk.subject].label("sort_key"))
        .select_from(table)
        .where(*matching.where(filters), *segment.conditions)
        .order_by(*segment.order)
        .limit(limit)
    )
