"""Numbers about many rows. Each says how exact it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.counts import GenerationTimes
from store.models import status_key
from store.sessions.status_counts import status_counts

__all__ = ["generation_times", "status_counts"]

SAMPLES: Final = 5_000

# A row may be dated "infinity", or so late that no zone and no interval has room for it. A day
# ahead is a clock that runs fast.
NOT_FAR: Final = "updated_at < now() + interval '1 day'"

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
