"""Remembers a choice in the browser, because a reload starts a new Streamlit session."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.frontend import component

_component = component("remembered_choice", "url_state/remembered")


def choice(name: str, value: str | None, restored: Callable[[str], None]) -> None:
    """Remember `value` in this tab. If it is None, `restored` is called with what was remembered.

    That comes from the browser, so `restored` must validate it.
    """

    def changed() -> None:
        said = st.session_state[key].get("restored")
        if isinstance(said, str):
            restored(said)

    key = f"remembered-{name}"
    data = {"name": name, "value": value}
    _component(key=key, data=data, on_restored_change=changed, height=1, width=1)


def in_cookie(name: str, value: str | None) -> None:
    """Remember `value`, a word, in a cookie, which every request has; None leaves it as it is."""
    data = {"cookie": name, "value": value}
    _component(key=f"remembered-{name}", data=data, height=1, width=1)
