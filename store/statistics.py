"""Numbers about many rows. Each says how exact it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store.models import status_key
from store.records import Bucket, Count, CountKind, GenerationTimes
from store.status_counts import EXACT_LIMIT, status_counts

__all__ = ["failures", "failures_over_time", "generation_times", "status_counts"]

SAMPLES: Final = 5_000

# A row may be dated "infinity", or so late that no zone and no interval has room for it. A day
# ahead is a clock that runs fast.
NOT_FAR: Final = "updated_at < now() + interval '1 day'"

FAILURES: Final = text(
    f"""
    SELECT count(*) FROM (
        SELECT FROM prototype_sessions
        WHERE {status_key} = 'error' AND updated_at >= :since LIMIT :limit
    ) AS failed
    """
)

# In the zone's own time, so that a day begins at its midnight.
FAILURES_OVER_TIME: Final = text(
    f"""
    WITH failed AS (
        SELECT date_trunc(:bucket, updated_at AT TIME ZONE :zone) AS start, count(*) AS size
        FROM prototype_sessions
        WHERE {status_key} = 'error' AND updated_at >= :since AND {NOT_FAR}
        GROUP BY 1
    )
    SELECT start AT TIME ZONE :zone AS start, COALESCE(failed.size, 0) AS size
    FROM generate_series(
        date_trunc(:bucket, CAST(:since AS timestamptz) AT TIME ZONE :zone),
        now() AT TIME ZONE :zone,
        CAST('1 ' || :bucket AS interval)
    ) AS bucket(start) LEFT JOIN failed USING (start)
    ORDER BY start
    """
)

GENERATION_TIMES: Final = text(
    f"""
    WITH latest AS (
        SELECT id, CASE WHEN created_at BETWEEN updated_at - interval '1 hour' AND updated_at
                        THEN updated_at - created_at END AS taken
        FROM prototype_sessions
        WHERE {status_key} = 'ready' AND updated_at >= now() - make_interval(days => :days)
          AND {NOT_FAR}
        ORDER BY updated_at DESC, id DESC
        LIMIT :samples
    )
    SELECT percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY taken) AS quantiles,
           count(*) AS samples
    FROM latest
    WHERE taken > interval '0'
      AND NOT EXISTS (SELECT FROM dashboard.audit WHERE audit.row_id = latest.id)
    """
)


def server_zone(db: Session, zone: str) -> str:
    """`zone` if PostgreSQL's own list of time zones has it, else UTC: browsers know others."""
    try:
        with db.begin_nested():
            db.execute(text("SELECT now() AT TIME ZONE :zone"), {"zone": zone})
    except DBAPIError as error:
        if not isinstance(error.orig, psycopg.errors.InvalidParameterValue):
            raise
        return "UTC"
    return zone


def failures(db: Session, *, since: datetime) -> Count:
    """Rows in status `error` last updated at `since` or later: exact to 50,000."""
    found = db.execute(FAILURES, {"since": since, "limit": EXACT_LIMIT + 1}).scalar_one()
    if found > EXACT_LIMIT:
        return Count(value=EXACT_LIMIT, kind=CountKind.AT_LEAST)
    return Count(value=found, kind=CountKind.EXACT)


def failures_over_time(
    db: Session, *, since: datetime, bucket: Literal["hour", "day"] = "hour", zone: str = "UTC"
) -> tuple[Bucket, ...]:
    """Failures by hour or day of the zone, oldest first, up to now; empty spans are 0.

    `zone` is a name of the IANA database. A row counts where it was last updated.
    """
    given = {"since": since, "bucket": bucket, "zone": zone}
    rows = db.execute(FAILURES_OVER_TIME, given)
    return tuple(Bucket(start=row.start, count=row.size) for row in rows)


def generation_times(db: Session, *, days: int = 14) -> GenerationTimes:
    """How long first generations took: from created_at to updated_at of rows that are ready.

    Measured on the latest 5,000 ready rows of the last `days`. Left out, because their times tell
    no duration: rows touched by this dashboard, and those over 1 h, which were regenerated (a
    regenerate keeps created_at; one within the hour cannot be told and is in).
    """
    row = db.execute(GENERATION_TIMES, {"days": days, "samples": SAMPLES}).one()
    quantiles: list[timedelta | None] = row.quantiles or [None, None, None]
    p50, p95, p99 = quantiles
    return GenerationTimes(p50=p50, p95=p95, p99=p99, samples=row.samples, days=days)
