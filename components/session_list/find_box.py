"""The search box on pages that have none of their own: it opens a session, or the list."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.session_list import search_box
from components.url_state import address, query_string
from language import _
from services import search_text

FINDING: Final = f"{address.PRESS}find"

OWN_SEARCH: Final = frozenset({"sessions", "audit"})
"""The pages, by their paths, that search for themselves."""

WIDTH: Final = 180


def show(path: str, *, usable: bool) -> None:
    """One box for whatever a customer pastes, unless the page at `path` has its own. Opens what was
    just searched for. Nothing is drawn unless the database is `usable`.
    """
    if not usable or path in OWN_SEARCH:
        return
    st.text_input(
        _("Find a session"),
        key="find",
        type="search",
        max_chars=query_string.MAX_PASTED,
        placeholder=_("Find a session   ( / )"),
        label_visibility="collapsed",
        width=WIDTH,
        on_change=remember,
    )
    searched: str | None = st.session_state.get(FINDING)
    if searched:
        follow(searched)


def remember() -> None:
    """Keep the text for the next run and empty the box: it may hold a credential."""
    st.session_state[FINDING] = st.session_state["find"]
    st.session_state["find"] = ""


def follow(searched: str) -> None:
    """Open the session that a text names exactly, else the list of what it matches."""
    by_any_id = query_string.may_identify_session(searched)
    if row_id := search_text.find_session(searched, by_any_id=by_any_id):
        address.go("session.py", {"id": str(row_id)}, press=FINDING)
    words = search_box.text_for_url(searched)
    search_box.remember_unread(searched, words)
    address.go("sessions.py", {"q": words} if words else None, press=FINDING)
