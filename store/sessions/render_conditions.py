"""The filters by what a row's render came to, and by what its insight measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all

from store.models import PrototypeSessionRow
from store.own_models import InsightRow
from store.records import Filters, Range
from store.render_models import RenderRow
from store.renders.render_records import FAILED, NO_RENDER
from store.sessions.current import (
    exists_where,
    insight_is_current,
    insight_is_known,
    render_is_current,
    render_is_known,
)
from store.sessions.pasted import storable

code_bytes: Final = func.octet_length(PrototypeSessionRow.generated_code)
"""The size is beside the code: it is not read."""


def _among(row_ids: Select[Any]) -> ColumnElement[bool]:
    """Whether a row is one of these, and its insight is current.

    The ids do not depend on the row: where they are few, the planner begins with them.
    """
    return and_(exists_where(insight_is_current), PrototypeSessionRow.id.in_(row_ids))


def _rendered(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    ids = select(RenderRow.row_id).join(InsightRow, render_is_current)
    return _among(ids.where(*conditions).correlate(None))


# What the code check found is counted there.
_failed: Final = and_(
    RenderRow.verdict.in_([str(each) for each in FAILED]), InsightRow.verdict == "ok"
)
fails_to_run: Final = _rendered(_failed)
has_no_score: Final = ~exists_where(insight_is_known, render_is_known, RenderRow.score.is_not(None))
has_no_render: Final = and_(
    PrototypeSessionRow.generated_code != "",
    ~exists_where(insight_is_known, render_is_known),
)


def fails_to_run_or(verdicts: Sequence[str]) -> ColumnElement[bool]:
    """Whether the code fails when run, or the check said one of these.

    Each is found by an index of its own: of an OR the planner would try every row of the list.
    """
    checked = select(InsightRow.row_id).where(InsightRow.verdict.in_(verdicts))
    failed = select(RenderRow.row_id).join(InsightRow, render_is_current).where(_failed)
    bad = union_all(checked.correlate(None), failed.correlate(None)).subquery()
    return _among(select(bad.c.row_id))


def for_filters(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of these filters."""
    clauses: list[ColumnElement[bool]] = []
    if of_render := for_renders(filters):
        clauses.append(_rendered(*of_render))
    if NO_RENDER in filters.render:
        clauses.append(_verdict_is_any(filters.render))
    if of_insight := _within(InsightRow.node_count, filters.nodes):
        clauses.append(exists_where(insight_is_current, *of_insight))
    return clauses + _within(code_bytes, filters.code)


def for_renders(filters: Filters) -> list[ColumnElement[bool]]:
    """Those of the conditions that are about a row's current render itself."""
    clauses = _within(RenderRow.score, filters.score)
    if filters.font:
        clauses.append(RenderRow.font == filters.font)
    if filters.render and NO_RENDER not in filters.render:
        clauses.append(RenderRow.verdict.in_(_storable_verdicts(filters.render)))
    return clauses


def without_render_filters(filters: Filters) -> Filters:
    """The same without what `for_renders` is about."""
    kept = filters.render if NO_RENDER in filters.render else ()
    return filters.model_copy(update={"score": None, "font": "", "render": kept})


def _storable_verdicts(verdicts: Sequence[str]) -> list[str]:
    return [verdict for verdict in verdicts if verdict != NO_RENDER and storable(verdict)]


def _verdict_is_any(verdicts: tuple[str, ...]) -> ColumnElement[bool]:
    known = _storable_verdicts(verdicts)
    of_verdict = [_rendered(RenderRow.verdict.in_(known))] if known else []
    return or_(has_no_render, *of_verdict)


def _within(value: Any, limits: Range | None) -> list[ColumnElement[bool]]:
    low, high = limits or (None, None)
    clauses = [value >= low] if low is not None else []
    return clauses + ([value <= high] if high is not None else [])
