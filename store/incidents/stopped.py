"""Stuck sessions: those that stopped together, those that stopped alone, and the old rest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from store.counts import EXACT_LIMIT
from store.incidents.incident_records import Incident, Kind, Subject
from store.sessions.labels import LABEL
from store.sessions.stuck import COHORT_GAP, EARLIEST, check_threshold, overdue_sql

RECENT: Final = timedelta(hours=72)
"""What stopped earlier is one incident, however much it is."""

SMALLEST: Final = 3
"""Two that stop within a minute do not suggest a common cause."""

MOST: Final = 50
MOST_OLD: Final = 1_000

_SINCE: Final = "COALESCE(updated_at, created_at)"

# Those that were reset since belong to their group, so that it keeps its beginning, and with it
# its key, while it is worked off.
_STOPPED: Final = f"""
WITH stopped AS (
    SELECT id, at, bool_or(stuck) AS stuck
    FROM (
        (SELECT id, {_SINCE} AS at, true AS stuck
         FROM prototype_sessions
         WHERE status = 'generating' AND {overdue_sql()} AND {_SINCE} >= now() - :recent
         ORDER BY {_SINCE} DESC LIMIT :limit)
        UNION ALL
        SELECT a.row_id, CAST(a.before ->> 'updated_at' AS timestamptz), false
        FROM dashboard.receipts AS r JOIN dashboard.audit AS a USING (request_id)
        WHERE r.at >= now() - :recent AND r.action IN ('reset', 'fail')
          AND a.before ->> 'status' = 'generating'
          AND CAST(a.before ->> 'updated_at' AS timestamptz) >= now() - :recent
    ) AS each
    GROUP BY id, at
), marked AS (
    SELECT *, (at - lag(at) OVER (ORDER BY at, id) <= :gap) IS NOT TRUE AS begins FROM stopped
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (ORDER BY at, id) AS number FROM marked
), sized AS (
    SELECT *, count(*) OVER (PARTITION BY number) AS size FROM numbered
), grouped AS (
    SELECT count(*) FILTER (WHERE stuck) AS count, max(size) AS size,
           min(at) AS since, max(at) FILTER (WHERE stuck) AS newest,
           (array_agg(id) FILTER (WHERE stuck))[1] AS row_id
    FROM sized
    GROUP BY number, CASE WHEN size < :smallest THEN id END
    HAVING bool_or(stuck)
    ORDER BY newest DESC, row_id LIMIT :most
)
SELECT grouped.*, {LABEL} AS label
FROM grouped LEFT JOIN prototype_sessions AS p ON size < :smallest AND p.id = row_id
ORDER BY newest DESC, row_id
"""

_IS_OLD: Final = f"""
status = 'generating' AND {overdue_sql()} AND {_SINCE} < now() - :recent
AND {_SINCE} >= timestamptz '{EARLIEST} 00:00:00+00'"""

_LONG_AGO: Final = f"""
SELECT count(*) AS found, max(at) AS newest,
       (SELECT {_SINCE} FROM prototype_sessions WHERE {_IS_OLD} ORDER BY {_SINCE} LIMIT 1) AS since
FROM (
    SELECT {_SINCE} AS at FROM prototype_sessions WHERE {_IS_OLD}
    ORDER BY {_SINCE} DESC LIMIT :limit
) AS old
"""


def recently(db: Session, stuck_after: timedelta) -> tuple[Incident, ...]:
    """Groups and singles of the last 72 h, the latest first, at most MOST. Raises InvalidInput."""
    check_threshold(stuck_after)
    parameters: dict[str, Any] = {
        "stuck_after": stuck_after,
        "recent": RECENT,
        "gap": COHORT_GAP,
        "smallest": SMALLEST,
        "limit": EXACT_LIMIT,
        "most": MOST,
    }
    rows = db.execute(text(_STOPPED), parameters).mappings()
    return tuple(_group(row) if row["size"] >= SMALLEST else _single(row) for row in rows)


def long_ago(db: Session, stuck_after: timedelta) -> tuple[Incident, ...]:
    """All that have been stuck for more than 72 h, as one incident, counted to MOST_OLD. Raises
    InvalidInput.
    """
    check_threshold(stuck_after)
    parameters = {"stuck_after": stuck_after, "recent": RECENT, "limit": MOST_OLD + 1}
    row = db.execute(text(_LONG_AGO), parameters).one()
    if not row.found:
        return ()
    return (
        Incident(
            kind=Kind.STUCK_LONG,
            key=Kind.STUCK_LONG,
            count=min(row.found, MOST_OLD),
            at_least=row.found > MOST_OLD,
            since=row.since,
            newest=row.newest,
        ),
    )


def _group(row: RowMapping) -> Incident:
    return Incident(
        kind=Kind.STUCK_GROUP,
        key=f"{Kind.STUCK_GROUP}:{row['since'].isoformat()}",
        count=row["count"],
        total=row["size"],
        since=row["since"],
        newest=row["newest"],
    )


def _single(row: RowMapping) -> Incident:
    return Incident(
        kind=Kind.STUCK,
        key=f"{Kind.STUCK}:{row['row_id']}",
        count=1,
        since=row["since"],
        newest=row["newest"],
        subject=Subject(row_id=row["row_id"], label=row["label"], status="generating"),
    )
