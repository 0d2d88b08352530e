"""Filters as SQL conditions, except the search text (see `matching`)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    false,
    literal_column,
    or_,
)

from store.columns import INT4_MAX
from store.insights.insight_records import DRAWN
from store.models import SHORT_KEY_CHARS, PrototypeSessionRow, status_key
from store.own_models import InsightRow
from store.records import DEVICE_WIDTHS, NO_STATUS, NO_VERDICT, Filters, Has
from store.renders.render_records import FAILS_TO_RUN
from store.sessions import render_conditions, review_conditions
from store.sessions.current import exists_where, insight_is_current, insight_is_known
from store.sessions.pasted import storable
from store.sessions.stuck import is_stuck

assert isinstance(PrototypeSessionRow.__table__, Table)
table: Final[Table] = PrototypeSessionRow.__table__

_has_thumbnail: Final = and_(table.c.thumbnail_url.is_not(None), table.c.thumbnail_url != "")
_has_error: Final = and_(table.c.error_code.is_not(None), table.c.error_code != "")
PRESENCE: Final[dict[Has, ColumnElement[bool]]] = {
    Has.CODE: table.c.generated_code.is_not(None),
    Has.NO_CODE: table.c.generated_code.is_(None),
    Has.THUMBNAIL: _has_thumbnail,
    Has.NO_THUMBNAIL: or_(table.c.thumbnail_url.is_(None), table.c.thumbnail_url == ""),
    Has.ERROR: _has_error,
    Has.NO_ERROR: or_(table.c.error_code.is_(None), table.c.error_code == ""),
}
CONTRADICTIONS: Final = (
    {Has.CODE, Has.NO_CODE},
    {Has.THUMBNAIL, Has.NO_THUMBNAIL},
    {Has.ERROR, Has.NO_ERROR},
)


def except_search(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of every filter except `q`. An unknown status matches nothing."""
    clauses = [*_times(filters), *_widths(filters)]
    if filters.status:
        clauses.append(_any_of([status_is(status) for status in statuses(filters)]))
    if filters.stuck_after is not None:
        clauses.append(is_stuck(filters.stuck_after, filters.as_of))
    if any(pair <= set(filters.has) for pair in CONTRADICTIONS):
        clauses.append(false())  # otherwise PostgreSQL would read every row to find none
    else:
        clauses += [PRESENCE[has] for has in dict.fromkeys(filters.has)]
    if filters.verdict:
        clauses.append(_verdict_is(filters.verdict))
    if filters.design:
        clauses.append(_design_is(filters.design))
    return clauses + render_conditions.for_filters(filters) + review_conditions.for_filters(filters)


def statuses(filters: Filters) -> list[str]:
    """The requested statuses, each once, without those that no row can have."""
    return [status for status in dict.fromkeys(filters.status) if storable(status)]


def status_is(status: str) -> ColumnElement[bool]:
    """Whether a row has this status; NO_STATUS means NULL."""
    if status == NO_STATUS:
        return status_key.is_(None)
    return status_key == status[:SHORT_KEY_CHARS]


def _verdict_is(verdicts: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether inspection said one of these of the row as it is now; NO_VERDICT: it said nothing."""
    others = {NO_VERDICT, FAILS_TO_RUN}
    known = [verdict for verdict in verdicts if verdict not in others and storable(verdict)]
    clauses: list[ColumnElement[bool]] = []
    if known and FAILS_TO_RUN in verdicts:
        clauses.append(render_conditions.fails_to_run_or(known))
    elif known:
        clauses.append(exists_where(insight_is_current, InsightRow.verdict.in_(known)))
    elif FAILS_TO_RUN in verdicts:
        clauses.append(render_conditions.fails_to_run)
    if NO_VERDICT in verdicts:
        clauses.append(~exists_where(insight_is_known))
    return _any_of(clauses)


def _design_is(kinds: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether the row's design, as it is now, is of one of these kinds."""
    known = [kind for kind in dict.fromkeys(kinds) if storable(kind)]
    if not known:
        return false()
    # This condition lets PostgreSQL use the partial index.
    undrawn = [] if DRAWN in known else [InsightRow.design_kind != literal_column(f"'{DRAWN}'")]
    return exists_where(insight_is_current, InsightRow.design_kind.in_(known), *undrawn)


def _any_of(alternatives: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    return or_(*alternatives) if alternatives else false()


def _times(filters: Filters) -> list[ColumnElement[bool]]:
    updated, created = table.c.updated_at, table.c.created_at
    clauses = []
    if filters.updated_from is not None:
        clauses.append(updated >= filters.updated_from)
    if filters.updated_to is not None:
        clauses.append(updated <= filters.updated_to)
    if filters.created_from is not None:
        clauses.append(created >= filters.created_from)
    if filters.created_to is not None:
        clauses.append(created <= filters.created_to)
    if filters.as_of is not None:
        clauses.append(or_(updated <= filters.as_of, updated.is_(None)))
    return clauses


def _widths(filters: Filters) -> list[ColumnElement[bool]]:
    ranges = [(filters.width_min, filters.width_max)]
    if filters.device is not None:
        ranges.append(DEVICE_WIDTHS[filters.device])
    clauses = []
    for low, high in ranges:
        if low is not None:
            clauses.append(table.c.frame_width >= max(min(low, INT4_MAX), -INT4_MAX))
        if high is not None:
            clauses.append(table.c.frame_width <= max(min(high, INT4_MAX), -INT4_MAX))
    return clauses
