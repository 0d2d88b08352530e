"""Rows as lists show them: no large column is ever read, only sizes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, literal_column

from store.records import SessionSummary, masked

TEXT_CHARS: Final = 300
THUMBNAIL_BYTES: Final = 65_536

MASKED_SESSION_ID: Final = masked("session_id")


def discreet(words: str) -> str:
    """SQL for a text of the row without its session_id, which a name or an address can hold."""
    return f"replace({words}, session_id, {MASKED_SESSION_ID})"


# The mask is applied here so that no session_id leaves the database.
FIELDS: Final = {
    "id": "id",
    "session_id": MASKED_SESSION_ID,
    "thumbnail_url": (
        f"CASE WHEN octet_length(thumbnail_url) <= {THUMBNAIL_BYTES}"
        f" THEN {discreet('thumbnail_url')} END"
    ),
    "thumbnail_too_large": f"COALESCE(octet_length(thumbnail_url) > {THUMBNAIL_BYTES}, false)",
    "frame_name": f"left({discreet('frame_name')}, {TEXT_CHARS})",
    "frame_width": "frame_width",
    "frame_height": "frame_height",
    "status": f"left(status, {TEXT_CHARS})",
    "error_code": f"left(error_code, {TEXT_CHARS})",
    "created_at": "created_at",
    "updated_at": "updated_at",
    "code_bytes": "octet_length(generated_code)",
    "design_bytes": "pg_column_size(design_context)",
    "version": "xmin::text",
}
COLUMNS: Final[tuple[ColumnElement[Any], ...]] = tuple(
    literal_column(sql).label(name) for name, sql in FIELDS.items()
)

_many: Final = TypeAdapter(tuple[SessionSummary, ...])


def summaries(rows: Iterable[Iterable[Any]]) -> tuple[SessionSummary, ...]:
    """Records of rows that begin with COLUMNS; further columns are left out."""
    return _many.validate_python([dict(zip(FIELDS, row, strict=False)) for row in rows])
