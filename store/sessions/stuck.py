"""Finds stuck rows by the database's clock, and groups those that stopped together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Interval, and_, bindparam, text
from sqlalchemy.orm import Session

from store.counts import Cohort, Cohorts
from store.errors import InvalidInput
from store.records import MAX_STUCK_AFTER

COHORT_GAP: Final = timedelta(seconds=60)
COHORT_ROWS: Final = 50_000
SMALLEST_COHORT: Final = 3  # two in a minute do not suggest a common cause
MOST_COHORTS: Final = 8
EARLIEST: Final = "2000-01-01"  # earlier times are placeholders, not times when a row stopped
FOREVER: Final = "interval '1000 years'"


def _since(table: str) -> str:
    return f"COALESCE({table}updated_at, {table}created_at)"


def overdue_sql(table: str = "", now: str = "now()") -> str:
    """SQL for whether the last update is older than `:stuck_after`.

    `table` is a prefix like `"p."`.
    """
    return f"{_since(table)} <= {now} - CAST(:stuck_after AS interval)"


def stuck_sql(table: str = "", now: str = "now()") -> str:
    """SQL for whether a row is stuck: generating, and not updated for `:stuck_after` or undated.

    A `pending` row is never stuck, because reset rows are pending. See
    docs/decisions/0006-stuck.md.
    """
    # A literal instead of a parameter, so that the planner can use the partial index.
    return (
        f"({table}status = 'generating' AND ({overdue_sql(table, now)} OR {_since(table)} IS NULL))"
    )


# How long a row has been generating without an update: FOREVER if it has no times, NULL for other
# statuses. A row is stuck if this is at least the threshold.
GENERATING_FOR: Final = f"""
CASE WHEN status = 'generating' THEN
    CASE WHEN {_since("")} IS NULL OR {_since("")} = '-infinity' THEN {FOREVER}
         ELSE now() - LEAST({_since("")}, now()) END
END"""

COHORTS: Final = text(
    f"""
    WITH latest AS (
        SELECT COALESCE(updated_at, created_at) AS at
        FROM prototype_sessions
        WHERE status = 'generating' AND {overdue_sql()}
          AND COALESCE(updated_at, created_at) >= timestamptz '{EARLIEST} 00:00:00+00'
        ORDER BY COALESCE(updated_at, created_at) DESC, id DESC
        LIMIT :rows
    ), marked AS (
        SELECT at, (at - lag(at) OVER (ORDER BY at) <= :gap) IS NOT TRUE AS begins FROM latest
    ), numbered AS (
        SELECT at, count(*) FILTER (WHERE begins) OVER (ORDER BY at) AS number FROM marked
    ), cohort AS (
        SELECT min(at) AS first_at, max(at) AS last_at, count(*) AS count
        FROM numbered GROUP BY number
    ), total AS (
        SELECT count(*) FILTER (WHERE count >= :smallest) AS groups,
               COALESCE(sum(count) FILTER (WHERE count < :smallest), 0)::bigint AS alone
        FROM cohort
    )
    SELECT total.*, largest.*
    FROM total LEFT JOIN (
        SELECT * FROM cohort WHERE count >= :smallest ORDER BY count DESC, last_at DESC LIMIT :most
    ) AS largest ON true
    ORDER BY largest.count DESC, largest.last_at DESC
    """
)


def check_threshold(stuck_after: timedelta) -> None:
    """Raise InvalidInput if the threshold is outside what the setting allows."""
    if not timedelta(0) < stuck_after <= MAX_STUCK_AFTER:
        raise InvalidInput(
            "The threshold for stuck sessions must be more than 0 and at most"
            f" {MAX_STUCK_AFTER // timedelta(minutes=1):,} minutes."
        )


def overdue(stuck_after: timedelta, as_of: datetime | None = None) -> ColumnElement[bool]:
    """`overdue_sql` as a condition; with `as_of`, whether it was true at that moment.

    With `as_of`, a frozen scope does not grow as time passes.
    """
    return _condition(overdue_sql(now=_now(as_of)), stuck_after, as_of)


def is_stuck(stuck_after: timedelta, as_of: datetime | None = None) -> ColumnElement[bool]:
    """`stuck_sql` as a condition; with `as_of`, whether it was true at that moment."""
    return _condition(stuck_sql(now=_now(as_of)), stuck_after, as_of)


def _now(as_of: datetime | None) -> str:
    return "now()" if as_of is None else "LEAST(now(), CAST(:as_of AS timestamptz))"


def _condition(sql: str, stuck_after: timedelta, as_of: datetime | None) -> ColumnElement[bool]:
    values = [bindparam("stuck_after", stuck_after, Interval, unique=True)]
    if as_of is not None:
        values.append(bindparam("as_of", as_of, unique=True))
    return and_(text(sql).bindparams(*values))


def cohorts(db: Session, stuck_after: timedelta) -> Cohorts:
    """The largest groups of stuck rows. Within a group, updates are at most 60 s apart.

    Covers the latest 50,000 stuck rows; rows without a time, or with one before 2000, are in no
    group. Raises InvalidInput.
    """
    check_threshold(stuck_after)
    parameters = {
        **{"stuck_after": stuck_after, "gap": COHORT_GAP, "rows": COHORT_ROWS},
        **{"smallest": SMALLEST_COHORT, "most": MOST_COHORTS},
    }
    rows = db.execute(COHORTS, parameters).all()
    largest = tuple(
        Cohort(first_at=row.first_at, last_at=row.last_at, count=row.count)
        for row in rows
        if row.first_at is not None
    )
    total = rows[0]
    return Cohorts(largest=largest, others=total.groups - len(largest), alone=total.alone)
