"""The record that a visitor was answered: who did it and when, never what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Answer, Receipt, Skipped
from store.errors import NotFound
from store.principal import Action, Principal
from store.sessions import labels

# The version shows later whether the session has changed since the answer.
_RECORD: Final = f"""
INSERT INTO dashboard.audit (request_id, row_id, label, before, after, version_after)
SELECT :request_id, p.id, {labels.LABEL}, '{{}}', '{{}}', p.xmin::text
FROM public.prototype_sessions AS p WHERE p.id = :row_id RETURNING row_id
"""

_SINCE: Final = """
SELECT DISTINCT ON (a.row_id) a.row_id, answered.actor, answered.at
FROM dashboard.receipts AS done
JOIN dashboard.receipts AS answered ON answered.at > done.at AND answered.action = 'answer'
JOIN dashboard.audit AS a ON a.request_id = answered.request_id AND a.row_id = ANY(:ids)
WHERE done.request_id = :request_id
ORDER BY a.row_id, answered.at DESC
"""


def answer(
    db: Session, principal: Principal, row_id: UUID, *, about: str, request_id: UUID
) -> Receipt:
    """Record that the visitor of one session was answered, in the words of `about`.

    The row itself is not changed. Raises NotFound, PermissionDenied, InvalidInput.
    """
    principal.require(Action.ANSWER)
    request = ledger.Request(
        principal=principal, action=Action.ANSWER, reason="", request_id=request_id, scope=about
    )

    def work() -> list[Skipped]:
        if db.scalar(text(_RECORD), {"request_id": request_id, "row_id": row_id}) is None:
            raise NotFound(row_id)
        return []

    return ledger.run_once(db, request, work)


def answered_since(db: Session, request_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Answer]:
    """The last answer after one action, by row, to the visitors of these rows."""
    rows = db.execute(text(_SINCE), {"request_id": request_id, "ids": list(ids)})
    return {row.row_id: Answer(actor=row.actor, at=row.at) for row in rows}
