"""The fields of an edit form: text, numbers, code, and files for what is large."""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from components.editing import upload_room
from components.editing.edit_draft import CODE_LIMIT, Draft, Edit, Large
from components.editing.edit_values import NAMES
from components.formatting.numbers import bytes_text
from inspection import deep_json
from store.edit_limits import MAX_BYTES

MAX_PIXELS: Final = 2_147_483_647
CODE_HEIGHT: Final = 420


def small(draft: Draft) -> dict[str, Edit]:
    """The fields for frame and thumbnail."""
    typed: dict[str, Edit] = {"frame_name": text_field(draft, "frame_name")}
    for name, column in zip(("frame_width", "frame_height"), st.columns(2), strict=True):
        before = shown(draft, name)
        number = before if isinstance(before, int) else None
        with column:
            typed[name] = st.number_input(
                NAMES[name],
                value=number,
                min_value=min(1, number if number is not None else 1),
                max_value=MAX_PIXELS,
                step=1,
                placeholder="Unknown",
                key=f"edit-{name}-{draft.form_id}",
            )
    typed["thumbnail_url"] = text_field(draft, "thumbnail_url")
    return typed


def text_field(draft: Draft, name: str) -> str:
    """A line of text; one that is too long to show is kept unless something is typed."""
    before = shown(draft, name)
    return st.text_input(
        NAMES[name],
        value=before if isinstance(before, str) else "",
        placeholder=kept_text(before) if isinstance(before, Large) else "None",
        key=f"edit-{name}-{draft.form_id}",
    )


def kept_text(before: Large) -> str:
    """The placeholder of a field whose value is not shown: why, and how to keep it."""
    why = "Contains the session id, so it is not shown" if before.masked else "Too long to show"
    return f"{why}. Leave empty to keep it"


def content(draft: Draft) -> dict[str, Edit]:
    """Code as text, or as a file when it is large; the design always as a file."""
    typed: dict[str, Edit] = {}
    code = shown(draft, "generated_code")
    if isinstance(code, Large) or (isinstance(code, str) and len(code) > CODE_LIMIT):
        typed["generated_code"] = file_field(draft, "generated_code", ["jsx", "tsx", "js", "txt"])
    else:
        typed["generated_code"] = st.text_area(
            NAMES["generated_code"],
            value=code if isinstance(code, str) else "",
            height=CODE_HEIGHT,
            placeholder="None",
            key=f"edit-generated_code-{draft.form_id}",
        )
    typed["design_context"] = file_field(draft, "design_context", ["json"])
    return typed


def file_field(draft: Draft, name: str, types: list[str]) -> str:
    """A file that replaces the value; otherwise the one chosen before, if any."""
    before = draft.base.columns.get(name)
    size = f", now {bytes_text(before.bytes)}" if isinstance(before, Large) else ""
    limit = MAX_BYTES[name] >> 20
    upload_room.offer()
    upload = st.file_uploader(
        f"Replace the {NAMES[name].lower()} with a file of at most {limit} MB{size}",
        type=types,
        max_upload_size=limit,
        key=f"edit-{name}-{draft.form_id}",
    )
    if upload is not None:
        return upload.getvalue().decode("utf-8-sig", "replace")
    chosen = draft.mine.get(name)
    if isinstance(chosen, str):
        st.caption(f"The file chosen before ({bytes_text(len(chosen.encode()))}) is kept.")
        return chosen
    return ""


def shown(draft: Draft, name: str) -> str | int | Large | None:
    """The initial value of a field: the edit when returning to the form, else the row's value."""
    return draft.mine[name] if name in draft.mine else draft.base.columns.get(name)


def unreadable_design(text: Edit) -> str:
    """Why the chosen file cannot be a design; empty if it can, or if there is none."""
    if not text:
        return ""
    try:
        parsed = deep_json.parse(cast(str, text))
    except deep_json.NotJson as error:
        return f"The design is not JSON: line {error.line}, column {error.column}."
    return "" if isinstance(parsed, dict) else "The design must be a JSON object."
