"""The tables of alerts, in schema `dashboard`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.models import Base
from store.own_models import OWN_SCHEMA


class IncidentRow(Base):
    """An incident that was told. Of those with one key, at most one is open.

    `missing_since` is when it was first not found any more.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        Index("ix_incidents_open", "key", unique=True, postgresql_where=text("closed_at IS NULL")),
        {"schema": OWN_SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    opened_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp(), index=True
    )
    missing_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DeliveryRow(Base):
    """One message to one webhook. `subject` says of what, so that it is written once; `target` is
    a hash of the webhook's address, which is a secret.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("subject", "target"),
        Index("ix_deliveries_due", "next_at", postgresql_where=text("delivered_at IS NULL")),
        {"schema": OWN_SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    subject: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    incident_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey(f"{OWN_SCHEMA}.incidents.id"), index=True
    )
    message: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    next_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    claimed_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    attempts: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    problem: Mapped[str] = mapped_column(Text, server_default="")
    delivered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class WatchRow(Base):
    """When the watch last looked, and which kinds could not be read then."""

    __tablename__ = "watch"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    unread: Mapped[str] = mapped_column(Text)
