"""The tables of bulk resets, in schema `dashboard`."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Index,
    Integer,
    Interval,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.models import Base
from store.own_models import OWN_SCHEMA


class BulkResetRow(Base):
    """One bulk reset: what was confirmed, and how many of its rows have had their turn.

    `batch_id` is that of its receipts. `per_minute` is None for all at once.
    """

    __tablename__ = "bulk_resets"
    __table_args__ = (
        Index("ix_bulk_resets_running", "next_at", postgresql_where=text("state = 'running'")),
        {"schema": OWN_SCHEMA},
    )

    batch_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)
    stuck_after: Mapped[timedelta] = mapped_column(Interval)
    per_minute: Mapped[int | None] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    state: Mapped[str] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(Text, server_default="")
    started_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp(), index=True
    )
    next_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class BulkResetTargetRow(Base):
    """One row of a bulk reset, as it was when it was confirmed. Turns are taken by `place`."""

    __tablename__ = "bulk_reset_rows"
    __table_args__ = (UniqueConstraint("batch_id", "row_id"), {"schema": OWN_SCHEMA})

    batch_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    row_id: Mapped[UUID] = mapped_column(Uuid)
    version: Mapped[str] = mapped_column(Text)
