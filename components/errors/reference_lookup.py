"""Looks up one reference: the sessions that have or had it, and what became of them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.errors import question
from components.errors.question import REFERENCE
from components.feedback import messages
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.times import ago
from components.url_state import query_string
from components.url_state.parameters import change, set_text
from language import _
from services import errors
from services.errors import LookedUp
from store.records import SessionSummary

UNREAD: Final = "reference-unread"
CODE_WIDTH: Final = 128
WIDTH: Final = 240


def box(reference: str) -> None:
    """The box for a reference, or for a whole message that contains one."""
    set_text(REFERENCE, reference)
    st.text_input(
        _("Look up a reference"),
        reference,
        key=REFERENCE,
        max_chars=query_string.MAX_PASTED,
        placeholder=_("Look up BP-…"),
        label_visibility="collapsed",
        width=WIDTH,
        on_change=looked_up,
    )


def looked_up() -> None:
    """Write the reference to the URL. Other text is not kept: it may hold a credential."""
    typed: str = st.session_state[REFERENCE]
    try:
        chosen = [question.reference(typed)] if typed.strip() else []
    except ValueError:
        chosen, st.session_state[UNREAD] = [], True
    change({REFERENCE: chosen})


def show(reference: str, clock: Clock) -> None:
    """What was looked up, if anything was."""
    if st.session_state.pop(UNREAD, False):
        st.warning(
            _(
                "This text contains no reference. One looks like `BP-3F8A2C`; its first "
                "three digits are enough."
            ),
            icon=":material/search_off:",
        )
    if not reference:
        return
    sessions = errors.look_up(reference)
    if sessions is None:
        messages.timed_out(_("looked up"), reference)
        return
    with st.container(border=True, gap="small", key="looked-up"):
        show_sessions(reference, sessions, clock)


def show_sessions(reference: str, sessions: LookedUp, clock: Clock) -> None:
    """The sessions, or that there are none."""
    for row in sessions.rows:
        show_session(reference, row, clock)
    if sessions.deleted:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                _("**{reference}** was of a session that has been deleted.", reference=reference),
                width="content",
            )
            st.page_link(
                "session.py",
                label=_("What happened to it"),
                icon=":material/history:",
                query_params={"id": str(sessions.deleted)},
                help="",
            )
    elif not sessions.rows:
        st.markdown(
            _(
                ":material/search_off: No session has or had **{reference}**. The "
                "backend replaces the reference of a session that fails again.",
                reference=reference,
            )
        )
    if sessions.has_more:
        st.caption(_("and more; type more of the reference."))


def show_session(reference: str, row: SessionSummary, clock: Clock) -> None:
    """One session: the reference, the way to it, and whether the reference is still its own."""
    is_stuck = row.is_stuck(clock.stuck_after)
    look = status.STUCK if is_stuck else status.look(row.status)
    word = _("stuck") if is_stuck else status.label(row.status, 30)
    current = (row.error_code or "").upper()
    had = "" if current.startswith(reference) else _(" · the reference is an earlier one")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        shown = current if current.startswith(reference) else reference
        st.code(safe_text.line(shown, 24), language=None, width=CODE_WIDTH)
        st.page_link(
            "session.py",
            label=safe_text.escaped(safe_text.frame_name(row.frame_name, 40)),
            icon="",
            query_params={"id": str(row.id)},
            help="",
        )
        st.markdown(
            _(
                ":{color}[{icon} {word}] :gray[· last update {ago}{had}]",
                color=look.color,
                icon=look.icon,
                word=word,
                ago=safe_text.escaped(ago(row.updated_at, clock.now)),
                had=had,
            ),
            width="content",
        )
