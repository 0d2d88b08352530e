"""The table of saved views, in schema `dashboard`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, DateTime, Text, UniqueConstraint, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from store.models import Base
from store.own_models import OWN_SCHEMA


class ViewRow(Base):
    """A list that somebody saved under a name, for themselves or for everybody."""

    __tablename__ = "views"
    __table_args__ = (UniqueConstraint("owner", "name"), {"schema": OWN_SCHEMA})

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, server_default=func.gen_random_uuid())
    name: Mapped[str] = mapped_column(Text)
    query: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    shared: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
