"""Buttons whose press counts even if another run overtakes the one that it started.

`st.button` is True in one run only. If something else asks for a run at that moment, such as a
component that has just loaded, that run is stopped before it reaches the button, and the next one
knows nothing of the press. Callbacks come before anything that could be stopped.
"""

from __future__ import annotations

from time import monotonic
from typing import Any, Final, NamedTuple

import streamlit as st

PREFIX: Final = "pressed-"
SECONDS: Final = 10.0
"""A press that no run has reached until then is forgotten: the person has seen that nothing came of
it, and gone on."""


class Press(NamedTuple):
    """When a button was pressed, and what it then acted on."""

    pressed_at: float
    target: str


def button(label: str, *, key: str, target: object = "", **options: Any) -> bool:
    """Draw a button like `st.button`, and return whether it was pressed.

    `target` is what it acts on, such as ids: a press on something else is forgotten.
    """
    st.button(label, key=key, on_click=_remember, args=(key, str(target)), **options)
    press: Press | None = st.session_state.pop(PREFIX + key, None)
    if press is None or press.target != str(target):
        return False
    return monotonic() - press.pressed_at < SECONDS


def _remember(key: str, target: str) -> None:
    st.session_state[PREFIX + key] = Press(monotonic(), target)
