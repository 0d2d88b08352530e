"""Failures per minute, and what the failures of a span have in common, each of bounded cost.

Failures are events: see store/insights/failures.py.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.counts import EXACT_LIMIT, Bucket
from store.insights.burst_records import (
    TOOK_STEPS,
    BurstFacts,
    FailureMinutes,
    FailureTrait,
    TraitCount,
)
from store.insights.failures import ENDED, IN_ERROR, UNTIL
from store.quality.classes import DEVICE, step
from store.quality.quality_records import NODE_STEPS
from store.sessions.current import RULES

_minutes: Final = TypeAdapter(tuple[Bucket, ...])
COMPARED: Final = 2_000
OTHERS_WITHIN: Final = timedelta(days=7)

# A generation that is said to have taken longer was of a session that was imported long before.
_TOOK: Final = f"""CASE WHEN p.created_at BETWEEN chosen.at - interval '1 hour' AND chosen.at
    THEN {step("extract(epoch FROM chosen.at - p.created_at)::int", TOOK_STEPS)} END"""

# The latest ones, because an index has the rows in that order.
_PER_MINUTE: Final = text(
    f"""
    WITH latest AS (
        SELECT updated_at AS at FROM prototype_sessions
        WHERE {IN_ERROR}
          AND updated_at BETWEEN :since AND LEAST(CAST(:until AS timestamptz), {UNTIL})
        ORDER BY updated_at DESC LIMIT :limit
    ), event AS (
        SELECT at FROM latest
        UNION ALL SELECT at FROM ({ENDED}) AS ended WHERE at <= :until
    )
    SELECT date_trunc('minute', at) AS start, count(*) AS size,
           (SELECT CASE WHEN count(*) = :limit THEN min(at) END FROM latest) AS cut_at
    FROM event GROUP BY 1 ORDER BY 1
    """
)

# Compared with the sessions that were updated last before the span was over: they met the same
# backend in the same week.
_FACTS: Final = text(
    f"""
    WITH event AS MATERIALIZED (
        (SELECT id AS row_id, updated_at AS at, true AS in_error FROM prototype_sessions
         WHERE {IN_ERROR} AND updated_at >= :since AND updated_at < :until
         LIMIT :limit)
        UNION ALL
        SELECT row_id, at, false FROM ({ENDED}) AS ended WHERE at < :until
    ), failed AS MATERIALIZED (
        SELECT DISTINCT ON (row_id) row_id AS id, true AS failed, at FROM event
        ORDER BY row_id, at DESC LIMIT :compared
    ), others AS MATERIALIZED (
        SELECT id, false AS failed, updated_at AS at FROM prototype_sessions
        WHERE updated_at >= CAST(:since AS timestamptz) - :within AND updated_at < :until
          AND id NOT IN (SELECT row_id FROM event)
        ORDER BY updated_at DESC, id DESC LIMIT :compared
    ), compared AS MATERIALIZED (
        SELECT chosen.failed, p.frame_width::text AS width, {DEVICE} AS device,
               {step("i.node_count", NODE_STEPS)} AS nodes, {_TOOK} AS took,
               i.design_kind AS design,
               CASE WHEN p.thumbnail_url <> '' THEN 'yes' ELSE 'no' END AS thumbnail
        FROM (SELECT * FROM failed UNION ALL SELECT * FROM others) AS chosen
        JOIN prototype_sessions AS p USING (id)
        LEFT JOIN dashboard.insights AS i
          ON i.row_id = p.id AND i.row_version = p.xmin::text AND i.rules = :rules
    ), counted AS (
        SELECT trait.name, trait.value, count(*) FILTER (WHERE failed) AS failed, count(*) AS rows
        FROM compared CROSS JOIN LATERAL (VALUES
            ('width', width), ('device', device), ('nodes', nodes), ('took', took),
            ('design', design), ('thumbnail', thumbnail)) AS trait(name, value)
        WHERE trait.value IS NOT NULL GROUP BY 1, 2
    ), total AS (
        SELECT min(at) AS first_at, max(at) AS last_at, count(*) AS events,
               count(*) FILTER (WHERE in_error) AS in_error FROM event
    )
    SELECT total.*, counted.* FROM total LEFT JOIN counted ON true
    ORDER BY counted.failed DESC, counted.name, counted.value LIMIT 5000
    """
)


def per_minute(db: Session, *, since: datetime, until: datetime) -> FailureMinutes:
    """Failures by minute, of at most the latest 50,000 sessions in error and those ended here."""
    parameters = {"since": since, "until": until, "limit": EXACT_LIMIT}
    rows = db.execute(_PER_MINUTE, parameters).all()
    minutes = _minutes.validate_python([{"start": start, "count": size} for start, size, _ in rows])
    cut_at = rows[0].cut_at if rows else None
    return FailureMinutes(since=cut_at or since, until=until, minutes=minutes)


def facts(db: Session, *, since: datetime, until: datetime) -> BurstFacts | None:
    """What the failures from `since` until `until`, which is not in it, have in common.

    None if there are none any more. Of both sides the traits of at most 2,000 sessions are counted.
    """
    parameters = {
        **{"since": since, "until": until, "within": OTHERS_WITHIN},
        **{"limit": EXACT_LIMIT, "compared": COMPARED, "rules": RULES},
    }
    rows = db.execute(_FACTS, parameters).all()
    first = rows[0]
    if not first.events:
        return None
    return BurstFacts(
        first_at=first.first_at,
        last_at=first.last_at,
        count=first.events,
        in_error=first.in_error,
        traits=tuple(
            TraitCount(
                trait=FailureTrait(row.name), value=row.value, failed=row.failed, rows=row.rows
            )
            for row in rows
            if row.name
        ),
    )
