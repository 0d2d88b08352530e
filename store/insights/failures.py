"""Failures as events: of rows in error now, and those that a reset or deletion ended.

A failure is a row and the time of its update to `error`. Failures that the backend overwrote on a
visitor's own retry are not in the audit log and so are not counted. See
docs/decisions/0069-failures-are-events.md.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store import zones
from store.counts import EXACT_LIMIT, Bucket, Count, CountKind
from store.insights.failure_records import BucketSize, Failure, Failures
from store.models import status_key

CLOCK_SKEW: Final = timedelta(minutes=5)
"""How far ahead of now a failure may be dated by a clock that runs fast. Rows dated later are in no
number, no bar and no list of the latest: their date is wrong. Lists of sessions have them."""

UNTIL: Final = f"now() + interval '{CLOCK_SKEW.seconds} seconds'"

# The status as stored, for an index that counts without reading rows. It is 'error' exactly where
# the masked one is, because a mask leaves its ellipsis.
IN_ERROR: Final = "status = 'error'"

# Failures that were ended by an action here. One that an undo brought back is in error now, with
# the moment that it had; a reset, an undo and another reset end it once.
ENDED: Final = f"""
    SELECT DISTINCT ON (a.row_id, a.before ->> 'updated_at')
           a.row_id, a.label, a.before ->> 'error_code' AS error_code, r.action, r.at AS ended_at,
           CAST(a.before ->> 'updated_at' AS timestamptz) AS at
    FROM dashboard.receipts AS r JOIN dashboard.audit AS a USING (request_id)
    WHERE r.at >= :since AND r.action IN ('reset', 'delete') AND a.before ->> 'status' = 'error'
      AND CAST(a.before ->> 'updated_at' AS timestamptz) >= :since
      AND CAST(a.before ->> 'updated_at' AS timestamptz) <= {UNTIL}
      AND NOT EXISTS (
          SELECT FROM public.prototype_sessions AS p
          WHERE p.id = a.row_id AND {status_key} = 'error'
            AND p.updated_at = CAST(a.before ->> 'updated_at' AS timestamptz))
    ORDER BY a.row_id, a.before ->> 'updated_at', r.at DESC
"""

_COUNT: Final = text(
    f"""
    SELECT (SELECT count(*) FROM (
                SELECT FROM prototype_sessions
                WHERE {IN_ERROR} AND updated_at BETWEEN :since AND {UNTIL}
                LIMIT :limit) AS failed
           ) AS in_error,
           count(*) FILTER (WHERE action = 'reset') AS reset,
           count(*) FILTER (WHERE action = 'delete') AS deleted
    FROM ({ENDED}) AS ended
    """
)

# In the zone's own time, so that a day begins at its midnight. What a fast clock dated ahead of now
# is in the last bar. Quarters of an hour first, of which every zone's hour is made: a week of them
# is converted sooner than 100,000 failures.
_OVER_TIME: Final = text(
    f"""
    WITH quarter AS (
        SELECT date_bin(CASE WHEN :bucket = 'minute' THEN interval '1 min' ELSE '15 min' END,
                        LEAST(at, now()), timestamptz '2000-01-01 00:00:00+00') AS start,
               count(*) AS size
        FROM (
            SELECT updated_at AS at FROM prototype_sessions
            WHERE {IN_ERROR}
              AND updated_at BETWEEN :since AND LEAST(CAST(:until AS timestamptz), {UNTIL})
            UNION ALL
            SELECT at FROM ({ENDED}) AS ended
        ) AS event
        WHERE CAST(:until AS timestamptz) IS NULL OR at < :until
        GROUP BY 1
    ), failed AS (
        SELECT date_trunc(:bucket, start AT TIME ZONE :zone) AS start, sum(size)::bigint AS size
        FROM quarter GROUP BY 1
    )
    SELECT start AT TIME ZONE :zone AS start, COALESCE(failed.size, 0) AS size
    FROM generate_series(
        date_trunc(:bucket, CAST(:since AS timestamptz) AT TIME ZONE :zone),
        LEAST(now(), CAST(:until AS timestamptz) - interval '1 us') AT TIME ZONE :zone,
        CAST('1 ' || :bucket AS interval)
    ) AS bucket(start) LEFT JOIN failed USING (start)
    ORDER BY start
    """
)

_LATEST_ENDED: Final = text(
    f"""
    SELECT * FROM ({ENDED}) AS ended WHERE CAST(:until AS timestamptz) IS NULL OR at < :until
    ORDER BY at DESC, row_id LIMIT :limit
    """
)


def count(db: Session, *, since: datetime) -> Failures:
    """Failures from `since` to now; those of rows in error now are exact to 50,000."""
    row = db.execute(_COUNT, {"since": since, "limit": EXACT_LIMIT + 1}).one()
    more = row.in_error > EXACT_LIMIT
    in_error = Count(
        value=min(row.in_error, EXACT_LIMIT),
        kind=CountKind.AT_LEAST if more else CountKind.EXACT,
    )
    return Failures(in_error=in_error, reset=row.reset, deleted=row.deleted)


def over_time(
    db: Session,
    *,
    since: datetime,
    until: datetime | None = None,
    bucket: BucketSize = "hour",
    zone: str = "UTC",
) -> tuple[Bucket, ...]:
    """Failures by minute, hour or day of the zone, oldest first, up to now or until `until`, which
    is not in it; empty spans are 0.

    `zone` is a name of the IANA database. A failure counts at the row's update to `error`.
    """
    parameters = {"since": since, "until": until, "bucket": bucket, "zone": zone}
    rows = db.execute(_OVER_TIME, parameters)
    return tuple(Bucket(start=row.start, count=row.size) for row in rows)


def in_zone(
    db: Session,
    *,
    since: datetime,
    until: datetime | None = None,
    bucket: BucketSize = "hour",
    zone: str,
) -> tuple[str, tuple[Bucket, ...]]:
    """`over_time` in the viewer's zone, or in UTC if PostgreSQL lacks it; the zone used first.

    Only for reads: what PostgreSQL refuses ends a transaction of several statements.
    """
    return zones.in_zone(
        lambda known: over_time(db, since=since, until=until, bucket=bucket, zone=known), zone
    )


def latest_ended(
    db: Session, *, since: datetime, until: datetime | None = None, limit: int
) -> tuple[Failure, ...]:
    """The latest failures that were reset or deleted, the latest first."""
    rows = db.execute(_LATEST_ENDED, {"since": since, "until": until, "limit": limit})
    return tuple(Failure.model_validate(dict(row)) for row in rows.mappings())
