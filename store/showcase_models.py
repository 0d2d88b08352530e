"""The tables of showcases, in schema `dashboard`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Integer, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from store.models import Base
from store.own_models import OWN_SCHEMA


class ShowcaseRow(Base):
    """A named list of sessions to present."""

    __tablename__ = "showcases"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class ShowcaseItemRow(Base):
    """A session in a showcase, with the hashes of its code and design when it was picked.

    No foreign key, which would lock the backend's row. Places only order the items.
    """

    __tablename__ = "showcase_items"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    showcase_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    place: Mapped[int] = mapped_column(Integer)
    caption: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)
    code_md5: Mapped[str] = mapped_column(Text)
    design_md5: Mapped[str] = mapped_column(Text)
    picked_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
