"""Lists by what inspection, rendering and people said, each part from an index in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    exists,
    literal_column,
    select,
    union_all,
)

from store.models import PrototypeSessionRow
from store.records import NO_VERDICT, Filters, Match
from store.renders.render_records import FAILED, FAILS_TO_RUN, NO_RENDER, RenderVerdict
from store.reviews.review_records import NO_MARK
from store.sessions import sort_keys, standings
from store.sessions.current import RUNTIME
from store.sessions.sort_keys import MATCH
from store.sessions.standings import BY_STANDING, has_code, inspected_until
from store.standing_models import StandingRow

MOST_COUNTED: Final = 5_000
"""Beyond that, "at least": each row that is counted is looked up in the table."""

_table: Final = PrototypeSessionRow.__table__
_standings: Final = StandingRow.__table__.c
STATUS: Final = "status"
_KEYS: Final = {
    "updated": _standings.row_updated_at,
    "created": _standings.row_created_at,
    "name": _standings.row_name,
    STATUS: _standings.row_status,
    MATCH: _standings.score,
}
_OF_OTHER_RUNTIMES: Final = (StandingRow.runtime < RUNTIME, StandingRow.runtime > RUNTIME)
"""After a change of the preview, until rows are rendered again; each way has an index."""
_INFINITY: Final[ColumnElement[Any]] = literal_column("'infinity'::timestamptz")

Keyed = tuple[ColumnElement[Any], list[ColumnElement[bool]]]


class Branch:
    """A part of a list that an index has in order: that of standings, or that of the table.

    A small one is read whole where the order is not by update.
    """

    def __init__(
        self,
        *conditions: ColumnElement[bool],
        of_standing: bool = True,
        of_other_runtime: bool = False,
        is_small: bool = False,
    ) -> None:
        self.conditions = conditions
        self.is_small = is_small
        self.has_matches = of_standing and not of_other_runtime
        self.sort_keys = _KEYS if of_standing else sort_keys.KEYS
        self.source: FromClause = BY_STANDING if of_standing else _table
        self.row_id: ColumnElement[Any] = _standings.row_id if of_standing else _table.c.id

    def keyed(self, subject: str, *, known: bool) -> Iterator[Keyed]:
        """The keys by which it is read in order, each with the rows that have it, so that these
        are all rows whose key is `known`, or all where it is NULL."""
        if subject != MATCH or self.has_matches:
            key = self.sort_keys[subject]
            current = [standings.is_of_runtime] if known and subject == MATCH else []
            yield key, [key.is_not(None) if known else key.is_(None), *current]
        if subject == MATCH and not known:
            nothing = sort_keys.for_subject(MATCH, known=False).key
            old = [[_standings.score.is_not(None), each] for each in _OF_OTHER_RUNTIMES]
            for rows in old if self.has_matches else [[]]:
                yield nothing, rows


def for_filters(filters: Filters, subject: str = "") -> tuple[Branch, ...]:
    """The parts that make up a list by these filters, none of which has a row of another; in the
    order of some subjects, other parts of the same list.

    Empty if the filters are not about standings, or narrower ones lead to the rows.
    """
    has_others = filters.q and filters.match is not Match.NONE
    if has_others or filters.stuck_after is not None or NO_VERDICT in filters.verdict:
        return ()
    if filters.render:
        return _by_render(filters)
    if filters.verdict:
        also = standings.marked_so(filters)
        known = standings.storable_values(filters.verdict, FAILS_TO_RUN)
        parts = [Branch(StandingRow.verdict == each, *also) for each in known]
        if FAILS_TO_RUN in filters.verdict and standings.COMPILES not in known:
            parts += [Branch(standings.render_verdict_is(each), *also) for each in FAILED]
        return tuple(parts)
    return _by_mark(filters, subject)


def is_applicable(filters: Filters, subject: str) -> bool:
    """Whether a list in this order is read by its branches."""
    if subject == MATCH:
        # A range of matches and a font are of renders; rows without a mark have matches, too.
        is_unmarked = NO_MARK in filters.mark and not filters.verdict and not filters.render
        if filters.score is not None or filters.font or is_unmarked:
            return False
    return bool(for_filters(filters))


def without_branch_filters(filters: Filters) -> Filters:
    """The same without what branches are about."""
    return filters.model_copy(update={"verdict": (), "render": (), "mark": (), "reviewer": ""})


def select_limited(
    filters: Filters, clauses: list[ColumnElement[bool]], limit: int
) -> Select[Any] | None:
    """The ids of at most `limit` rows that fit the other clauses as well, in no order; None if
    the list has no branches."""
    ids = [
        select(branch.row_id.label("row_id"))
        .select_from(branch.source)
        .where(*clauses, *branch.conditions)
        .limit(limit)
        for branch in for_filters(filters)
    ]
    return select(union_all(*ids).subquery().c.row_id).limit(limit) if ids else None


def _by_render(filters: Filters) -> tuple[Branch, ...]:
    also = standings.marked_so(filters)
    if filters.verdict:
        also.append(standings.verdict_is(filters.verdict))
    known = standings.storable_values(filters.render, NO_RENDER)
    parts = [Branch(standings.is_of_runtime, StandingRow.render == each, *also) for each in known]
    if NO_RENDER in filters.render:
        parts.append(Branch(StandingRow.render == "", *also))
        for each in _OF_OTHER_RUNTIMES:
            parts.append(Branch(each, StandingRow.render != "", *also, of_other_runtime=True))
        # Without a current insight a row has neither a verdict nor marks.
        if not filters.verdict and (not filters.mark or NO_MARK in filters.mark):
            parts += _not_inspected()
    return tuple(parts)


def _not_inspected() -> list[Branch]:
    # Until all rows were inspected once, it is all of them.
    rows = and_(~exists(inspected_until), ~standings.has_standing_of_many)
    return [*_inspected_later(), Branch(has_code, rows, of_standing=False, is_small=True)]


def _inspected_later() -> list[Branch]:
    """What has no standing yet, though all rows were inspected once."""
    updated, is_known = _table.c.updated_at, exists(inspected_until)
    # Of a span, the planner expects few rows, and of what is later a third.
    later = and_(updated > inspected_until.scalar_subquery(), updated <= _INFINITY)
    undated = and_(is_known, updated.is_(None))
    rows = (and_(each, ~standings.has_standing) for each in (later, undated))
    return [Branch(has_code, each, of_standing=False, is_small=True) for each in rows]


def _by_mark(filters: Filters, subject: str) -> tuple[Branch, ...]:
    also = standings.reviewed_so(filters)
    sets = standings.mark_sets(filters.mark)
    parts = [Branch(StandingRow.marks == each, *also) for each in sets]
    if NO_MARK in filters.mark and subject == STATUS:
        parts += _unmarked_by_status(filters.reviewer)
    elif NO_MARK in filters.mark:
        parts.append(Branch(standings.is_unmarked(filters.reviewer), of_standing=False))
    return tuple(parts)


def _unmarked_by_status(reviewer: str) -> list[Branch]:
    """Rows of most statuses have no code, which along the table each of them would be asked."""
    without = standings.has_no_mark(reviewer)
    parts = [Branch(StandingRow.render == each, without) for each in ("", *RenderVerdict)]
    # In order, not small: until all rows were inspected once, it may be all of them.
    others = and_(~exists(inspected_until), ~standings.has_standing)
    return [*parts, *_inspected_later(), Branch(has_code, others, of_standing=False)]
