"""Looks up what was typed or pasted into the audit log's search box."""

from __future__ import annotations

import streamlit as st

from components.session_list import search_box
from components.url_state import query_string
from components.url_state.parameters import set_parameter
from language import N_, _
from services import audit

NO_MATCH = N_("Nothing in the log matches this id or reference. Paste the whole value.")


def follow() -> None:
    """Show what the text just searched for refers to: a receipt, a session, or entries.

    A reference that no session has is searched for in the log's own texts.
    """
    searched: str | None = st.session_state.pop("pasted", None)
    if searched is None:
        return
    if match := audit.find_reference(searched):
        kind, result = match
        set_parameter(kind, [str(result)])
    else:
        words = query_string.text_for_url(searched)
        set_parameter("q", [words] if words else [])
        search_box.remember_unread(searched, words)
    st.rerun()


def say_unread() -> None:
    """Say that the last search text matched nothing."""
    search_box.say_unread(_(NO_MATCH))
