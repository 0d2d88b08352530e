"""A choice that a browser tab remembers: a reload is a new session for Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

SCRIPT: Final = """
export default function ({ data, setStateValue }) {
  if (data.value !== null) sessionStorage.setItem(data.name, data.value);
  else if (sessionStorage.getItem(data.name) !== null) {
    setStateValue("restored", sessionStorage.getItem(data.name));
  }
}
"""

_component = st.components.v2.component("remembered_choice", js=SCRIPT)


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
