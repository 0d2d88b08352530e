"""The steps of a bulk reset in the audit log: started, paused, resumed, stopped, ended."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.actions import ledger
from store.bulk_resets.bulk_records import BulkReset, StepTaken
from store.own_models import ReceiptRow
from store.principal import Action, Principal

DETAILS: Final = "; "
"""What follows is in the audit log only."""


def request(
    principal: Principal, name: str, description: str, *, batch_id: UUID, request_id: UUID
) -> ledger.Request:
    """A step as the audit log keeps it: a receipt that changes no session."""
    return ledger.Request(
        principal=principal,
        action=Action.BULK_RESET,
        reason="",
        request_id=request_id,
        scope=f"{name}: {description}",
        batch_id=batch_id,
    )


def list_steps(db: Session, bulk: BulkReset) -> tuple[StepTaken, ...]:
    """The steps of a bulk reset, oldest first."""
    rows = db.execute(
        select(ReceiptRow.at, ReceiptRow.actor, ReceiptRow.role, ReceiptRow.scope)
        .where(ReceiptRow.batch_id == bulk.batch_id, ReceiptRow.action == Action.BULK_RESET)
        .order_by(ReceiptRow.at)
    )
    return tuple(
        StepTaken(
            at=row.at,
            actor=row.actor,
            role=row.role,
            description=_description(row.scope, bulk.name),
        )
        for row in rows
    )


def _description(scope: str, name: str) -> str:
    return scope.removeprefix(f"{name}: ").partition(DETAILS)[0]
