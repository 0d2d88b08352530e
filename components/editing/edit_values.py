"""Shows the values of an edit: their names, and old next to new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.code.text_difference import unified
from components.editing.edit_draft import Edit, Large, RowSnapshot, Value, plain_newlines
from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from language import N_, _

NAMES: Final = {
    "frame_name": N_("Frame name"),
    "frame_width": N_("Frame width in pixels"),
    "frame_height": N_("Frame height in pixels"),
    "thumbnail_url": N_("Thumbnail address"),
    "generated_code": N_("Code"),
    "design_context": N_("Design"),
    "status": N_("Status"),
    "error_code": N_("Reference"),
}
NONE: Final = N_(":gray[none]")
HASH_CHARS: Final = 8
DIFF_HEIGHT: Final = 420
DIFF_LINES: Final = 18


def value_text(value: Value) -> str:
    """A value as markdown on one line; large ones by their size and the start of their hash."""
    if value is None:
        return _(NONE)
    if isinstance(value, Large):
        if value.masked:
            return _(":gray[not shown: it contains the session id]")
        known = f"{bytes_text(value.bytes)} :gray[({value.sha256[:HASH_CHARS]})]"
        return known if value.sha256 else _("more than 64 KB")
    if isinstance(value, str) and (len(value) > 500 or "\n" in value):
        lines = plain_newlines(value).count("\n") + 1
        return _(
            "{lines:,} lines, {size}",
            lines=lines,
            size=bytes_text(len(value.encode("utf-8", "replace"))),
        )
    return safe_text.escaped(str(value), 300) or _(":gray[blank]")


def difference(base: RowSnapshot, mine: Mapping[str, Edit]) -> None:
    """Old → new of each edited column; code as a diff."""
    st.table(
        [
            {
                _("Field"): _(NAMES[name]),
                _("Before"): value_text(base.columns[name]),
                _("After"): value_text(value),
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
        result or _("Only line endings differ"),
        language="diff",
        wrap_lines=True,  # the keyboard cannot scroll what is too wide
        height=DIFF_HEIGHT if result.count("\n") > DIFF_LINES else "content",
    )
