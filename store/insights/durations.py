"""How long generations took over time, computed by PostgreSQL from every row of a span."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from store.insights.duration_records import (
    STEPS,
    DurationCell,
    DurationPoint,
    Durations,
    Percentiles,
)
from store.quality.classes import step
from store.zones import in_zone

PerDuration = Literal["hour", "day"]

# The status as stored, for an index that has all that is measured; see IN_ERROR in failures.py.
IS_READY: Final = "status = 'ready'"
_QUANTILES: Final = "percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY seconds)"

# What is measured is as in store/insights/statistics.py.
_DURATIONS: Final = text(
    f"""
    WITH timed AS MATERIALIZED (
        SELECT date_trunc(:bucket, updated_at AT TIME ZONE :zone) AT TIME ZONE :zone AS start,
               date_trunc('day', updated_at AT TIME ZONE :zone) AT TIME ZONE :zone AS day,
               extract(epoch FROM updated_at - created_at)::float8 AS seconds
        FROM prototype_sessions
        WHERE {IS_READY} AND updated_at >= :since AND updated_at < :until
          AND created_at >= updated_at - interval '1 hour' AND created_at < updated_at
          AND NOT EXISTS (
              SELECT FROM dashboard.audit WHERE audit.row_id = prototype_sessions.id)
    )
    SELECT 'all' AS what, NULL::timestamptz AS start, NULL::int AS least, count(*) AS samples,
           {_QUANTILES} AS quantiles
    FROM timed
    UNION ALL
    SELECT 'points', start, NULL, count(*), {_QUANTILES} FROM timed GROUP BY start
    UNION ALL
    SELECT 'daily', day, NULL, count(*), {_QUANTILES} FROM timed GROUP BY day
    UNION ALL
    SELECT 'cells', start, {step("seconds", STEPS)}::int AS class, count(*), NULL
    FROM timed GROUP BY start, class
    ORDER BY start, least
    """
)


def durations(
    db: Session, *, since: datetime, until: datetime, bucket: PerDuration, zone: str
) -> Durations:
    """First generations that became ready from `since` until `until`, which is not in it.

    Left out, because their times tell no duration: rows touched by this dashboard, and those over
    1 h, which were regenerated. In the viewer's zone, or in UTC if PostgreSQL lacks it. Only for
    reads: what PostgreSQL refuses ends a transaction of several statements.
    """

    def read(known: str) -> Sequence[Row[Any]]:
        parameters = {"since": since, "until": until, "bucket": bucket, "zone": known}
        return db.execute(_DURATIONS, parameters).all()

    _, rows = in_zone(read, zone)
    [everything] = [row for row in rows if row.what == "all"]
    return Durations(
        all=Percentiles(**_percentiles(everything)),
        points=_points(rows, "points"),
        daily=_points(rows, "daily"),
        cells=tuple(
            DurationCell(start=row.start, least=row.least, count=row.samples)
            for row in rows
            if row.what == "cells"
        ),
    )


def _points(rows: Sequence[Row[Any]], what: str) -> tuple[DurationPoint, ...]:
    return tuple(
        DurationPoint(start=row.start, **_percentiles(row)) for row in rows if row.what == what
    )


def _percentiles(row: Row[Any]) -> dict[str, Any]:
    p50, p95, p99 = row.quantiles or (None, None, None)
    return {"samples": row.samples, "p50": p50, "p95": p95, "p99": p99}
