"""Shows the values of an edit: their names, and old next to new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.code.text_difference import unified
from components.editing.edit_draft import Edit, Large, Seen, Value, plain_newlines
from components.formatting import safe_text
from components.formatting.numbers import bytes_text

NAMES: Final = {
    "frame_name": "Frame name",
    "frame_width": "Frame width in pixels",
    "frame_height": "Frame height in pixels",
    "thumbnail_url": "Thumbnail address",
    "generated_code": "Code",
    "design_context": "Design",
    "status": "Status",
    "error_code": "Reference",
}
NONE: Final = ":gray[none]"
HASH_CHARS: Final = 8
DIFF_HEIGHT: Final = 420
DIFF_LINES: Final = 18


def value_text(value: Value) -> str:
    """A value as markdown on one line; large ones by their size and the start of their hash."""
    if value is None:
        return NONE
    if isinstance(value, Large):
        if value.masked:
            return ":gray[not shown: it contains the session id]"
        known = f"{bytes_text(value.bytes)} :gray[({value.sha256[:HASH_CHARS]})]"
        return known if value.sha256 else "more than 64 KB"
    if isinstance(value, str) and (len(value) > 500 or "\n" in value):
        lines = plain_newlines(value).count("\n") + 1
        return f"{lines:,} lines, {bytes_text(len(value.encode('utf-8', 'replace')))}"
    return safe_text.escaped(str(value), 300) or ":gray[blank]"


def difference(base: Seen, mine: Mapping[str, Edit]) -> None:
    """Old → new of each edited column; code as a diff."""
    st.table(
        [
            {
                "Field": NAMES[name],
                "Before": value_text(base.columns[name]),
                "After": value_text(value),
            }
            for name, value in mine.items()
        ],
        border="horizontal",
        hide_index=True,
    )
    code = mine.get("generated_code")
    before = base.columns.get("generated_code")
    if "generated_code" in mine and not isinstance(before, Large | int):
        code_difference(before, code if isinstance(code, str) else None)


def code_difference(before: str | None, after: str | None) -> None:
    """Two versions of code as a diff; a long one scrolls."""
    result = unified(plain_newlines(before or ""), plain_newlines(after or ""))
    st.code(
        result or "Only line endings differ",
        language="diff",
        height=DIFF_HEIGHT if result.count("\n") > DIFF_LINES else "content",
    )
