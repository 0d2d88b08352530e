"""Rows as lists show them, with the sizes of large columns instead of their values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, literal_column

from store.records import SessionSummary
from store.sessions.masking import MASKED_SESSION_ID, discreet, discreet_reference, discreet_status
from store.sessions.stuck import GENERATING_FOR

TEXT_CHARS: Final = 300
THUMBNAIL_BYTES: Final = 65_536


# Masked here, so that no full session_id leaves the database.
FIELDS: Final = {
    "id": "id",
    "session_id": MASKED_SESSION_ID,
    "thumbnail_url": (
        f"CASE WHEN octet_length(thumbnail_url) <= {THUMBNAIL_BYTES}"
        f" THEN {discreet('thumbnail_url')} END"
    ),
    "thumbnail_too_large": f"COALESCE(octet_length(thumbnail_url) > {THUMBNAIL_BYTES}, false)",
    "frame_name": f"left({discreet('frame_name')}, {TEXT_CHARS})",
    "name_is_masked": f"COALESCE({discreet('frame_name')} <> frame_name, false)",
    "thumbnail_is_masked": f"COALESCE({discreet('thumbnail_url')} <> thumbnail_url, false)",
    "frame_width": "frame_width",
    "frame_height": "frame_height",
    "status": f"left({discreet_status('status')}, {TEXT_CHARS})",
    "error_code": f"left({discreet_reference('error_code')}, {TEXT_CHARS})",
    "created_at": "created_at",
    "updated_at": "updated_at",
    "code_bytes": "octet_length(generated_code)",
    "version": "prototype_sessions.xmin::text",
    "generating_for": GENERATING_FOR,
}
COLUMNS: Final[tuple[ColumnElement[Any], ...]] = tuple(
    literal_column(sql).label(name) for name, sql in FIELDS.items()
)

_many: Final = TypeAdapter(tuple[SessionSummary, ...])


def summaries(rows: Iterable[Iterable[Any]]) -> tuple[SessionSummary, ...]:
    """Records of rows that start with COLUMNS; further columns are ignored."""
    return _many.validate_python([dict(zip(FIELDS, row, strict=False)) for row in rows])
