"""A focus ring on everything that can be reached by keyboard, a menu that closes on a phone once a
page is chosen, and buttons that say whether they are pressed.

None of it names a class of Streamlit's: docs/decisions/0135-keyboard-and-contrast.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

HERE: Final = Path(__file__).parent

_frame = st.components.v2.component(
    "page_frame",
    js=(HERE / "page_frame.js").read_text(),
    css=(HERE / "page_frame.css").read_text(),
    isolate_styles=False,
)
_toggles = st.components.v2.component("toggle_states", js=(HERE / "toggle_states.js").read_text())


def show() -> None:
    """Once on every page; draws nothing."""
    _frame(key="page-frame", height=1, width=1)


def toggles(pressed: Mapping[str, bool]) -> None:
    """Tell assistive technology which buttons, by their keys, are toggles, and which are on."""
    _toggles(key="toggle-states", data={"pressed": dict(pressed)}, height=1, width=1)
