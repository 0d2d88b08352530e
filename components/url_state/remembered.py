"""A choice that a browser tab remembers: a reload is a new session for Streamlit."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.frontend import script

_component = st.components.v2.component("remembered_choice", js=script("url_state/remembered"))


def choice(name: str, value: str | None, restored: Callable[[str], None]) -> None:
    """Remember `value`; where there is none yet, `restored` gets what the tab remembers.

    That is whatever the browser says: `restored` must check it.
    """

    def changed() -> None:
        said = st.session_state[key].get("restored")
        if isinstance(said, str):
            restored(said)

    key = f"remembered-{name}"
    _component(
        key=key, data={"name": name, "value": value}, on_restored_change=changed, height=1, width=1
    )
