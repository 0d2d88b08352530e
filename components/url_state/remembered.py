"""Remembers a choice in the browser tab, because a reload starts a new Streamlit session."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.frontend import script

_component = st.components.v2.component("remembered_choice", js=script("url_state/remembered"))


def choice(name: str, value: str | None, restored: Callable[[str], None]) -> None:
    """Remember `value`. If it is None, `restored` is called with what the tab remembers.

    That value comes from the browser, so `restored` must validate it.
    """

    def changed() -> None:
        said = st.session_state[key].get("restored")
        if isinstance(said, str):
            restored(said)

    key = f"remembered-{name}"
    _component(
        key=key, data={"name": name, "value": value}, on_restored_change=changed, height=1, width=1
    )
