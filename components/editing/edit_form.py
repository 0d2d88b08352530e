"""Edits one session: the form, the review, saving, and resolving a conflict."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import streamlit as st

from components.editing import draft_keeper, edit_check, edit_conflict, edit_fields, edit_values
from components.editing.edit_draft import CONTENT, SMALL, Draft, Seen, edits, seen
from components.editing.edit_state import DRAFT, discard, keep
from components.editing.edit_values import NAMES
from components.feedback import confirmation, messages
from components.feedback.confirmation import REASON_MISSING
from components.feedback.messages import expected_errors
from services import actions, session
from store.errors import Conflict
from store.principal import Action, Principal
from store.records import SessionSummary


def show(row: SessionSummary, me: Principal) -> None:
    """Draw the current step of the edit."""
    if not me.may(Action.EDIT):
        messages.empty(
            ":material/lock:",
            "You can view this session but not edit it",
            f"Your role ({me.role}) is read-only. Editing frames requires the support role, "
            "editing code and designs the admin role.",
        )
        return
    draft = current(row, me)
    if not draft.reviewing:
        form(row, me, draft)
    elif draft.base.version != row.version:
        settled = edit_conflict.show(draft, load(row.id))
        if settled is not draft:
            keep(settled if settled and settled.mine else None)
            st.rerun()
    else:
        review(draft, edit_check.warn(draft, row.status))


def load(row_id: UUID) -> Seen:
    """The row's columns as they are now. Raises NotFound."""
    now = session.editable(row_id)
    return seen(now.row, now.code, now.design)


def current(row: SessionSummary, me: Principal) -> Draft:
    """The edit in progress for this row, or a new one from the current row."""
    draft: Draft | None = st.session_state.get(DRAFT)
    receipt = st.session_state.get("receipt")
    other_role = draft and me.may(Action.EDIT_CONTENT) != ("design_context" in draft.base.columns)
    if draft is None or draft.base.row_id != row.id or other_role:
        draft = Draft(load(row.id), receipt=receipt)
    elif not draft.reviewing and draft.receipt != receipt:
        # The person changed the row from this page, which is not a conflict.
        fresh = load(row.id)
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
    """The columns with text fields."""
    return [*SMALL, *(["generated_code"] if me.may(Action.EDIT_CONTENT) else [])]


def form(row: SessionSummary, me: Principal, draft: Draft) -> None:
    """Step one: the columns that the role may edit."""
    if draft.base.version != row.version:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                "This session was changed after the form was opened. You can continue: both "
                "versions are shown before anything is saved.",
                icon=":material/sync_problem:",
            )
            st.button("Load the new values", key="edit-reload", on_click=discard, args=(draft,))
    draft_keeper.offer(row, draft, names=columns(me))
    with st.form("edit-form", border=True):
        typed = edit_fields.small(draft)
        if me.may(Action.EDIT_CONTENT):
            typed |= edit_fields.content(draft)
        st.caption("Only what you change is written. The next step shows the difference.")
        pressed = st.form_submit_button("Review changes", type="primary", key="edit-review")
    if draft.mine:
        st.button(
            "Discard my edits", key="edit-discard", type="tertiary", on_click=discard, args=(draft,)
        )
    if not pressed:
        return
    if problem := edit_fields.unreadable_design(typed.get("design_context")):
        st.warning(problem, icon=":material/data_object:")
        return
    mine = edits(draft.base, typed)
    if not mine:
        st.info("You have not changed anything yet.", icon=":material/edit:")
        return
    keep(draft.review(mine))
    st.rerun()


def review(draft: Draft, broken: bool) -> None:
    """Step two: review, reason, and saving once; `broken` code only if confirmed."""
    st.subheader("Review the difference", anchor=False)
    edit_values.difference(draft.base, draft.mine)
    needs_reason = any(name in CONTENT for name in draft.mine)
    with st.form("edit-save", border=False):
        reason = confirmation.reason_field(
            required=needs_reason, key=f"edit-reason-{draft.request_id}"
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
            "Nothing was saved. Go back and fix the code, or check the box to save it as it is.",
            icon=":material/code_off:",
        )
        return
    with expected_errors():
        try:
            receipt = actions.edit(draft.target, draft.mine, reason, draft.request_id)
        except Conflict:
            st.rerun()
        discard(draft)
        st.session_state["receipt"] = receipt.request_id
        st.rerun()
