"""The dashboard's own tables, in schema `dashboard`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.models import SHORT_KEY_CHARS, Base

OWN_SCHEMA: Final = "dashboard"


class ReceiptRow(Base):
    """One action of a person; the primary key is the form's request_id, so it applies once."""

    __tablename__ = "receipts"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    request_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp(), index=True
    )
    actor: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)
    batch_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    undoes: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey(f"{OWN_SCHEMA}.receipts.request_id"), index=True, unique=True
    )


# The references that an action replaced or wrote, so that any reference can be found.
reference_before: Final = literal_column(
    f"""upper("left"((before ->> 'error_code'::text) COLLATE "C", {SHORT_KEY_CHARS}))""", Text
)


reference_after: Final = literal_column(
    f"""upper("left"((after ->> 'error_code'::text) COLLATE "C", {SHORT_KEY_CHARS}))""", Text
)


class AuditRow(Base):
    """One changed row of one action: what it held before and after, large values as hashes."""

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("request_id", "row_id"),
        Index(
            "ix_audit_reference_before_start",
            reference_before,
            postgresql_where=text("(before ->> 'error_code'::text) IS NOT NULL"),
        ),
        Index(
            "ix_audit_reference_after_start",
            reference_after,
            postgresql_where=text("(after ->> 'error_code'::text) IS NOT NULL"),
        ),
        {"schema": OWN_SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    request_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey(f"{OWN_SCHEMA}.receipts.request_id"))
    row_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    label: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version_after: Mapped[str | None] = mapped_column(Text)


class SkipRow(Base):
    """One row that an action skipped, and why. A table, so that receipts are never updated."""

    __tablename__ = "skips"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    request_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey(f"{OWN_SCHEMA}.receipts.request_id"), primary_key=True
    )
    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class UndoSnapshotRow(Base):
    """The exact values that an undo would put back; never shown, purged after its retention."""

    __tablename__ = "undo_snapshots"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    request_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey(f"{OWN_SCHEMA}.receipts.request_id"), primary_key=True
    )
    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    row: Mapped[dict[str, Any]] = mapped_column(JSONB)


class CodeVersionRow(Base):
    """Code that was replaced, kept by a trigger; no foreign key, which would lock its row."""

    __tablename__ = "code_versions"
    __table_args__ = (
        Index("ix_code_versions_row_id_id", "row_id", "id"),
        {"schema": OWN_SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(Uuid)
    code: Mapped[str] = mapped_column(Text)
    md5: Mapped[str] = mapped_column(Text)
    bytes: Mapped[int] = mapped_column(Integer)
    replaced_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class InsightRow(Base):
    """The result of inspecting a row; true only of the version that it names."""

    __tablename__ = "insights"
    __table_args__ = (
        Index("ix_insights_verdict_row_id", "verdict", "row_id"),
        Index(
            "ix_insights_undrawn",
            "design_kind",
            "row_id",
            postgresql_where=text("design_kind <> 'drawn'"),
        ),
        {"schema": OWN_SCHEMA},
    )

    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    row_version: Mapped[str] = mapped_column(Text)
    code_md5: Mapped[str | None] = mapped_column(Text)
    design_md5: Mapped[str] = mapped_column(Text)
    rules: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[str] = mapped_column(Text)
    findings: Mapped[list[Any]] = mapped_column(JSONB)
    risks: Mapped[list[Any]] = mapped_column(JSONB)
    more_risks: Mapped[int] = mapped_column(Integer)
    node_count: Mapped[int] = mapped_column(Integer)
    depth: Mapped[int] = mapped_column(Integer)
    wireframe: Mapped[str] = mapped_column(Text)
    wireframe_complete: Mapped[bool] = mapped_column(Boolean)
    design_kind: Mapped[str] = mapped_column(Text, server_default="drawn")
    design_note: Mapped[str] = mapped_column(Text, server_default="")
    inspected_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class SettingRow(Base):
    """A setting that an admin chose for everybody; without a value, that of the environment."""

    __tablename__ = "settings"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[Any | None] = mapped_column(JSONB)
    changed_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    changed_by: Mapped[str] = mapped_column(Text)


class SignOutRow(Base):
    """A sign-in that was ended, by the hash of what its claims say, while it could be believed."""

    __tablename__ = "sign_outs"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    fingerprint: Mapped[str] = mapped_column(Text, primary_key=True)
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
