"""Ctrl+S and ⌘S, which do what the button of an edit does."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.frontend import component

PRESSED: Final = "pressed-save-key"

_component = component("save_key", "editing/save_key")


def pressed() -> bool:
    """Whether it was pressed. Draws nothing. A callback keeps the press until a run gets here, as
    `components.feedback.pressing` does."""
    _component(key="save-key", height=1, on_save_change=remember)
    return bool(st.session_state.pop(PRESSED, False))


def remember() -> None:
    """Remember that it was pressed."""
    st.session_state[PRESSED] = True
