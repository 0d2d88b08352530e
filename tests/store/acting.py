"""Rows to act on, people who act, and another writer who knows nothing about the dashboard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.receipts import Target
from store.principal import Principal, Role

VIEWER = Principal(actor="vera", role=Role.VIEWER)
SUPPORT = Principal(actor="sami", role=Role.SUPPORT)
ADMIN = Principal(actor="ada", role=Role.ADMIN)

STUCK_AFTER = timedelta(minutes=10)
LONG_AGO = timedelta(hours=1)

INSERT = """
INSERT INTO prototype_sessions (session_id, design_context, generated_code, thumbnail_url,
    frame_name, frame_width, frame_height, status, error_code, created_at, updated_at)
VALUES (:session_id, CAST(:design_context AS jsonb), :generated_code, :thumbnail_url,
    :frame_name, :frame_width, :frame_height, :status, :error_code,
    now() - CAST(:idle AS interval), now() - CAST(:idle AS interval))
RETURNING id
"""


def insert_row(db: Session, *, idle: timedelta | None = LONG_AGO, **columns: object) -> UUID:
    """Insert a row last written `idle` ago (None: both times NULL), by default a stuck one."""
    values = {
        "session_id": str(uuid4()),
        "design_context": '{"nodes": {}}',
        "generated_code": "export default () => null",
        "thumbnail_url": None,
        "frame_name": "Checkout",
        "frame_width": 390,
        "frame_height": 844,
        "status": "generating",
        "error_code": None,
    }
    with db.begin_nested():
        row_id: UUID = db.scalars(text(INSERT), {**values, **columns, "idle": idle}).one()
    return row_id


def write_elsewhere(db: Session, row_id: UUID, assignments: str) -> None:
    """Write as somebody else, in a savepoint, so that the row gets another xmin."""
    statement = f"UPDATE prototype_sessions SET {assignments} WHERE id = :id"
    with db.begin_nested():
        db.execute(text(statement), {"id": row_id})


def delete_elsewhere(db: Session, row_id: UUID) -> None:
    """Delete as somebody else."""
    db.execute(text("DELETE FROM prototype_sessions WHERE id = :id"), {"id": row_id})


def target_of(db: Session, row_id: UUID) -> Target:
    """The row as a person sees it now."""
    statement = text("SELECT xmin::text FROM prototype_sessions WHERE id = :id")
    return Target(id=row_id, version=db.scalars(statement, {"id": row_id}).one())


def row_of(db: Session, row_id: UUID) -> dict[str, Any] | None:
    """Every column of the row as JSON; None if it is gone."""
    statement = text("SELECT to_jsonb(p) FROM prototype_sessions AS p WHERE id = :id")
    result: dict[str, Any] | None = db.scalar(statement, {"id": row_id})
    return result


def recorded(db: Session) -> dict[str, int]:
    """The number of rows in each of the dashboard's own tables."""
    tables = ("receipts", "audit", "skips", "undo_snapshots")
    return {
        name: db.scalars(text(f"SELECT count(*) FROM dashboard.{name}")).one() for name in tables
    }


NOTHING_RECORDED = {"receipts": 0, "audit": 0, "skips": 0, "undo_snapshots": 0}
