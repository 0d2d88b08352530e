"""The search box. Text is looked up first, and only what is safe to share goes into the URL."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.session_list.listing import Listing, to_params
from components.url_state import address, query_string
from components.url_state.parameters import set_parameter, set_text
from language import _
from services import search_text
from store.sessions import pasted

SEARCHED: Final = f"{address.PRESS}searched"


def show(listing: Listing) -> None:
    """The search box, which takes whatever a customer sends."""
    st.text_input(
        _("Search sessions"),
        keep_search(listing.q),
        key="q",
        type="search",
        live=True,
        max_chars=query_string.MAX_PASTED,
        placeholder=_("Frame name, BP- reference, row id or a pasted session id   ( / )"),
        label_visibility="collapsed",
        on_change=text_changed,
    )


def text_changed() -> None:
    """Keep the text for `follow`, and remove a credential from the box at once."""
    st.session_state[SEARCHED] = st.session_state["q"]
    st.session_state.pop("unread", None)
    if query_string.holds_credential(st.session_state["q"]):
        st.session_state["q"] = ""


def follow(listing: Listing) -> None:
    """If text was just searched, open the session that it identifies, or show what it matches."""
    searched: str | None = st.session_state.get(SEARCHED)
    if searched is None:
        return
    by_any_id = query_string.may_identify_session(searched)
    if row_id := search_text.find_session(searched, by_any_id=by_any_id):
        way_back = {"id": str(row_id), **to_params(listing)}
        address.go("session.py", way_back, press=SEARCHED)
    words = text_for_url(searched)
    remember_unread(searched, words)
    set_parameter("q", [words] if words else [])
    st.session_state.pop(SEARCHED, None)
    st.rerun()


def text_for_url(searched: str) -> str | None:
    """The part of a text that may be in the URL: its references, a short text, or a long one that
    a frame's name starts with. None if no part may.
    """
    words = query_string.text_for_url(searched)
    line = pasted.one_line(searched)
    if words is not None or query_string.holds_credential(line):
        return words
    if len(line) > query_string.MAX_TEXT:
        return None
    return line if search_text.begins_a_name(line) else None


def keep_search(q: str) -> str:
    """Set the search box to the URL's text, and return what it now contains. A text that matched
    nothing stays in the box, but not in the URL, until it is changed.
    """
    typed: str = st.session_state.get("q", "")
    if st.session_state.get(SEARCHED) or (not q and typed and typed == unread()):
        return typed
    st.session_state.pop("unread", None)
    set_text("q", q)
    return q


def unread() -> str:
    """The text in the search box that could not be used, or an empty one."""
    text: str = st.session_state.get("unread", "")
    return text


def remember_unread(searched: str, words: str | None) -> None:
    """Make the next run say that the text could not be used; a credential is not kept."""
    if words is not None:
        return
    if query_string.holds_credential(searched):
        st.session_state["unknown_id"] = True
    else:
        st.session_state["unread"] = searched


def say_unread(no_such_id: str) -> None:
    """Say that the search text could not be used; `no_such_id` if it was an id."""
    if st.session_state.pop("unknown_id", False):
        st.warning(no_such_id, icon=":material/search_off:")
    if unread():
        st.warning(
            _(
                "This text contains no reference, no id and no frame name. Long texts "
                "are not kept in the address. Paste the reference (BP-…), or the first "
                "words of the frame's name."
            ),
            icon=":material/search_off:",
        )
