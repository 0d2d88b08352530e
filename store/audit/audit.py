"""Reads receipts: what each action did."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Text, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from store.actions.receipts import Changed, Receipt, Skipped
from store.errors import NotFound
from store.models import PrototypeSessionRow
from store.own_models import AuditRow, ReceiptRow, SkipRow
from store.sessions.lifecycle import Step
from store.together import gather

_Undo = aliased(ReceiptRow)

# A deleted row has no version; it is unchanged if it is still gone.
is_as_left: Final = literal_column("prototype_sessions.xmin::text", Text).is_not_distinct_from(
    AuditRow.version_after
)


def receipt(db: Session, request_id: UUID) -> Receipt:
    """The receipt of one action. Raises NotFound."""
    stored = find_receipt(db, request_id)
    if stored is None:
        raise NotFound(request_id, "receipt")
    return stored


def find_receipt(db: Session, request_id: UUID) -> Receipt | None:
    """The receipt of one action, or None."""
    receipts = _receipts(db, ReceiptRow.request_id == request_id)
    return receipts[0] if receipts else None


def batch(db: Session, batch_id: UUID) -> tuple[Receipt, ...]:
    """The receipts of one bulk action, oldest first; empty if there are none."""
    return _receipts(db, ReceiptRow.batch_id == batch_id)


def _receipts(db: Session, condition: ColumnElement[bool]) -> tuple[Receipt, ...]:
    rows = db.execute(
        select(ReceiptRow, _Undo.request_id)
        .outerjoin(_Undo, _Undo.undoes == ReceiptRow.request_id)
        .where(condition)
        .order_by(ReceiptRow.at, ReceiptRow.request_id)
    ).all()
    ids = [row.request_id for row, _ in rows]
    changed, skipped, standing = gather(
        db, partial(_changed, ids=ids), partial(_skipped, ids=ids), partial(_standing, ids=ids)
    )
    return tuple(
        _receipt_of(row, undone_by, changed[row.request_id], skipped[row.request_id]).model_copy(
            update={"standing": standing.get(row.request_id, 0)}
        )
        for row, undone_by in rows
    )


def _changed(db: Session, ids: Sequence[UUID]) -> dict[UUID, list[Changed]]:
    """The rows that each action changed."""
    changed: dict[UUID, list[Changed]] = {request_id: [] for request_id in ids}
    code = AuditRow.after["error_code"].astext
    for request_id, row_id, audit_id, label, error_code in db.execute(
        select(AuditRow.request_id, AuditRow.row_id, AuditRow.id, AuditRow.label, code)
        .where(AuditRow.request_id.in_(ids))
        .order_by(AuditRow.id)
    ):
        changed[request_id].append(
            Changed(row_id=row_id, audit_id=audit_id, label=label, error_code=error_code)
        )
    return changed


def _skipped(db: Session, ids: Sequence[UUID]) -> dict[UUID, list[Skipped]]:
    """The rows that each action skipped."""
    skipped: dict[UUID, list[Skipped]] = {request_id: [] for request_id in ids}
    for skip in db.scalars(
        select(SkipRow).where(SkipRow.request_id.in_(ids)).order_by(SkipRow.row_id)
    ):
        skipped[skip.request_id].append(
            Skipped(row_id=skip.row_id, label=skip.label, reason=skip.reason)
        )
    return skipped


def _standing(db: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many of the rows that each action changed are still as it left them."""
    counted = (
        select(AuditRow.request_id, func.count())
        .outerjoin(PrototypeSessionRow, PrototypeSessionRow.id == AuditRow.row_id)
        .where(AuditRow.request_id.in_(ids), is_as_left)
        .group_by(AuditRow.request_id)
    )
    return {row[0]: row[1] for row in db.execute(counted)}


def _receipt_of(
    row: ReceiptRow, undone_by: UUID | None, changed: list[Changed], skipped: list[Skipped]
) -> Receipt:
    if row.action != Step.FAIL:
        changed = [each.model_copy(update={"error_code": None}) for each in changed]
    return Receipt(
        request_id=row.request_id,
        at=row.at,
        actor=row.actor,
        role=row.role,
        action=row.action,
        reason=row.reason,
        scope=row.scope,
        changed=tuple(changed),
        skipped=tuple(skipped),
        undoes=row.undoes,
        undone_by=undone_by,
        batch_id=row.batch_id,
    )
