"""The tables of renders, in schema `dashboard`."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    DateTime,
    Double,
    Index,
    Integer,
    LargeBinary,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.models import Base
from store.own_models import OWN_SCHEMA


class RenderRow(Base):
    """What became of one code for one design in one version of the runtime.

    No foreign key, which would lock the backend's row. `score` is None where nothing was compared.
    """

    __tablename__ = "renders"
    __table_args__ = (
        Index(
            "ix_renders_score",
            "runtime",
            "score",
            "row_id",
            postgresql_where=text("score IS NOT NULL"),
        ),
        Index("ix_renders_verdict", "runtime", "verdict", "row_id"),
        Index("ix_renders_rendered_at", "rendered_at"),
        {"schema": OWN_SCHEMA},
    )

    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    code_md5: Mapped[str] = mapped_column(Text, primary_key=True)
    design_md5: Mapped[str] = mapped_column(Text, primary_key=True)
    runtime: Mapped[int] = mapped_column(Integer, primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text)
    line: Mapped[int | None] = mapped_column(Integer)
    score: Mapped[float | None] = mapped_column(Double)
    parts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    pairs: Mapped[list[Any]] = mapped_column(JSONB)
    painted_ms: Mapped[int | None] = mapped_column(Integer)
    notes: Mapped[list[Any]] = mapped_column(JSONB)
    stand_ins: Mapped[list[Any]] = mapped_column(JSONB)
    font: Mapped[str] = mapped_column(Text)
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)
    rendered_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    rendered_by: Mapped[str] = mapped_column(Text)


class RenderRunRow(Base):
    """A run of the renderer, and how far it is; `problem` is empty if all went well."""

    __tablename__ = "render_runs"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    rendered: Mapped[int] = mapped_column(Integer)
    problem: Mapped[str] = mapped_column(Text)
    is_over: Mapped[bool] = mapped_column(Boolean)
    began_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    reported_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class RenderClaimRow(Base):
    """A row that somebody is rendering until a moment: no transaction is open meanwhile."""

    __tablename__ = "render_claims"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    claimed_until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
