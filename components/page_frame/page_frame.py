"""Visible keyboard focus, a menu that closes on phones, and toggle states for buttons.

No Streamlit class names are used. See docs/decisions/0071-keyboard-and-contrast.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.frontend import component
from language import _, current

PULSE: Final = "pulse"
ANSWER: Final = "pulse-answer"
SESSION: Final = "pulse-session"
STARTED_ANEW: Final = "started-anew"

_frame = component("page_frame", "page_frame/page_frame", isolate_styles=False)
_pulse = component("pulse", "page_frame/pulse")
_toggles = component("toggle_states", "page_frame/toggle_states")


def show(path: str) -> DeltaGenerator:
    """Call once per page, with its path. Draws only a message, after the server lost the session.

    Returns the container for other components that are not visible.
    """
    invisible = st.container(gap=None)
    with invisible:
        data = {
            "page": path,
            "knows": STARTED_ANEW in st.session_state,
            "language": current.current(),
        }
        result = _frame(key="page-frame", data=data, height=1, width=1, on_gone_change=lambda: None)
        pulse()
        # A place of its own, so that the page below does not move and lose what was typed.
        place = st.container()
    if result.get("gone"):
        st.session_state.setdefault(STARTED_ANEW, True)
    if st.session_state.get(STARTED_ANEW):
        with place, st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                _(
                    "**The connection was lost and the page started over.** An open dialog "
                    "was closed without effect, unless you had confirmed it: then it is in "
                    "the audit log. Unsaved edits are offered on the session's Edit tab."
                ),
                icon=":material/sync_problem:",
            )
            st.button(_("Dismiss"), key="dismiss-anew", on_click=dismiss)
    return invisible


def dismiss() -> None:
    """Dismiss the message."""
    st.session_state[STARTED_ANEW] = False


def answer_ping() -> None:
    """Answer the browser, which checks whether this session still exists."""
    st.session_state[ANSWER] = st.session_state[PULSE].get("ping")


@st.fragment
def pulse() -> None:
    """Only a session that still exists runs this when the browser asks."""
    name = st.session_state.setdefault(SESSION, uuid4().hex)
    data = {"answer": st.session_state.get(ANSWER), "session": name}
    _pulse(key=PULSE, data=data, height=1, width=1, on_ping_change=answer_ping)


def toggles(pressed: Mapping[str, bool]) -> None:
    """Tell assistive technology which buttons (by key) are toggles, and which are on."""
    _toggles(key="toggle-states", data={"pressed": dict(pressed)}, height=1, width=1)
