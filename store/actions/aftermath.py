"""What happened to rows after an action: changed by another writer, or stuck again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.receipts import ResetAgain, ResetRow
from store.sessions.labels import LABEL
from store.sessions.masking import discreet_status
from store.sessions.stuck import check_threshold, stuck_sql

REPEATED_WITHIN: Final = timedelta(hours=72)
OFTEN: Final = 3

# Over the whole table, because a page shows only its own rows. An undone reset does not count.
_RESET_AGAIN: Final = f"""
WITH reset_lately AS (
    SELECT a.row_id, count(*) AS resets
    FROM dashboard.receipts AS r JOIN dashboard.audit AS a USING (request_id)
    WHERE r.action = 'reset' AND r.at >= now() - :within
      AND NOT EXISTS (
          SELECT FROM dashboard.receipts AS u
          JOIN dashboard.audit AS ua ON ua.request_id = u.request_id AND ua.row_id = a.row_id
          WHERE u.undoes = r.request_id)
    GROUP BY a.row_id
), judged AS (
    SELECT p.id AS row_id, {LABEL} AS label, resets,
           left({discreet_status("p.status", "p.session_id")}, 64) AS status,
           {stuck_sql("p.")} AS stuck
    FROM reset_lately JOIN public.prototype_sessions AS p ON p.id = reset_lately.row_id
)
SELECT row_id, label, status, resets, COALESCE(stuck, false) AS stuck,
       count(*) OVER () AS total
FROM judged WHERE stuck OR resets >= :often
ORDER BY resets DESC, stuck DESC, row_id LIMIT :limit
"""

_CHANGED_SINCE: Final = f"""
SELECT a.row_id, CASE WHEN p.id IS NULL THEN 'deleted'
                      ELSE COALESCE(left({discreet_status("p.status", "p.session_id")}, 64),
                                    'no status') END AS now
FROM dashboard.audit AS a
LEFT JOIN public.prototype_sessions AS p ON p.id = a.row_id
WHERE a.request_id = :request_id AND a.row_id = ANY(:ids)
  AND p.xmin::text IS DISTINCT FROM a.version_after
"""


def reset_again(
    db: Session,
    stuck_after: timedelta,
    *,
    within: timedelta = REPEATED_WITHIN,
    limit: int = 20,
) -> ResetAgain:
    """Sessions that are stuck again after a reset, and those reset `OFTEN` times or more whatever
    their status now, most resets first; all of them are counted. Raises InvalidInput.
    """
    check_threshold(stuck_after)
    parameters = {
        "stuck_after": stuck_after,
        "within": within,
        "often": OFTEN,
        "limit": limit,
    }
    rows = db.execute(text(_RESET_AGAIN), parameters).mappings().all()
    return ResetAgain(
        total=rows[0]["total"] if rows else 0,
        rows=tuple(
            ResetRow.model_validate({name: row[name] for name in ResetRow.model_fields})
            for row in rows
        ),
    )


def changed_since(db: Session, request_id: UUID, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The rows of one action that were changed after it, with their status now, or `deleted`."""
    rows = db.execute(text(_CHANGED_SINCE), {"request_id": request_id, "ids": list(ids)})
    return {row.row_id: row.now for row in rows}
