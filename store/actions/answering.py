"""The record that a visitor was answered: who did it and when, never what was written."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.errors import NotFound
from store.principal import Action, Principal
from store.sessions import labels

# The version shows later whether the session has changed since the answer.
_RECORD: Final = f"""
INSERT INTO dashboard.audit (request_id, row_id, label, before, after, version_after)
SELECT :request_id, p.id, {labels.LABEL}, '{{}}', '{{}}', p.xmin::text
FROM public.prototype_sessions AS p WHERE p.id = :row_id RETURNING row_id
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

    return ledger.once(db, request, work)
