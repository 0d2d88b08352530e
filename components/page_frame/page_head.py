"""A page's title, what is next to it, saved views, search box and account menu; page_frame.css
puts the last three beside the menu."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.session_list import find_box
from components.sign_in import account
from components.views import view_menu
from store.principal import Principal

BESIDE: Final = frozenset({"sessions", "stuck", "review"})
"""The pages, by their paths, that have something in the row of their title."""

# Named after what it shows, which it knows only when it has read that.
NAMED_LATER: Final = "showcases"
_titled: ContextVar[DeltaGenerator] = ContextVar("the place of the title")
_beside: ContextVar[DeltaGenerator] = ContextVar("beside the title")


def show(path: str, title: str, me: Principal, *, usable: bool) -> None:
    """The head of the page at `path`; without a search box unless the database is `usable`."""
    titled = path != "session"  # which has its title in its own head
    key = "page-title-row" if titled else "page-bar-row"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        if path == NAMED_LATER:
            _titled.set(st.empty())
        elif titled:
            st.title(title, width="content" if path in BESIDE else "stretch")
        if path in BESIDE:
            _beside.set(
                st.container(
                    key="list-bar", horizontal=True, vertical_alignment="center", gap="small"
                )
            )
        with st.container(
            key="page-bar",
            horizontal=True,
            horizontal_alignment="right",
            vertical_alignment="center",
            width="content",
        ):
            if usable and path == "sessions":
                view_menu.show()
            find_box.show(path, usable=usable)
            account.show(me)


def name(title: str) -> None:
    """The title of a page that is named later, as markdown."""
    _titled.get().title(title, anchor=False)


def beside() -> DeltaGenerator:
    """The place beside the title, for the script of a page that is in BESIDE."""
    return _beside.get()
