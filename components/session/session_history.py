"""What was done to one row: who, when, why, which fields, with the way to the receipt and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from uuid import UUID

import streamlit as st

from components.audit import audit_list
from components.feedback import confirmation, messages
from components.feedback.confirmation import Question
from components.feedback.messages import expected_errors
from components.feedback.receipt_panel import rows_text
from store.actions.receipts import AuditEntry, Receipt
from store.principal import Action, Principal


def show(
    entries: Sequence[AuditEntry],
    me: Principal,
    *,
    now: datetime,
    zone: tzinfo,
    read_receipt: Callable[[UUID], Receipt],
    undo: Callable[[UUID], Receipt],
) -> None:
    """The entries, newest first. An undo of more than this row asks with the list of rows."""
    if not entries:
        messages.empty(
            ":material/history:",
            "Nothing was done to this session here",
            "Resets, edits and other actions of people appear here. "
            "What the generating system writes is not recorded.",
        )
        return
    for entry in entries:
        with st.container(border=True, gap="xsmall"):
            undone = ""
            if entry.undone_by:
                undone = "  :gray-badge[:material/undo: undone since]"
            elif not entry.stands:
                undone = "  :gray-badge[:material/update: changed since]"
            st.markdown(audit_list.heading(entry, now, zone) + undone)
            if changed := audit_list.changes(entry):
                st.markdown(changed)
            if foot(entry, me):
                undo_asked(read_receipt(entry.request_id), undo)


def foot(entry: AuditEntry, me: Principal) -> bool:
    """The link to the receipt, and undo where it is left to this person. True if pressed."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        pressed = may_undo(entry, me) and st.button(
            "Undo", key=f"undo-{entry.id}", icon=":material/undo:"
        )
        st.page_link(
            "audit.py",
            label="Receipt",
            icon=":material/link:",
            query_params={"receipt": str(entry.request_id)},
        )
    return pressed


def may_undo(entry: AuditEntry, me: Principal) -> bool:
    """Whether undo is on offer: the change is what the row holds now, and the role allows it."""
    if entry.undoes or entry.undone_by or not entry.stands:
        return False
    if not (entry.before or entry.after):
        return False
    return me.may(Action.UNDO) and (entry.actor == me.actor or me.may(Action.UNDO_OTHERS))


def undo_asked(receipt: Receipt, undo: Callable[[UUID], Receipt]) -> None:
    """Undo one row at once; more than one after showing them all."""
    if len(receipt.changed) > 1:
        count = rows_text(len(receipt.changed))
        confirmation.ask(
            Question(
                title=f"Undo: {count}",
                explanation="This action changed more than this session. Those that nobody "
                "changed since go back.",
                labels=[row.label for row in receipt.changed],
                button=f"Undo {count}",
                icon=":material/undo:",
            ),
            lambda reason, request_id: undo(receipt.request_id),
        )
        return
    with expected_errors():
        st.session_state["receipt"] = undo(receipt.request_id).request_id
        st.rerun()
