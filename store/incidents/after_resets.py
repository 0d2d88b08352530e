"""What became of resets: an earlier run was still alive, it failed again, it keeps failing."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from store.actions.aftermath import OFTEN, REPEATED_WITHIN
from store.incidents.incident_records import Cause, Incident, Kind, Subject
from store.sessions.labels import LABEL
from store.sessions.lifecycle import FASTEST
from store.sessions.masking import discreet_status
from store.sessions.stuck import check_threshold, stuck_sql

MOST: Final = 50

# What people did within the window, without what leaves a row as it is.
_DONE: Final = """
    SELECT a.row_id, a.before, a.version_after, r.request_id, r.batch_id, r.actor, r.at, r.action,
           COALESCE(r.batch_id, r.request_id) AS cause,
           r.action = 'reset' AND NOT EXISTS (
               SELECT FROM dashboard.receipts AS u
               JOIN dashboard.audit AS ua ON ua.request_id = u.request_id AND ua.row_id = a.row_id
               WHERE u.undoes = r.request_id) AS is_reset
    FROM dashboard.receipts AS r JOIN dashboard.audit AS a USING (request_id)
    WHERE r.at >= now() - :within AND r.action IN ('reset', 'fail', 'edit', 'undo')
"""

# A session that fails for the third time is that, whatever the last reset came to. What ended
# sooner than a visitor can start again is of a run that the reset did not end.
_AFTER: Final = f"""
WITH done AS ({_DONE}), last AS (
    SELECT DISTINCT ON (row_id) * FROM done ORDER BY row_id, at DESC, request_id
), counted AS (
    SELECT row_id, count(*) AS resets, min(at) AS first_at FROM done
    WHERE is_reset AND before ->> 'status' IN ('error', 'generating') GROUP BY row_id
), sizes AS (
    SELECT cause, count(*) AS size FROM done WHERE is_reset GROUP BY cause
), facts AS (
    SELECT p.id AS row_id, p.updated_at, {LABEL} AS label,
           left({discreet_status("p.status", "p.session_id")}, 64) AS status,
           COALESCE(p.status = 'error' OR {stuck_sql("p.")}, false) AS is_failing,
           p.xmin::text IS DISTINCT FROM last.version_after AS is_changed,
           p.status IN ('ready', 'error') AND p.updated_at <= last.at + :fastest AS is_too_soon,
           last.before ->> 'status' = 'generating' AS was_generating,
           last.is_reset, last.cause, last.batch_id, last.actor, last.at,
           COALESCE(counted.resets, 0) AS resets, counted.first_at, size
    FROM last JOIN prototype_sessions AS p ON p.id = last.row_id
    LEFT JOIN counted ON counted.row_id = last.row_id
    LEFT JOIN sizes ON sizes.cause = last.cause
), judged AS (
    SELECT *, CASE
        WHEN resets + is_failing::int >= :often AND status IS DISTINCT FROM 'ready'
        THEN 'offender'
        WHEN is_reset AND is_changed AND was_generating AND is_too_soon THEN 'zombie'
        WHEN is_reset AND is_changed AND is_failing THEN 'failed-again' END AS kind
    FROM facts
)
SELECT kind, CASE WHEN kind = 'offender' THEN row_id ELSE cause END AS named,
       count(*) AS count, max(size) AS size, max(resets + is_failing::int) AS failures,
       min(CASE WHEN kind = 'offender' THEN first_at ELSE at END) AS since,
       max(GREATEST(updated_at, at)) AS newest,
       (array_agg(cause))[1] AS cause, bool_or(batch_id IS NOT NULL) AS is_batch,
       min(actor) AS actor, max(at) AS at,
       (array_agg(row_id ORDER BY row_id))[1] AS row_id,
       (array_agg(label ORDER BY row_id))[1] AS label,
       (array_agg(status ORDER BY row_id))[1] AS status
FROM judged WHERE kind IS NOT NULL
GROUP BY kind, named ORDER BY newest DESC, named LIMIT :most
"""


def after_resets(db: Session, stuck_after: timedelta) -> tuple[Incident, ...]:
    """Zombies and repeated failures, a reset each, and repeat offenders, a session each.

    A zombie was written by the backend after its reset, sooner than a new run could have been. An
    offender failed three times within 72 h, as far as resets and its status tell. At most MOST,
    the newest first. Raises InvalidInput.
    """
    check_threshold(stuck_after)
    parameters = {
        "stuck_after": stuck_after,
        "within": REPEATED_WITHIN,
        "often": OFTEN,
        "fastest": FASTEST,
        "most": MOST,
    }
    return tuple(_incident(row) for row in db.execute(text(_AFTER), parameters).mappings())


def _incident(row: RowMapping) -> Incident:
    kind = Kind(row["kind"])
    is_one = row["count"] == 1
    subject = Subject(row_id=row["row_id"], label=row["label"], status=row["status"])
    return Incident(
        kind=kind,
        key=f"{kind}:{row['named']}",
        count=row["failures"] if kind is Kind.OFFENDER else row["count"],
        total=None if kind is Kind.OFFENDER else row["size"],
        since=row["since"],
        newest=row["newest"],
        subject=subject if is_one else None,
        cause=Cause(id=row["cause"], is_batch=row["is_batch"], actor=row["actor"], at=row["at"]),
    )
