"""What was done, read back: receipts, and the rows that each action changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Text, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from store.actions.receipts import AuditEntry, AuditPage, Changed, Receipt, Skipped
from store.errors import InvalidInput, NotFound
from store.models import AuditRow, PrototypeSessionRow, ReceiptRow, SkipRow
from store.sessions.lifecycle import Step

MAX_SIZE: Final = 500
INTERRUPTED_WITHIN: Final = timedelta(hours=24)
BROKEN_CURSOR: Final = "This link to a page of the log is broken. Start at the first page."

_CURSOR: Final = re.compile(r"([ab])([1-9][0-9]{0,17})")
_Undo = aliased(ReceiptRow)
_UndoneRow = aliased(AuditRow)

# A row that was deleted has no version: then it must be gone still.
_stands: Final = literal_column("prototype_sessions.xmin::text", Text).is_not_distinct_from(
    AuditRow.version_after
)


def receipt(db: Session, request_id: UUID) -> Receipt:
    """What one action did. Raises NotFound."""
    found = find_receipt(db, request_id)
    if found is None:
        raise NotFound(request_id, "receipt")
    return found


def find_receipt(db: Session, request_id: UUID) -> Receipt | None:
    """What one action did, or None."""
    found = _receipts(db, ReceiptRow.request_id == request_id)
    return found[0] if found else None


def batch(db: Session, batch_id: UUID) -> tuple[Receipt, ...]:
    """The receipts of one bulk action, oldest first; empty if there are none."""
    return _receipts(db, ReceiptRow.batch_id == batch_id)


def interrupted(
    db: Session, actor: str, full: int, *, within: timedelta = INTERRUPTED_WITHIN
) -> tuple[Receipt, ...]:
    """The receipts of a person's latest bulk reset, oldest first, if it ended before its time:
    the last batch of one that came to its end has changed less than `full` rows.
    """
    latest = db.scalar(
        select(ReceiptRow.batch_id)
        .where(
            ReceiptRow.at >= func.now() - within,
            ReceiptRow.actor == actor,
            ReceiptRow.action == Step.RESET,
            ReceiptRow.batch_id.is_not(None),
        )
        .order_by(ReceiptRow.at.desc())
        .limit(1)
    )
    receipts = batch(db, latest) if latest else ()
    undone = any(receipt.undone_by for receipt in receipts)
    return receipts if receipts and not undone and len(receipts[-1].changed) >= full else ()


def _receipts(db: Session, condition: ColumnElement[bool]) -> tuple[Receipt, ...]:
    rows = db.execute(
        select(ReceiptRow, _Undo.request_id)
        .outerjoin(_Undo, _Undo.undoes == ReceiptRow.request_id)
        .where(condition)
        .order_by(ReceiptRow.at, ReceiptRow.request_id)
    ).all()
    ids = [row.request_id for row, _ in rows]
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
    skipped: dict[UUID, list[Skipped]] = {request_id: [] for request_id in ids}
    for skip in db.scalars(
        select(SkipRow).where(SkipRow.request_id.in_(ids)).order_by(SkipRow.row_id)
    ):
        skipped[skip.request_id].append(
            Skipped(row_id=skip.row_id, label=skip.label, reason=skip.reason)
        )
    standing = _standing(db, ids)
    return tuple(
        _receipt_of(row, undone_by, changed[row.request_id], skipped[row.request_id]).model_copy(
            update={"standing": standing.get(row.request_id, 0)}
        )
        for row, undone_by in rows
    )


def _standing(db: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many of the rows that each action changed still are as it left them."""
    counted = (
        select(AuditRow.request_id, func.count())
        .outerjoin(PrototypeSessionRow, PrototypeSessionRow.id == AuditRow.row_id)
        .where(AuditRow.request_id.in_(ids), _stands)
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


def for_row(db: Session, row_id: UUID, limit: int = 50) -> tuple[AuditEntry, ...]:
    """What was done to one row, newest first; also after it was deleted."""
    statement = selected_entries().where(AuditRow.row_id == row_id).order_by(AuditRow.id.desc())
    return tuple(entry_of(row) for row in db.execute(statement.limit(limit)))


def entries(db: Session, request_id: UUID, cursor: str | None = None, size: int = 50) -> AuditPage:
    """One page of the rows that one action changed, newest first, by keyset.

    Raises InvalidInput for a broken cursor.
    """
    size = max(1, min(size, MAX_SIZE))
    forward, edge = _parse(cursor)
    statement = selected_entries().where(AuditRow.request_id == request_id).limit(size + 1)
    if edge is not None:
        statement = statement.where(AuditRow.id < edge if forward else AuditRow.id > edge)
    order = AuditRow.id.desc() if forward else AuditRow.id.asc()
    found = [entry_of(row) for row in db.execute(statement.order_by(order))]
    more, found = len(found) > size, found[:size]
    if not forward:
        found.reverse()
    older = found and (more if forward else True)
    newer = found and (edge is not None if forward else more)
    return AuditPage(
        entries=tuple(found),
        after=f"a{found[-1].id}" if older else None,
        before=f"b{found[0].id}" if newer else None,
    )


def _parse(cursor: str | None) -> tuple[bool, int | None]:
    """Whether the page lies after (older than) the cursor's entry, and that entry's id."""
    if not cursor:
        return True, None
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise InvalidInput(BROKEN_CURSOR)
    return match[1] == "a", int(match[2])


def selected_entries() -> Select[Any]:
    """The columns of AuditEntry, in its order."""
    return (
        select(
            AuditRow.id,
            AuditRow.request_id,
            ReceiptRow.at,
            ReceiptRow.actor,
            ReceiptRow.role,
            ReceiptRow.action,
            ReceiptRow.reason,
            AuditRow.row_id,
            AuditRow.label,
            AuditRow.before,
            AuditRow.after,
            ReceiptRow.undoes,
            _UndoneRow.request_id.label("undone_by"),
            ReceiptRow.batch_id,
            _stands.label("stands"),
        )
        .join(ReceiptRow, ReceiptRow.request_id == AuditRow.request_id)
        .outerjoin(PrototypeSessionRow, PrototypeSessionRow.id == AuditRow.row_id)
        .outerjoin(_Undo, _Undo.undoes == AuditRow.request_id)
        .outerjoin(
            _UndoneRow,
            (_UndoneRow.request_id == _Undo.request_id) & (_UndoneRow.row_id == AuditRow.row_id),
        )
    )


def entry_of(row: Row[Any]) -> AuditEntry:
    """A row of `selected_entries` as a record."""
    return AuditEntry(**row._mapping)
