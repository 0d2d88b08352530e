"""A page's title, what is next to it, saved views, search box and account menu; page_frame.css
puts the last three beside the menu."""

from __future__ import annotations

from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.session_list import find_box
from components.sign_in import account
from components.views import view_menu
from store.principal import Principal

_beside: ContextVar[DeltaGenerator] = ContextVar("beside the title")


def show(path: str, title: str, me: Principal, *, usable: bool) -> None:
    """The head of the page at `path`; without a search box unless the database is `usable`."""
    titled = path != "session"  # whose title is the session's name
    key = "page-title-row" if titled else "page-bar-row"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        if titled:
            st.title(title, width="content" if path == "sessions" else "stretch")
        if path == "sessions":
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


def beside() -> DeltaGenerator:
    """The place beside the title of the page Sessions, for its script."""
    return _beside.get()
