"""The tables that lists find inspected and rendered sessions by, in schema `dashboard`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import DateTime, Double, Index, Integer, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from store.models import Base
from store.own_models import OWN_SCHEMA

_KEYS: Final = {
    "": "row_updated_at",
    "_created": "row_created_at",
    "_name": "row_name",
    "_status": "row_status",
    "_score": "score",
}
_FACETS: Final = {"render": "render IS NOT NULL", "verdict": None, "marks": "marks <> ''::text"}


def _indexes() -> Iterator[Index]:
    """What a list is filtered by, in each of a list's orders."""
    for facet, where in _FACETS.items():
        for ending, key in _KEYS.items():
            name = f"ix_standings_{facet}{ending}"
            rows = text(where) if where else None
            yield Index(name, facet, key, "row_id", postgresql_where=rows)


class StandingRow(Base):
    """What insight, render and reviews say of a row as it is now, in the order of lists.

    Triggers on `insights`, `renders` and `reviews` keep it. What begins with `row_` is of
    `row_version`; `row_name` and `row_status` are the keys that lists are sorted by. `render` is
    the verdict of the newest runtime, empty if the code was never rendered, NULL without code, and
    `score` is that render's; `marks` are those on the row as it is now, each once, by name, with
    commas.
    """

    __tablename__ = "standings"
    __table_args__ = (
        *_indexes(),
        Index("ix_standings_runtime", "runtime"),
        {"schema": OWN_SCHEMA},
    )

    row_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    row_version: Mapped[str | None] = mapped_column(Text)
    rules: Mapped[int | None] = mapped_column(Integer)
    row_updated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    row_created_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    row_name: Mapped[str | None] = mapped_column(Text(collation="C"))
    row_status: Mapped[str | None] = mapped_column(Text(collation="C"))
    verdict: Mapped[str | None] = mapped_column(Text)
    runtime: Mapped[int | None] = mapped_column(Integer)
    render: Mapped[str | None] = mapped_column(Text)
    score: Mapped[float | None] = mapped_column(Double)
    marks: Mapped[str] = mapped_column(Text, server_default="")


class InspectedRow(Base):
    """Up to which `updated_at` every session was inspected by these rules."""

    __tablename__ = "inspected"
    __table_args__ = ({"schema": OWN_SCHEMA},)

    rules: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
