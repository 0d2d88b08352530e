"""What was done to one row: who, when, why and which fields, with its receipt and undo."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.audit import audit_changes, audit_heading
from components.feedback import confirmation, messages, pressing
from components.feedback.confirmation import Question
from components.feedback.messages import expected_errors
from components.feedback.receipt_panel import rows_text
from components.formatting.clock import Clock
from language import _
from services import actions, receipts
from store.actions.receipts import AuditEntry, Receipt


def show(entries: Sequence[AuditEntry], clock: Clock) -> None:
    """The entries, newest first. Undoing more than this row is confirmed with a list of them."""
    if not entries:
        messages.empty(
            ":material/history:",
            _("No actions on this session yet"),
            _(
                "Resets, edits and other actions by people appear here. Changes by the "
                "backend are not recorded."
            ),
        )
        return
    for entry in entries:
        with st.container(border=True, gap="xsmall"):
            undone = ""
            if entry.undone_by:
                undone = _("  :gray-badge[:material/undo: undone since]")
            elif not entry.is_unchanged:
                undone = _("  :gray-badge[:material/update: changed since]")
            st.markdown(audit_heading.heading(entry, clock.now, clock.zone) + undone)
            if changed := audit_changes.changes(entry):
                st.markdown(changed)
            if foot(entry):
                undo(receipts.get(entry.request_id))


def foot(entry: AuditEntry) -> bool:
    """The link to the receipt, and Undo if this person may use it.

    Returns whether it was pressed.
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        pressed = entry.undoable and pressing.button(
            _("Undo"), key=f"undo-{entry.id}", icon=":material/undo:"
        )
        st.page_link(
            "audit.py",
            label=_("Receipt"),
            icon=":material/link:",
            query_params={"receipt": str(entry.request_id)},
        )
    return pressed


def undo(receipt: Receipt) -> None:
    """Undo one row at once, or several after listing them."""
    if len(receipt.changed) > 1:
        count = rows_text(len(receipt.changed))
        confirmation.open_dialog(
            Question(
                title=_("Undo: {count}", count=count),
                explanation=_(
                    "This action also changed other sessions. Those that have not changed "
                    "since are restored."
                ),
                labels=[row.label for row in receipt.changed],
                button=_("Undo {count}", count=count),
                icon=":material/undo:",
            ),
            lambda reason, request_id: actions.undo(receipt.request_id),
        )
        return
    with expected_errors():
        st.session_state["receipt"] = actions.undo(receipt.request_id).request_id
        st.rerun()
