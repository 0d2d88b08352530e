"""Shows that rows on screen are being checked in the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.feedback import messages
from language import _
from services import row_insights
from services.session_list import ListedRows
from store.records import SessionSummary

RELOAD_SECONDS: Final = 1.5


def show(listed: ListedRows, *, reload: bool) -> None:
    """Show that the check is running, and with `reload` its results once it is done.

    A list filtered by verdict must not reload: rows would disappear while somebody reads.
    """
    if listed.insights is None:
        messages.timed_out("read", _("what the code check says of these sessions"))
    elif reload and listed.is_being_checked:
        watch(row_insights.missing(listed.page.rows, listed.insights))


@st.fragment(run_every=RELOAD_SECONDS)
def watch(rows: Sequence[SessionSummary]) -> None:
    """Show that the check is running until it is done."""
    if not row_insights.is_busy_with(rows):
        st.rerun()
    st.caption(_(":material/pending: Checking the code of sessions that are new or changed…"))
