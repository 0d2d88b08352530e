"""The last step of an edit: the difference, the reason, and saving once."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.editing import edit_check, edit_live, edit_values, save_bar, save_key
from components.editing.beside import Beside
from components.editing.code_editor import LIVE_CHARS
from components.editing.edit_draft import CONTENT, Draft
from components.editing.edit_state import discard, store
from components.feedback import confirmation, pressing
from components.feedback.confirmation import REASON_MISSING
from language import N_, _
from services import actions
from store.errors import Conflict
from store.records import SessionSummary

NOT_YET: Final = N_(":gray[Nothing is written before you save.]")


def show(row: SessionSummary, draft: Draft, beside: Beside) -> None:
    """The difference, what speaks against saving it, and the reason."""
    st.subheader(_("Review the difference"), anchor=False)
    check = edit_check.code_of(draft)
    obstacle = edit_check.stopped_text(check)
    asks = not obstacle and edit_check.warn(check, row.status, edit_live.worse(beside, draft))
    code = draft.mine.get("generated_code")
    if isinstance(code, str) and len(code) <= LIVE_CHARS and not obstacle:
        left, right = st.columns(2, gap="medium")
        with right:
            edit_live.show(beside, code, size(draft), _(edit_live.TO_SAVE))
    else:
        left = st.container()
    needs_reason = any(name in CONTENT for name in draft.mine)
    with left:  # the preview is long: below it, nobody would see what has to be filled in
        edit_values.difference(draft.base, draft.mine)
        reason = confirmation.reason_field(
            required=needs_reason, key=f"edit-reason-{draft.request_id}"
        )
        confirmed = edit_check.confirmation(draft) if asks else True
    pressed, back = buttons(draft, obstacle)
    if back:
        store(draft.back())
        st.rerun()
    if pressed and not obstacle:
        save(draft, reason, needs_reason=needs_reason, confirmed=confirmed)


def size(draft: Draft) -> tuple[int | None, int | None]:
    """The frame's size as it will be."""
    values = {**draft.base.columns, **draft.mine}
    width, height = (values.get(name) for name in ("frame_width", "frame_height"))
    return width if isinstance(width, int) else None, height if isinstance(height, int) else None


def buttons(draft: Draft, obstacle: str) -> tuple[bool, bool]:
    """The bar with Save, off if there is an `obstacle`, and Back: which one was pressed."""
    with st.container(key="edit-bar", horizontal=True, vertical_alignment="center", gap="small"):
        said = save_bar.cannot(obstacle) if obstacle else _(NOT_YET)
        st.markdown(said, width="stretch")
        back = pressing.button(_("Back"), key="edit-back", target=draft.request_id)
        pressed = pressing.button(
            _("Save"),
            target=draft.request_id,
            type="primary",
            key="edit-save-button",
            disabled=bool(obstacle),
            help=_("Ctrl+S or ⌘S"),
        )
    return save_key.pressed() or pressed, back


def save(draft: Draft, reason: str, *, needs_reason: bool, confirmed: bool) -> None:
    """Save once, if nothing is missing."""
    if needs_reason and not reason.strip():
        st.warning(_(REASON_MISSING), icon=":material/edit_note:")
        return
    if not confirmed:
        st.warning(
            _("Nothing was saved. Go back and fix the code, or check the box to save it as it is."),
            icon=":material/code_off:",
        )
        return
    try:
        receipt = actions.edit(draft.target, draft.mine, reason, draft.request_id)
    except Conflict:
        st.rerun()
    discard(draft)
    st.session_state["receipt"] = receipt.request_id
    st.rerun()
