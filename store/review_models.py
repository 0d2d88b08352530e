"""The tables of reviews, in schema `dashboard`."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Index, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.models import Base
from store.own_models import OWN_SCHEMA


class ReviewRow(Base):
    """One person's mark on one version of a row: its code and its design, by their hashes.

    No foreign key, which would lock the backend's row.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        Index("ix_reviews_mark_row_id", "mark", "row_id"),
        {"schema": OWN_SCHEMA},
    )

    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    code_md5: Mapped[str] = mapped_column(Text, primary_key=True)
    design_md5: Mapped[str] = mapped_column(Text, primary_key=True)
    reviewer: Mapped[str] = mapped_column(Text, primary_key=True)
    mark: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[Any]] = mapped_column(JSONB)
    note: Mapped[str] = mapped_column(Text)
    place: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    reviewed_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class ReviewReasonRow(Base):
    """A reason of the team's own, beside those that every team has."""

    __tablename__ = "review_reasons"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    added_by: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class ReviewClaimRow(Base):
    """A row that somebody is looking at until a moment, so that nobody else is given it."""

    __tablename__ = "review_claims"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    reviewer: Mapped[str] = mapped_column(Text)
    claimed_until: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ReviewPairRow(Base):
    """One person's choice between two versions, which are in the order of their ids and hashes.

    `better` is `first`, `second` or `same`.
    """

    __tablename__ = "review_pairs"
    __table_args__ = (
        UniqueConstraint(
            "reviewer",
            *("first_row_id", "first_code_md5", "first_design_md5"),
            *("second_row_id", "second_code_md5", "second_design_md5"),
            name="review_pairs_versions_key",
        ),
        Index("ix_review_pairs_first_row_id", "first_row_id"),
        Index("ix_review_pairs_second_row_id", "second_row_id"),
        {"schema": OWN_SCHEMA},
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, server_default=func.gen_random_uuid())
    reviewer: Mapped[str] = mapped_column(Text)
    first_row_id: Mapped[UUID] = mapped_column(Uuid)
    first_code_md5: Mapped[str] = mapped_column(Text)
    first_design_md5: Mapped[str] = mapped_column(Text)
    second_row_id: Mapped[UUID] = mapped_column(Uuid)
    second_code_md5: Mapped[str] = mapped_column(Text)
    second_design_md5: Mapped[str] = mapped_column(Text)
    better: Mapped[str] = mapped_column(Text)
    compared_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
