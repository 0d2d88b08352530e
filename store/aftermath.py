"""What became of rows after people's actions: changed by another writer, stuck again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.masking import discreet_status

REPEATED_WITHIN: Final = timedelta(hours=72)

_RESETS: Final = """
SELECT a.row_id, count(*) AS number
FROM dashboard.audit AS a
JOIN dashboard.receipts AS r ON r.request_id = a.request_id
WHERE a.row_id = ANY(:ids) AND r.action = 'reset' AND r.at >= now() - :within
  AND NOT EXISTS (
      SELECT FROM dashboard.receipts AS u
      JOIN dashboard.audit AS ua ON ua.request_id = u.request_id AND ua.row_id = a.row_id
      WHERE u.undoes = r.request_id)
GROUP BY a.row_id
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


def resets(
    db: Session, ids: Sequence[UUID], *, within: timedelta = REPEATED_WITHIN
) -> dict[UUID, int]:
    """How often each row was reset lately, by id; rows never reset, and undone resets, are out."""
    rows = db.execute(text(_RESETS), {"ids": list(ids), "within": within})
    return {row.row_id: row.number for row in rows}


def changed_since(db: Session, request_id: UUID, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Which rows of one action somebody has changed after it: their status now, or `deleted`."""
    rows = db.execute(text(_CHANGED_SINCE), {"request_id": request_id, "ids": list(ids)})
    return {row.row_id: row.now for row in rows}
