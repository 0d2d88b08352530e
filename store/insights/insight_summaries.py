"""What lists show of rows: their insights, with the renders and the reviews that are current."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, any_, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import Session

from store.insights.insight_records import InsightSummary
from store.own_models import InsightRow
from store.render_models import RenderRow
from store.review_models import ReviewRow
from store.sessions.conditions import table
from store.sessions.current import (
    insight_is_current,
    render_is_current,
    review_is_current,
    review_is_older,
)

_ERRORS: Final = func.jsonb_path_query_array(
    InsightRow.findings, cast('$[*] ? (@.severity == "error").kind', JSONPATH)
)


_DRAWING: Final = func.concat(InsightRow.design_md5, "-", InsightRow.rules)


def _marks(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """The marks of a row's reviews of this condition, the first one first."""
    some = select(ReviewRow.mark).where(condition).order_by(ReviewRow.reviewed_at)
    return func.array(some.correlate(InsightRow).scalar_subquery(), type_=ARRAY(Text))


# Built once, with the ids as one parameter: it is asked for each page of a list.
_SUMMARIES: Final = (
    select(InsightRow.row_id, InsightRow.verdict, _ERRORS.label("kinds"), _DRAWING.label("drawing"))
    .add_columns(InsightRow.design_kind, InsightRow.design_note)
    .add_columns(RenderRow.verdict.label("render_verdict"), RenderRow.score)
    .add_columns(_marks(review_is_current).label("now"))
    .add_columns(_marks(review_is_older).label("older"))
    .select_from(InsightRow)
    .join(table, insight_is_current)
    .outerjoin(RenderRow, render_is_current)
    .where(InsightRow.row_id == any_(bindparam("row_ids", type_=ARRAY(Uuid()))))
)
_JUDGED: Final = ("verdict", "kinds", "drawing", "design_kind", "design_note")
_many: Final = TypeAdapter(tuple[InsightSummary, ...])


def summaries(db: Session, row_ids: Sequence[UUID]) -> dict[UUID, InsightSummary]:
    """What lists show of rows, without rows that have no current insight."""
    rows = db.execute(_SUMMARIES, {"row_ids": [*row_ids]}).all()
    known = _many.validate_python([_fields(row) for row in rows])
    return {row[0]: each for row, each in zip(rows, known, strict=True)}


def _fields(row: Sequence[Any]) -> dict[str, object]:
    _row_id, *judged, verdict, score, now, older = row
    return {
        **dict(zip(_JUDGED, judged, strict=True)),
        "render": None if verdict is None else {"verdict": verdict, "score": score},
        "marks": {"now": now, "older": older},
    }


def drawing(db: Session, row_id: UUID, name: str) -> str | None:
    """The wireframe that an InsightSummary names; None if it was replaced since."""
    named = select(InsightRow.wireframe).where(InsightRow.row_id == row_id, _DRAWING == name)
    return db.scalar(named)
