"""Editing one session: the form, then the difference, then saving; a conflict in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast
from uuid import UUID

import streamlit as st

from components.editing import draft_keeper, edit_check, edit_conflict, edit_values, upload_room
from components.editing.edit_check import Check
from components.editing.edit_draft import (
    CODE_LIMIT,
    CONTENT,
    SMALL,
    Draft,
    Edit,
    Large,
    Seen,
    edits,
)
from components.editing.edit_state import DRAFT, discard, keep
from components.editing.edit_values import NAMES
from components.feedback import messages
from components.feedback.confirmation import REASON_MISSING
from components.feedback.messages import expected_errors
from components.formatting.numbers import bytes_text
from inspection import deep_json
from store.actions.receipts import Receipt, Target
from store.edit_limits import MAX_BYTES
from store.errors import Conflict
from store.principal import Action, Principal
from store.records import SessionSummary

Save = Callable[[Target, Mapping[str, Edit], str, UUID], Receipt]
Load = Callable[[], Seen]

MAX_PIXELS: Final = 2_147_483_647
CODE_HEIGHT: Final = 420


def show(row: SessionSummary, me: Principal, load: Load, save: Save, check: Check) -> None:
    """The step that the edit has reached. `load` reads the row's columns as they are now, `check`
    looks at new code.
    """
    if not me.may(Action.EDIT):
        messages.empty(
            ":material/lock:",
            "You may look, not edit",
            f"Your role ({me.role}) may only read. Ask for the role support to edit frames, or "
            "admin to edit code and designs.",
        )
        return
    draft = current(row, me, load)
    if not draft.reviewing:
        form(row, me, draft)
    elif draft.base.version != row.version:
        settled = edit_conflict.show(draft, load())
        if settled is not draft:
            keep(settled if settled and settled.mine else None)
            st.rerun()
    else:
        review(draft, save, edit_check.warn(draft, check, row.status))


def current(row: SessionSummary, me: Principal, load: Load) -> Draft:
    """The edit under way for this row, or a new one that sees the row as it is now."""
    draft: Draft | None = st.session_state.get(DRAFT)
    receipt = st.session_state.get("receipt")
    other_role = draft and me.may(Action.EDIT_CONTENT) != ("design_context" in draft.base.columns)
    if draft is None or draft.base.row_id != row.id or other_role:
        draft = Draft(load(), receipt=receipt)
    elif not draft.reviewing and draft.receipt != receipt:
        # The person has acted on the row beside the form: that is no conflict with oneself.
        fresh = load()
        unchanged = all(
            fresh.columns.get(name) == draft.base.columns.get(name)
            for name in NAMES
            if name not in ("status", "error_code")
        )
        draft = (
            replace(draft, base=fresh, receipt=receipt)
            if unchanged
            else Draft(fresh, receipt=receipt)
        )
    keep(draft)
    return draft


def columns(me: Principal) -> list[str]:
    """The columns whose fields are typed into."""
    return [*SMALL, *(["generated_code"] if me.may(Action.EDIT_CONTENT) else [])]


def form(row: SessionSummary, me: Principal, draft: Draft) -> None:
    """Step one: the columns that the role may edit."""
    if draft.base.version != row.version:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                "This session was changed after the form was opened. You can go on: before "
                "anything is saved, both versions are shown.",
                icon=":material/sync_problem:",
            )
            st.button("Load the new values", key="edit-reload", on_click=discard, args=(draft,))
    draft_keeper.offer(row, draft, names=columns(me))
    with st.form("edit-form", border=True):
        typed = small_fields(draft)
        if me.may(Action.EDIT_CONTENT):
            typed |= content_fields(draft)
        st.caption("Only what you change is written. The next step shows the difference.")
        pressed = st.form_submit_button("Review changes", type="primary", key="edit-review")
    if draft.mine:
        st.button(
            "Discard my edits", key="edit-discard", type="tertiary", on_click=discard, args=(draft,)
        )
    if not pressed:
        return
    if problem := unreadable_design(typed.get("design_context")):
        st.warning(problem, icon=":material/data_object:")
        return
    mine = edits(draft.base, typed)
    if not mine:
        st.info("Nothing was changed yet.", icon=":material/edit:")
        return
    keep(draft.review(mine))
    st.rerun()


def small_fields(draft: Draft) -> dict[str, Edit]:
    """Frame and thumbnail."""
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
    """Why a value is not in its field, and how it stays as it is."""
    why = "Holds the session id, so it is not shown" if before.masked else "Too long to show"
    return f"{why}. Leave empty to keep it"


def content_fields(draft: Draft) -> dict[str, Edit]:
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
    """A file that replaces the value; without one, what was chosen before, or nothing."""
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
    """What a field starts with: my edit when coming back to the form, else the row's value."""
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


def review(draft: Draft, save: Save, broken: bool) -> None:
    """Step two: the difference, the reason, and saving it once; `broken` code on request only."""
    st.subheader("Review the difference", anchor=False)
    edit_values.difference(draft.base, draft.mine)
    needs_reason = any(name in CONTENT for name in draft.mine)
    with st.form("edit-save", border=False):
        reason = st.text_input(
            "Reason (required)" if needs_reason else "Reason (optional)",
            max_chars=500,
            placeholder="What the audit log will say, e.g. ticket 4711",
            key=f"edit-reason-{draft.request_id}",
        )
        confirmed = edit_check.confirmation(draft) if broken else True
        with st.container(horizontal=True, gap="small"):
            pressed = st.form_submit_button("Save", type="primary", key="edit-save-button")
            back = st.form_submit_button("Back", key="edit-back")
    if back:
        keep(draft.back())
        st.rerun()
    if not pressed:
        return
    if needs_reason and not reason.strip():
        st.warning(REASON_MISSING, icon=":material/edit_note:")
        return
    if not confirmed:
        st.warning(
            "Nothing was saved. Go back and fix the code, or tick the box to save it as it is.",
            icon=":material/code_off:",
        )
        return
    with expected_errors():
        try:
            receipt = save(draft.target, draft.mine, reason, draft.request_id)
        except Conflict:
            st.rerun()
        discard(draft)
        st.session_state["receipt"] = receipt.request_id
        st.rerun()
