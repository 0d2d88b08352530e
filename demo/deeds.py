"""Apply people's actions to demo rows through the store, and backdate them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from demo.planned_row import Deed, PlannedRow
from store.actions import actions, answering, editing, undo
from store.actions.receipts import Target
from store.principal import Principal, Role

STUCK_AFTER: Final = timedelta(minutes=10)
NAME_BEFORE: Final = "Frame 1"

# As the backend left the row before someone acted on it.
_BEFORE: Final = """
UPDATE prototype_sessions SET status = :status, error_code = :error_code, updated_at = :updated_at
WHERE id = :id
"""
_AFTER: Final = """
UPDATE prototype_sessions AS p SET status = :status, error_code = :error_code,
    frame_name = :frame_name, updated_at = :updated_at
WHERE id = :id
"""
_DATE: Final = "UPDATE dashboard.receipts SET at = :at WHERE request_id = :request_id"
_REFERENCE: Final = """
UPDATE dashboard.audit SET after = after || jsonb_build_object('error_code', CAST(:code AS text))
WHERE request_id = :request_id
"""
# Backdating a row is not a change after the last action.
_STANDS: Final = """
UPDATE dashboard.audit SET version_after = p.xmin::text
FROM prototype_sessions AS p
WHERE p.id = :id AND audit.row_id = p.id AND audit.request_id = ANY(:requests)
"""


def apply(db: Session, row: PlannedRow) -> None:
    """Apply all deeds on one row in order, then set the row as planned."""
    done: list[UUID] = []
    for deed in row.deeds:
        if deed.status is not None:
            prepare(db, row, deed)
        request_id = uuid4()
        _act(db, row, deed, request_id, done)
        date(db, request_id, deed.at)
        done.append(request_id)
    finish(db, row, done)


def prepare(db: Session, row: PlannedRow, deed: Deed) -> None:
    """Set the row as the backend left it before somebody acted on it."""
    was = {"status": deed.status, "error_code": deed.error_code, "id": row.id}
    db.execute(text(_BEFORE), {**was, "updated_at": deed.at - deed.idle})


def date(db: Session, request_id: UUID, at: datetime) -> None:
    """Set when a deed was done."""
    db.execute(text(_DATE), {"at": at, "request_id": request_id})


def finish(db: Session, row: PlannedRow, done: Sequence[UUID]) -> None:
    """Set the row as planned; `done` are the requests of its deeds."""
    names = ("id", "status", "error_code", "frame_name", "updated_at")
    db.execute(text(_AFTER), {name: getattr(row, name) for name in names})
    standing = [
        request_id
        for deed, request_id in zip(row.deeds, done, strict=True)
        if _is_last_change(row, deed)
    ]
    db.execute(text(_STANDS), {"requests": standing, "id": row.id})


def _is_last_change(row: PlannedRow, deed: Deed) -> bool:
    """Whether the row has not changed since this deed."""
    later = [other.at for other in row.deeds if other.action != "answer" and other.at > deed.at]
    assert row.updated_at
    return not later and row.updated_at <= deed.at


def _act(db: Session, row: PlannedRow, deed: Deed, request_id: UUID, done: list[UUID]) -> None:
    me = Principal(actor=deed.actor, role=Role.ADMIN if deed.action == "edit" else Role.SUPPORT)
    options: dict[str, Any] = {"reason": deed.reason, "request_id": request_id}
    match deed.action:
        case "reset":
            actions.reset(db, me, [_target(db, row)], stuck_after=STUCK_AFTER, **options)
        case "fail":
            actions.fail(db, me, [_target(db, row)], **options)
            db.execute(text(_REFERENCE), {"code": row.error_code, "request_id": request_id})
        case "undo":
            undo.undo(db, me, done[-1], **options)
        case "edit":
            rename = "UPDATE prototype_sessions SET frame_name = :name WHERE id = :id"
            db.execute(text(rename), {"name": NAME_BEFORE, "id": row.id})
            editing.edit(db, me, _target(db, row), {"frame_name": row.frame_name}, **options)
        case "answer":
            answering.answer(db, me, row.id, about=deed.reason, request_id=request_id)


def _target(db: Session, row: PlannedRow) -> Target:
    version = text("SELECT xmin::text FROM prototype_sessions WHERE id = :id")
    return Target(id=row.id, version=db.scalars(version, {"id": row.id}).one())
