"""The backend's table `prototype_sessions`, and the expressions that its indexes are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Index,
    Integer,
    MetaData,
    Text,
    Uuid,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from store.sessions.masking import discreet_lower, discreet_status

# The newest migration; a test compares it with Alembic's head.
HEAD_REVISION: Final = "0025"

# An index row holds at most about 2,700 bytes. The backend may write text of any length, and an
# index must never make its INSERT fail: so indexes and sorts use the first characters only.
NAME_KEY_CHARS: Final = 120
SHORT_KEY_CHARS: Final = 64


class Base(DeclarativeBase):
    """Declarative base; names follow PostgreSQL's own defaults, as the adopted table has them."""

    metadata = MetaData(
        naming_convention={
            "pk": "%(table_name)s_pkey",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )


# The expressions that lists sort and look up by; `search` must use these very objects so that
# the planner recognizes the indexes below. Collation "C" lets one index serve sorting, equality
# and prefixes, and survive the server's library changing its collations; it is inside the
# expression because Alembic cannot see an index column's own COLLATE.
# Nobody may find out by them what a masked session_id is, so they are made of the masked texts.
name_text: Final = literal_column(discreet_lower("frame_name"), Text)
name_key: Final = literal_column(f'"left"({name_text} COLLATE "C", {NAME_KEY_CHARS})', Text)
# Of "heckout p", the index of trigrams has "tqp" by this, which few names have; by the words alone
# it would have "p" at the beginning of a word, which a tenth of them have. Other letters than "q"
# would do as well: names are compared in full afterward.
JOINTS: Final = r"\s+|[!-/:-@\[-`{-~]"
JOINT: Final = "q"
JOINED_NAME: Final = f"regexp_replace(frame_name, '{JOINTS}', '{JOINT}', 'g')"
joined_name: Final = literal_column(JOINED_NAME, Text)
status_key: Final = literal_column(
    f'"left"({discreet_status("status")} COLLATE "C", {SHORT_KEY_CHARS})', Text
)
reference_key: Final = literal_column(
    f'upper("left"(error_code COLLATE "C", {SHORT_KEY_CHARS}))', Text
)
stuck_since: Final = literal_column("COALESCE(updated_at, created_at)", DateTime(timezone=True))

INDEXES: Final = (
    Index("ix_prototype_sessions_updated", "updated_at", "id"),
    Index("ix_prototype_sessions_created", "created_at", "id"),
    Index("ix_prototype_sessions_masked_name", name_key, "id"),
    Index("ix_prototype_sessions_masked_status", status_key, "id"),
    Index("ix_prototype_sessions_masked_status_updated", status_key, "updated_at", "id"),
    Index(
        "ix_prototype_sessions_reference_start",
        reference_key,
        postgresql_where=text("error_code IS NOT NULL"),
    ),
    # Counts and durations read these indexes alone. PostgreSQL takes an expression from an index
    # only if its columns are there as well.
    Index(
        "ix_prototype_sessions_generating_since",
        stuck_since,
        "id",
        postgresql_include=["updated_at", "created_at"],
        postgresql_where=text("status = 'generating'"),
    ),
    Index(
        "ix_prototype_sessions_error_updated",
        "updated_at",
        "id",
        postgresql_where=text("status = 'error'"),
    ),
    Index(
        "ix_prototype_sessions_ready_times",
        "updated_at",
        "created_at",
        "id",
        postgresql_where=text("status = 'ready'"),
    ),
)


class PrototypeSessionRow(Base):
    """The table as it is in production; its shape belongs to the backend."""

    __tablename__ = "prototype_sessions"
    __table_args__ = INDEXES

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, server_default=func.gen_random_uuid())
    session_id: Mapped[str] = mapped_column(Text, unique=True)
    design_context: Mapped[Any] = mapped_column(JSONB, nullable=False)
    generated_code: Mapped[str | None] = mapped_column(Text)
    thumbnail_url: Mapped[str | None] = mapped_column(Text)
    frame_name: Mapped[str | None] = mapped_column(Text)
    frame_width: Mapped[int | None] = mapped_column(Integer)
    frame_height: Mapped[int | None] = mapped_column(Integer)
    status: Mapped[str | None] = mapped_column(Text, server_default=text("'pending'"))
    error_code: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
    updated_at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
