"""The only way to get a full session_id, a credential: every reveal is recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from store.actions import ledger, limits
from store.actions.receipts import Skipped
from store.audit.wording import reason_given
from store.errors import InvalidInput, NotFound
from store.models import PrototypeSessionRow
from store.principal import Action, Principal
from store.sessions import labels

ANSWERS_AGAIN_FOR: Final = timedelta(minutes=10)

_RECORD: Final = f"""
INSERT INTO dashboard.audit (request_id, row_id, label, before, after)
SELECT :request_id, p.id, {labels.LABEL}, '{{}}', '{{}}'
FROM public.prototype_sessions AS p WHERE p.id = :row_id RETURNING row_id
"""


def reveal_session_id(
    db: Session,
    principal: Principal,
    row_id: UUID,
    *,
    reason: str,
    request_id: UUID,
    most: limits.Limits = limits.DEFAULT,
) -> str:
    """The full session_id of one row, for a reason. The audit row does not contain it.

    The same request returns it again for 10 minutes; after that, a new request is needed.
    `most` is what one person may do within an hour. Raises NotFound, PermissionDenied,
    InvalidInput, RateLimited.
    """
    principal.require(Action.REVEAL)
    request = ledger.Request(
        principal=principal,
        action=Action.REVEAL,
        reason=reason_given(reason, required=True),
        request_id=request_id,
    )

    def work() -> list[Skipped]:
        limits.check_reveal(db, request, most)
        if db.scalar(text(_RECORD), {"request_id": request_id, "row_id": row_id}) is None:
            raise NotFound(row_id)
        return []

    receipt = ledger.run_once(db, request, work)
    if [changed.row_id for changed in receipt.changed] != [row_id]:
        # Otherwise one recorded request could reveal every row without a trace.
        raise InvalidInput("This form was used for another session before. Reload the page.")
    if receipt.repeated and datetime.now(UTC) - receipt.at > ANSWERS_AGAIN_FOR:
        raise InvalidInput("This form was used some time ago. Reload the page and ask again.")
    session_id = db.scalar(
        select(PrototypeSessionRow.session_id).where(PrototypeSessionRow.id == row_id)
    )
    if session_id is None:
        raise NotFound(row_id)
    return session_id
