"""Edits one session: the form, the review, saving, and resolving a conflict."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

import streamlit as st

from components.editing import (
    draft_keeper,
    edit_check,
    edit_conflict,
    edit_content,
    edit_fields,
    edit_live,
    edit_review,
    save_bar,
)
from components.editing.beside import Beside
from components.editing.edit_draft import SMALL, Draft, Edit, RowSnapshot, edits, snapshot
from components.editing.edit_state import DRAFT, discard, store
from components.editing.edit_values import NAMES
from components.feedback import messages
from components.feedback.messages import expected_errors
from language import _
from services import resources, session
from store.principal import Action, Principal
from store.records import SessionSummary


def show(row: SessionSummary, me: Principal, beside: Beside) -> None:
    """Draw the current step of the edit."""
    if not me.may(Action.EDIT):
        messages.empty(
            ":material/lock:",
            _("You can view this session but not edit it"),
            _(
                "Your role ({role}) is read-only. Editing frames requires the support "
                "role, editing code and designs the admin role.",
                role=_(me.role),
            ),
        )
        return
    draft = current(row, me)
    if draft.reviewing and draft.base.version != row.version:
        settled = edit_conflict.show(draft, load(row.id))
        if settled is not draft:
            store(settled if settled and settled.mine else None)
            st.rerun()
    else:
        steps(row, me, beside)


@st.fragment
def steps(row: SessionSummary, me: Principal, beside: Beside) -> None:
    """The form or the review. What is typed reruns only this fragment."""
    with expected_errors():
        # A fragment rerun skips the access check of the page.
        resources.database()
        draft: Draft | None = st.session_state.get(DRAFT)
        if draft is None or draft.base.row_id != row.id:
            st.rerun()
        if draft.reviewing:
            edit_review.show(row, draft, beside)
        else:
            form(row, me, draft, beside)


def load(row_id: UUID) -> RowSnapshot:
    """The row's columns as they are now. Raises NotFound."""
    now = session.editable(row_id)
    return snapshot(now.row, now.code, now.design)


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
    store(draft)
    return draft


def columns(me: Principal) -> list[str]:
    """The columns with text fields."""
    content = ["generated_code", "design_context"] if me.may(Action.EDIT_CONTENT) else []
    return [*SMALL, *content]


def render(beside: Beside, size: tuple[Edit, Edit], code: str) -> None:
    """The code beside its editor, running at this size."""
    width, height = (side if isinstance(side, int) else None for side in size)
    edit_live.show(beside, code, (width, height))


def form(row: SessionSummary, me: Principal, draft: Draft, beside: Beside) -> None:
    """Step one: the columns that the role may edit."""
    if draft.base.version != row.version:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                _(
                    "This session was changed after the form was opened. You can continue: "
                    "both versions are shown before anything is saved."
                ),
                icon=":material/sync_problem:",
            )
            st.button(_("Load the new values"), key="edit-reload", on_click=discard, args=(draft,))
    draft_keeper.offer(row, draft, names=columns(me))
    typed = edit_fields.small(draft, beside.thumbnail)
    if me.may(Action.EDIT_CONTENT):
        size = typed["frame_width"], typed["frame_height"]
        typed["generated_code"] = edit_content.code(draft, partial(render, beside, size))
        typed["design_context"] = edit_content.design(draft)
    mine = edits(draft.base, typed)
    obstacle = edit_check.obstacle(mine)
    if not save_bar.show(draft, mine, obstacle) or obstacle:
        return
    if not mine:
        st.info(_("You have not changed anything yet."), icon=":material/edit:")
        return
    store(draft.review(mine))
    st.rerun()
