"""A page's title, saved views, search box and account menu; page_frame.css puts all but the title
beside the menu."""

from __future__ import annotations

import streamlit as st

from components.session_list import find_box
from components.sign_in import account
from components.views import view_menu
from store.principal import Principal


def show(path: str, title: str, me: Principal, *, usable: bool) -> None:
    """The head of the page at `path`; without a search box unless the database is `usable`."""
    titled = path != "session"  # whose title is the session's name
    key = "page-title-row" if titled else "page-bar-row"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        if titled:
            st.title(title)
        with st.container(
            key="page-bar",
            horizontal=True,
            horizontal_alignment="right",
            vertical_alignment="center",
            width="content",
        ):
            if usable:
                view_menu.show(path)
            find_box.show(path, usable=usable)
            account.show(me)
