"""Conditions by a row's standing: what its insight, its render and its reviews say of it as it is.

See docs/decisions/0105-standings.md.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    literal_column,
    or_,
    select,
    true,
)

from store.models import PrototypeSessionRow
from store.own_models import InsightRow
from store.records import Filters
from store.renders.render_records import FAILED, FAILS_TO_RUN
from store.review_models import ReviewRow
from store.reviews.review_records import DISAGREE, NO_MARK, Mark
from store.sessions.current import RULES, RUNTIME, review_is_current
from store.sessions.pasted import storable
from store.standing_models import InspectedRow, StandingRow

_table: Final = PrototypeSessionRow.__table__

# As for insights, in store/sessions/current.py: half of a CASE is expected to be true.
_same_version: Final = StandingRow.row_version == cast(
    literal_column("prototype_sessions.xmin"), Text
)
_of_this_row: Final = and_(StandingRow.row_id == PrototypeSessionRow.id, StandingRow.rules == RULES)
is_current: Final = and_(_of_this_row, case((_same_version, true())))
BY_STANDING: Final[FromClause] = _table.join(StandingRow.__table__, is_current)

has_code: Final = PrototypeSessionRow.generated_code != ""
is_of_runtime: Final = StandingRow.runtime == RUNTIME
inspected_until: Final = select(InspectedRow.until).where(InspectedRow.rules == RULES)

_MARKS: Final = tuple(sorted(map(str, Mark)))
_SETS: Final = [each for size in (1, 2, 3) for each in combinations(_MARKS, size)]
"""What `marks` may be, but for no marks."""


def _exists_by_lookup(rows: Select[Any], outer: FromClause = _table) -> ColumnElement[bool]:
    """Whether there are such rows, looked up for one row of `outer` after the other.

    OFFSET 0 keeps the planner from making a hash of a million standings.
    """
    return exists(rows.offset(0).correlate(outer))


_standing: Final = select(StandingRow.row_id).where(_of_this_row, _same_version)
has_standing: Final = _exists_by_lookup(_standing)
"""For rows in the order of a list that soon ends."""
has_standing_of_many: Final = exists(_standing.correlate(_table))
"""For all rows at once."""


COMPILES: Final = "ok"
"""The verdict of all code that does, whatever becomes of it when run."""


def render_verdict_is(verdict: str) -> ColumnElement[bool]:
    """Whether the code compiles, and this became of it when run."""
    # What the code check found is counted there.
    by_running = StandingRow.render == str(verdict)
    return and_(StandingRow.verdict == COMPILES, is_of_runtime, by_running)


def verdict_is(verdicts: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether inspection said one of these, or the code fails when run."""
    clauses: list[ColumnElement[bool]] = [
        StandingRow.verdict.in_(storable_values(verdicts, FAILS_TO_RUN))
    ]
    if FAILS_TO_RUN in verdicts:
        clauses += [render_verdict_is(each) for each in FAILED]
    return or_(false(), *clauses)


def storable_values(values: tuple[str, ...], but: str) -> list[str]:
    """Each value that a standing may have, once."""
    return [each for each in dict.fromkeys(values) if each != but and storable(each)]


def mark_sets(marks: tuple[str, ...]) -> list[str]:
    """The sets of marks with one of these in it, or with several where they shall disagree."""
    return [
        ",".join(each)
        for each in _SETS
        if not {*marks}.isdisjoint(each) or (DISAGREE in marks and len(each) > 1)
    ]


def reviewed_so(filters: Filters) -> list[ColumnElement[bool]]:
    """Whether it was the filters' reviewer who gave one of the marks, if that counts."""
    if not filters.reviewer:
        return []
    given = [mark for mark in _MARKS if mark in filters.mark]
    reviews = _reviews(filters.reviewer).where(ReviewRow.row_id == StandingRow.row_id)
    of_mark = reviews if DISAGREE in filters.mark else reviews.where(ReviewRow.mark.in_(given))
    return [_exists_by_lookup(of_mark, StandingRow.__table__)]


def is_unmarked(reviewer: str = "") -> ColumnElement[bool]:
    """Whether a row has code and nobody marked it as it is now, or this person did not."""
    return and_(has_code, ~_exists_by_lookup(_standing.where(_has_mark(reviewer))))


def has_no_mark(reviewer: str = "") -> ColumnElement[bool]:
    """Whether a standing has no mark, or none of this person."""
    return ~_has_mark(reviewer)


def _has_mark(reviewer: str) -> ColumnElement[bool]:
    if not reviewer:
        return StandingRow.marks != ""
    mine = _reviews(reviewer).where(ReviewRow.row_id == StandingRow.row_id)
    return and_(StandingRow.marks != "", _exists_by_lookup(mine, StandingRow.__table__))


def marked_so(filters: Filters) -> list[ColumnElement[bool]]:
    """Whether a standing fits the filter by marks."""
    if not filters.mark:
        return []
    clauses: list[ColumnElement[bool]] = []
    if sets := mark_sets(filters.mark):
        clauses.append(and_(StandingRow.marks.in_(sets), *reviewed_so(filters)))
    if NO_MARK in filters.mark:
        clauses.append(is_unmarked(filters.reviewer))
    return [or_(false(), *clauses)]


def _reviews(reviewer: str) -> Select[Any]:
    of_insight = select(ReviewRow.row_id).join(InsightRow, review_is_current)
    return of_insight.where(ReviewRow.reviewer == reviewer)
