"""Reads bulk resets: one, the latest, and those that are not over."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from store.bulk_models import BulkResetRow
from store.bulk_resets.bulk_records import ENDED, BulkReset
from store.errors import NotFound

RECENT: Final = timedelta(hours=24)


def get(db: Session, batch_id: UUID) -> BulkReset:
    """One bulk reset. Raises NotFound."""
    statement = select(BulkResetRow).where(BulkResetRow.batch_id == batch_id)
    row = db.scalars(statement).one_or_none()
    if row is None:
        raise NotFound(batch_id, "bulk reset")
    return record_of(row)


def latest(db: Session, limit: int = 20) -> tuple[BulkReset, ...]:
    """The latest bulk resets, newest first."""
    statement = select(BulkResetRow).order_by(BulkResetRow.started_at.desc()).limit(limit)
    return tuple(record_of(row) for row in db.scalars(statement))


def current(db: Session, *, within: timedelta = RECENT, limit: int = 5) -> tuple[BulkReset, ...]:
    """Those that are not over, and those that ended lately; newest first."""
    is_over = BulkResetRow.state.in_([state.value for state in ENDED])
    statement = (
        select(BulkResetRow)
        .where(or_(~is_over, BulkResetRow.ended_at >= func.now() - within))
        .order_by(is_over, BulkResetRow.started_at.desc())
        .limit(limit)
    )
    return tuple(record_of(row) for row in db.scalars(statement))


def record_of(row: BulkResetRow) -> BulkReset:
    """A row of the table as a record."""
    return BulkReset.model_validate({name: getattr(row, name) for name in BulkReset.model_fields})
