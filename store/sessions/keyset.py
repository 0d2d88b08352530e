"""Keyset paging: reads a list from a given position in either direction, with one index per sort.

Rows with a key come first, rows with NULL after them, ties are ordered by id. Descending reverses
both keys and ids. See docs/decisions/0005-keyset-paging.md.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, Select, bindparam, select, union_all
from sqlalchemy.orm import Session

from store import paging
from store.models import status_key, stuck_since
from store.records import NO_STATUS, NO_VERDICT, Filters, Match, Sort
from store.renders.render_records import NO_RENDER
from store.reviews.review_records import NO_MARK
from store.sessions import (
    branches,
    conditions,
    inside_names,
    matching,
    merging,
    render_conditions,
    sort_keys,
)
from store.sessions.conditions import table
from store.sessions.cursors import Position
from store.sessions.inside_names import Hunt
from store.sessions.lifecycle import Status
from store.sessions.merging import Columns
from store.sessions.search_timeouts import bounded
from store.sessions.stuck import overdue

LOOKUPS: Final = frozenset({Match.REFERENCE, Match.ROW_ID, Match.SESSION_ID})
MOST_BRANCHES: Final = 8


class Scan(NamedTuple):
    """A list and the direction to read it in; `backwards` is against its order."""

    filters: Filters
    sort: Sort
    backwards: bool = False
    hunt: Hunt | None = None

    @property
    def subject(self) -> str:
        """The sort without its direction."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """Whether keys and ids decrease in the direction of reading."""
        return self.sort.startswith("-") != self.backwards


class Part(Enum):
    """The part of a list that one statement reads, in the order of an index."""

    KNOWN = auto()
    NULLS = auto()
    ALL = auto()  # sorted rather than read in order: for look-ups, which match a few rows


PlacedPart = tuple[Part, Position | None]


def read(
    db: Session, columns: Columns, scan: Scan, position: Position | None, limit: int
) -> list[Row[Any]]:
    """At most `limit` rows after `position`, or from the end of the list where reading begins, with
    `columns` and the key as `sort_key`."""

    def run(db: Session, part: PlacedPart, count: int, hunt: Hunt | None = None) -> list[Row[Any]]:
        (kind, start), this = part, scan._replace(hunt=hunt)
        bound = {"limit": count, **(start._asdict() if start else {})}
        return [*db.execute(_statement(columns, this, kind, placed=start is not None), bound).all()]

    rows: list[Row[Any]] = []
    parts = _parts(scan, position)
    with bounded(db, scan.filters):
        if inside_names.is_applicable(scan.filters, scan.subject):
            return inside_names.read(db, run, parts, limit, along=parts[0][0] is Part.KNOWN)
        for part in parts:
            rows += run(db, part, limit - len(rows))
            if len(rows) >= limit:
                break
    return rows


def _parts(scan: Scan, position: Position | None) -> list[PlacedPart]:
    is_look_up = scan.filters.match in LOOKUPS and scan.subject != "match"
    if position is None and not scan.backwards and is_look_up:
        return [(Part.ALL, None)]
    parts = [Part.KNOWN] if _excludes_nulls(scan) else [Part.KNOWN, Part.NULLS]
    if scan.backwards:
        parts.reverse()
    if position is None:
        return [(part, None) for part in parts]
    here = Part.NULLS if position.key is None else Part.KNOWN
    rest = parts[parts.index(here) + 1 :] if here in parts else []
    return [(here, position), *((part, None) for part in rest)]


def _excludes_nulls(scan: Scan) -> bool:
    filters = scan.filters
    match scan.subject:
        case "updated":
            return filters.updated_from is not None or filters.updated_to is not None
        case "created":
            return filters.created_from is not None or filters.created_to is not None
        case "status":
            chosen = filters.status and NO_STATUS not in filters.status
            return bool(chosen) or filters.stuck_after is not None
        case "match":
            return filters.score is not None
        case _:
            return filters.match in {Match.NAME_EXACT, Match.NAME_PREFIX, Match.NAME_SUBSTRING}


# Building a statement takes SQLAlchemy as long as running it takes PostgreSQL, so all pages of a
# list share one, with the position and the limit as parameters.
@lru_cache(maxsize=256)
def _statement(columns: Columns, scan: Scan, part: Part, *, placed: bool) -> Select[Any]:
    if part is not Part.ALL and branches.is_applicable(scan.filters, scan.subject):
        known, down = part is Part.KNOWN, scan.descending
        page = merging.page(scan.filters, scan.subject, known=known, placed=placed, descending=down)
        return merging.select_page(columns, page, descending=down)
    statuses = conditions.statuses(scan.filters)
    by_status = scan.subject in {"updated", "status"} and scan.filters.stuck_after is None
    if not by_status or not 2 <= len(statuses) <= MOST_BRANCHES:
        return _select(columns, scan, part, placed=placed)
    # One ordered index scan per status, merged. Left alone, the planner would scan and filter a
    # whole index, or sort every row of those statuses.
    one_each = [scan.filters.model_copy(update={"status": (status,)}) for status in statuses]
    ordered = [
        _select(columns, scan._replace(filters=each), part, placed=placed) for each in one_each
    ]
    merged = union_all(*ordered).subquery()
    order = (merged.c.sort_key, merged.c.id)
    directed = paging.directed(order, descending=scan.descending)
    return select(merged).order_by(*directed).limit(bindparam("limit", type_=Integer))


def _select(columns: Columns, scan: Scan, part: Part, *, placed: bool) -> Select[Any]:
    key, row_id, source = sort_keys.for_subject(scan.subject, known=part is Part.KNOWN)
    clauses: list[ColumnElement[bool]]
    if scan.hunt:
        clauses = conditions.except_search(scan.filters)
    elif source is table:
        clauses = matching.where(scan.filters)
    else:  # the renders themselves are there to be asked
        clauses = matching.where(render_conditions.without_render_filters(scan.filters))
        clauses += render_conditions.for_renders(scan.filters)
    order: list[ColumnElement[Any]] = [key, row_id]
    if part is Part.KNOWN:
        clauses.append(key.is_not(None))
        if scan.filters.stuck_after is not None:
            if scan.subject == "updated":
                # Stuck rows with an updated_at are indexed by it.
                order[0] = stuck_since
                clauses.append(overdue(scan.filters.stuck_after, scan.filters.as_of))
            if scan.subject == "status":
                # a single key, so order by id alone
                clauses.append(status_key == Status.GENERATING.value)
    elif part is Part.NULLS:
        clauses.append(sort_keys.is_unknown(scan.subject))
    if placed:
        keys = {"id": row_id} if part is Part.NULLS else {"key": order[0], "id": row_id}
        start = [bindparam(name, type_=each.type) for name, each in keys.items()]
        clauses.append(paging.beyond([*keys.values()], start, descending=scan.descending))
    # Keep a column in ORDER BY even if it is always NULL: the planner ignores a column that equals
    # a constant, but not one that IS NULL.
    if scan.subject == "updated" and scan.filters.status == (NO_STATUS,):
        order.insert(0, status_key)
    directed = paging.directed(order, descending=scan.descending)
    if part is Part.ALL:
        directed = [each.nulls_last() for each in directed]
    limit = bindparam("limit", type_=Integer)
    if source is not table:
        ids = select(row_id, key).select_from(source).where(*clauses).order_by(*directed)
        return merging.select_page(columns, ids.limit(limit), descending=scan.descending)
    shown = select(*columns, key.label("sort_key")).order_by(*directed)
    if scan.hunt:
        down = scan.descending
        inner = inside_names.ids(scan.hunt, scan.filters, clauses, order, descending=down)
        inside = table.join(inner, inner.c.row_id == table.c.id)
        return shown.select_from(inside)
    shown = shown.select_from(table)
    lacks = NO_VERDICT in scan.filters.verdict or NO_RENDER in scan.filters.render
    if not lacks and NO_MARK not in scan.filters.mark:
        return shown.where(*clauses).limit(limit)
    # Where few or none lack a check, a render or a mark, all rows pass through a hash join on
    # the way to the page: only their ids and keys may, or a million rows spill 1.6 GB to disk.
    ids = select(row_id).where(*clauses).order_by(*directed).limit(limit).correlate(None)
    return shown.where(row_id.in_(ids))
