"""One receipt, or those of a bulk action, with undo."""

from __future__ import annotations

import streamlit as st

from components.audit import audit_list
from components.feedback import messages, receipt_view
from components.formatting.clock import Clock
from components.session_list import pager
from components.url_state.parameters import set_parameter
from language import _
from services import actions
from services.audit import LogState, ReceiptState


def show(state: ReceiptState, clock: Clock, *, first: bool) -> None:
    """The receipt and the rows that it changed; `first` says that this is their first page."""
    if receipt_view.show(state.receipt, now=clock.now, zone=clock.zone):
        with messages.expected_errors():
            undone = actions.undo(state.receipt.request_id)
            set_parameter("receipt", [str(undone.request_id)])
            st.rerun()
    if state.rows.entries:
        audit_list.show_changed(state.rows.entries, state.since, state.answered)
        pager.show(state.rows, first=first)
    else:
        st.caption(_("No session was changed."))


def show_batch(state: LogState, clock: Clock) -> None:
    """The totals of the bulk action that the log is filtered by, if any."""
    receipts = state.batch
    if receipts is None:
        messages.timed_out("read", _("the bulk action's receipts"))
    elif receipts and receipt_view.show_batch(receipts, now=clock.now, zone=clock.zone):
        batch_id = receipts[0].batch_id
        with messages.expected_errors(), st.spinner(_("Undoing batch by batch")):
            if batch_id:
                set_parameter("batch", [str(actions.undo_batch(batch_id))])
            st.rerun()


def unknown() -> None:
    """No receipt has the id in the address."""
    messages.empty(
        ":material/receipt_long:", _("No receipt has this id"), _("The link may be incomplete.")
    )
    st.page_link("audit.py", label=_("Full log"), icon=":material/history:", help="")
