"""The editors of code and design, and files for what is large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from components.editing import edit_check, upload_room
from components.editing.code_editor import LIVE_CHARS, CheckResult, Editor
from components.editing.edit_draft import Draft, Edit, Large
from components.editing.edit_fields import initial_value
from components.editing.edit_values import NAMES
from components.feedback import messages
from components.formatting.numbers import bytes_text
from language import N_, _, in_sentence
from services import edited_texts
from services.edited_texts import MOST_CHARS, Column
from store.edit_limits import MAX_BYTES

CODE: Final = "generated_code"
DESIGN: Final = "design_context"
CODE_HEIGHT: Final = "clamp(20rem, 50vh, 52rem)"
DESIGN_HEIGHT: Final = "clamp(16rem, 50vh, 36rem)"
CODE_FILES: Final = ("jsx", "tsx", "js", "txt")
NOT_CHECKED: Final = N_("Too long to check while you type: checked before saving.")


def code(draft: Draft, beside: Callable[[str], None]) -> Edit:
    """The code, with `beside` drawing what it renders; a large one as text only if wanted."""
    value = initial_value(draft, CODE)
    if is_large(value) and not is_opened(draft, CODE):
        return file_or_text(draft, CODE, CODE_FILES)
    start = start_text(draft, CODE, value)
    if start is None:
        return file_or_text(draft, CODE, CODE_FILES)
    editor = Editor(draft.form_id, CODE, start, "tsx", CODE_HEIGHT)
    is_live = len(editor.typed) <= LIVE_CHARS
    # An editor that moved to another place would be mounted again, without what was just typed.
    left, right = st.columns(2, gap="medium")
    with left:
        editor.show(
            edit_check.check_code(editor.typed) if is_live else CheckResult(_(NOT_CHECKED), "gray")
        )
    with right:
        if is_live:
            beside(editor.typed)
        else:
            messages.empty(
                ":material/play_disabled:",
                _("No live render"),
                _(
                    "Code of more than {most:,} characters is not run while you type.",
                    most=LIVE_CHARS,
                ),
            )
    return changed(draft, editor)


def design(draft: Draft) -> Edit:
    """The design: replaced by a file, or as text."""
    before = draft.base.columns.get(DESIGN)
    size = f", {bytes_text(before.bytes)}" if isinstance(before, Large) else ""
    is_open = is_opened(draft, DESIGN) or DESIGN in draft.mine
    with st.expander(
        _("Design as JSON{size}", size=size), icon=":material/data_object:", expanded=is_open
    ):
        start = (
            start_text(draft, DESIGN, initial_value(draft, DESIGN))
            if is_opened(draft, DESIGN)
            else None
        )
        if start is None:
            return file_or_text(draft, DESIGN, ("json",))
        editor = Editor(draft.form_id, DESIGN, start, "json", DESIGN_HEIGHT)
        editor.show(edit_check.check_json(editor.typed))
        return changed(draft, editor)


def changed(draft: Draft, editor: Editor) -> Edit:
    """What an editor holds; of a value that the draft does not hold, only if it was changed."""
    is_held = not isinstance(initial_value(draft, editor.name), Large)
    return editor.typed if is_held or editor.typed != editor.text else ""


def is_large(value: object) -> bool:
    """Whether a form does not open a value as text by itself."""
    return isinstance(value, Large) or (isinstance(value, str) and len(value) > LIVE_CHARS)


def opened_key(draft: Draft, name: str) -> str:
    """Where the session's state has whether the text is open."""
    return f"edit-open-{name}-{draft.base.row_id}"


def is_opened(draft: Draft, name: str) -> bool:
    """Whether the person wants to edit a large value as text."""
    return bool(st.session_state.get(opened_key(draft, name)))


def open_text(draft: Draft, name: str) -> None:
    """Edit a large value as text from now on."""
    st.session_state[opened_key(draft, name)] = True


def start_text(draft: Draft, name: Column, value: object) -> str | None:
    """What the editor starts with; None if that cannot be edited as text. Raises NotFound."""
    if isinstance(value, Large):
        return edited_texts.stored(draft.base.row_id, draft.base.version, name)
    text = value if isinstance(value, str) else ""
    return text if len(text) <= MOST_CHARS else None


def file_or_text(draft: Draft, name: Column, types: tuple[str, ...]) -> str:
    """A file that replaces the value, else the one chosen before; and a way to its text."""
    before = draft.base.columns.get(name)
    size = _(", now {size}", size=bytes_text(before.bytes)) if isinstance(before, Large) else ""
    limit = MAX_BYTES[name] >> 20
    upload_room.offer()
    upload = st.file_uploader(
        _(
            "Replace the {names} with a file of at most {limit} MB{size}",
            names=in_sentence(_(NAMES[name])),
            limit=limit,
            size=size,
        ),
        type=list(types),
        max_upload_size=limit,
        key=f"edit-{name}-{draft.form_id}",
    )
    if upload is not None:
        return upload.getvalue().decode("utf-8-sig", "replace")
    if is_opened(draft, name):
        st.caption(
            _(
                "It is too long to be edited here: {most_chars:,} characters at most.",
                most_chars=MOST_CHARS,
            )
        )
    else:
        st.button(
            _("Edit as text"),
            icon=":material/edit_note:",
            key=f"edit-open-{name}",
            on_click=open_text,
            args=(draft, name),
        )
    chosen = draft.mine.get(name)
    if isinstance(chosen, str):
        st.caption(
            _("What was entered before ({size}) is kept.", size=bytes_text(len(chosen.encode())))
        )
        return chosen
    return ""
