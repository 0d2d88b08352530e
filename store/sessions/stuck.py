"""Which rows are stuck, and which of them stopped together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Interval, and_, func, literal, literal_column, or_, text
from sqlalchemy.orm import Session

from store.models import stuck_since
from store.records import Cohort

COHORT_GAP: Final = timedelta(seconds=60)
COHORT_ROWS: Final = 50_000
EARLIEST: Final = "2000-01-01"  # what is dated before stopped at no moment that anybody could name
LONGEST_THRESHOLD: Final = timedelta(days=36_500)  # further back than any timestamp can go wrong

# Literals, not parameters: the planner must see that the partial index applies.
is_generating: Final[ColumnElement[bool]] = literal_column("status = 'generating'")

COHORTS: Final = text(
    f"""
    WITH latest AS (
        SELECT COALESCE(updated_at, created_at) AS at
        FROM prototype_sessions
        WHERE status = 'generating'
          AND COALESCE(updated_at, created_at) <= now() - CAST(:stuck_after AS interval)
          AND COALESCE(updated_at, created_at) >= timestamptz '{EARLIEST} 00:00:00+00'
        ORDER BY COALESCE(updated_at, created_at) DESC, id DESC
        LIMIT :rows
    ), marked AS (
        SELECT at, (at - lag(at) OVER (ORDER BY at) <= :gap) IS NOT TRUE AS begins FROM latest
    ), numbered AS (
        SELECT at, count(*) FILTER (WHERE begins) OVER (ORDER BY at) AS number FROM marked
    )
    SELECT min(at) AS first_at, max(at) AS last_at, count(*) AS count
    FROM numbered GROUP BY number ORDER BY number DESC
    """
)


def overdue(stuck_after: timedelta, as_of: datetime | None = None) -> ColumnElement[bool]:
    """Whether the last sign of life is older than the threshold, by the database's clock.

    With `as_of`: whether it was so at that moment. A frozen scope must not grow with the clock.
    """
    threshold = literal(min(stuck_after, LONGEST_THRESHOLD), Interval)
    moment = func.now() if as_of is None else func.least(func.now(), as_of)
    return stuck_since <= moment - threshold


def is_stuck(stuck_after: timedelta, as_of: datetime | None = None) -> ColumnElement[bool]:
    """Whether a row is stuck: generating, and no update for `stuck_after` or no time at all.

    `pending` is never stuck: a reset row is pending. Source: docs/decisions/0006-stuck.md.
    """
    return and_(is_generating, or_(overdue(stuck_after, as_of), stuck_since.is_(None)))


def cohorts(db: Session, stuck_after: timedelta) -> tuple[Cohort, ...]:
    """Stuck rows in groups, latest first: each row follows the one before within 60 s.

    Rows that stopped alone are groups of one. Looks at the latest 50,000 stuck rows; rows that
    have no time, or one before 2000, belong to no group.
    """
    rows = db.execute(
        COHORTS,
        {
            "stuck_after": min(stuck_after, LONGEST_THRESHOLD),
            "gap": COHORT_GAP,
            "rows": COHORT_ROWS,
        },
    )
    return tuple(Cohort.model_validate(dict(row)) for row in rows.mappings())
