"""What lists are sorted by: a column of the table, an expression of an index, or a row's render."""

from __future__ import annotations

from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Row, literal_column, select
from sqlalchemy.orm import Session

from store.models import name_key, status_key
from store.own_models import InsightRow
from store.render_models import RenderRow
from store.sessions import render_conditions
from store.sessions.conditions import table
from store.sessions.current import insight_is_current, render_is_current

MATCH: Final = "match"
KEYS: Final[dict[str, ColumnElement[Any]]] = {
    "updated": table.c.updated_at,
    "created": table.c.created_at,
    "name": name_key,
    "status": status_key,
    MATCH: RenderRow.__table__.c.score,
}
# Read in the order of the renders' own index.
_BY_RENDER: Final = table.join(InsightRow.__table__, insight_is_current).join(
    RenderRow.__table__, render_is_current
)


class SortKey(NamedTuple):
    """The key and the id that one index has in order, and what they are selected from."""

    key: ColumnElement[Any]
    row_id: ColumnElement[Any]
    source: FromClause


def for_subject(subject: str, *, known: bool) -> SortKey:
    """The sort key of rows where it is `known`, or where it is NULL."""
    if subject != MATCH:
        return SortKey(KEYS[subject], table.c.id, table)
    if known:
        return SortKey(KEYS[MATCH], RenderRow.__table__.c.row_id, _BY_RENDER)
    return SortKey(literal_column("CAST(NULL AS float)", KEYS[MATCH].type), table.c.id, table)


def is_unknown(subject: str) -> ColumnElement[bool]:
    """Whether a row has no key."""
    return render_conditions.has_no_score if subject == MATCH else KEYS[subject].is_(None)


def for_row(db: Session, subject: str, row_id: UUID) -> Row[Any] | None:
    """A row's key, NULL where it has none; None if there is no such row."""
    key: Any = KEYS[subject]
    if subject == MATCH:
        scored = select(key).select_from(_BY_RENDER).where(table.c.id == row_id)
        key = scored.correlate(None).scalar_subquery()
    return db.execute(select(key).select_from(table).where(table.c.id == row_id)).one_or_none()
