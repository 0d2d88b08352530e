"""Visible keyboard focus, a menu that closes on phones, and toggle states for buttons.

No Streamlit class names are used. See docs/decisions/0071-keyboard-and-contrast.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.frontend import script, style

PULSE: Final = "pulse"
ANSWER: Final = "pulse-answer"
STARTED_ANEW: Final = "started-anew"

_frame = st.components.v2.component(
    "page_frame",
    js=script("page_frame/page_frame"),
    css=style("page_frame/page_frame"),
    isolate_styles=False,
)
_pulse = st.components.v2.component("pulse", js=script("page_frame/pulse"))
_toggles = st.components.v2.component("toggle_states", js=script("page_frame/toggle_states"))


def show() -> DeltaGenerator:
    """Call once per page. Draws only a message, after the server lost the session.

    Returns the container for other components that are not visible.
    """
    invisible = st.container(gap=None)
    with invisible:
        result = _frame(key="page-frame", height=1, width=1, on_gone_change=lambda: None)
        pulse()
    if result.get("gone"):
        st.session_state[STARTED_ANEW] = True
    if st.session_state.get(STARTED_ANEW):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                "**The connection was lost and the page started over.** An open dialog was closed "
                "without effect, unless you had confirmed it: then it is in the audit log. Unsaved "
                "edits are offered on the session's Edit tab.",
                icon=":material/sync_problem:",
            )
            st.button("Dismiss", key="dismiss-anew", on_click=dismiss)
    return invisible


def dismiss() -> None:
    """Dismiss the message."""
    st.session_state.pop(STARTED_ANEW, None)


def answer() -> None:
    """Answer the browser, which checks whether this session still exists."""
    st.session_state[ANSWER] = st.session_state[PULSE].get("ping")


@st.fragment
def pulse() -> None:
    """Only a session that still exists runs this when the browser asks."""
    data = {"answer": st.session_state.get(ANSWER)}
    _pulse(key=PULSE, data=data, height=1, width=1, on_ping_change=answer)


def toggles(pressed: Mapping[str, bool]) -> None:
    """Tell assistive technology which buttons (by key) are toggles, and which are on."""
    _toggles(key="toggle-states", data={"pressed": dict(pressed)}, height=1, width=1)
