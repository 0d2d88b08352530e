"""Showing a full session id: for a reason, on record, for a minute, and nowhere but here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation
from components.feedback.confirmation import REASON_MISSING
from components.feedback.messages import expected_errors
from components.frontend import script, style
from store.principal import Action, Principal

Reveal = Callable[[str, UUID], str]
Clock = Callable[[], datetime]
# The person at the dashboard, decided anew; raises what refuses them.
Acting = Callable[[], Principal]

SHOWN_FOR: Final = timedelta(seconds=60)

_component = st.components.v2.component(
    "revealed_session_id",
    html='<div class="secret"><code class="value"></code><div class="foot"><span class="left"'
    ' role="timer"></span><button class="copy" type="button"></button></div></div>',
    js=script("session/reveal"),
    css=style("session/reveal"),
)


def button(me: Principal, reveal: Reveal, acting: Acting, clock: Clock) -> None:
    """The button that opens the dialog, for those who may. `reveal` takes reason and request."""
    if me.may(Action.REVEAL) and st.button(
        "Reveal session id", key="reveal", icon=":material/key:", type="tertiary"
    ):
        ask(reveal, acting, clock)


def ask(reveal: Reveal, acting: Acting, clock: Clock) -> None:
    """Open the dialog. Closing it reruns the page, which forgets what it showed."""
    request_id = uuid4()
    dialog = st.dialog("Reveal the session id", icon=":material/key:", on_dismiss="rerun")
    dialog(lambda: body(lambda reason: reveal(reason, request_id), acting, clock))()


def body(reveal: Callable[[str], str], acting: Acting, clock: Clock) -> None:
    """Take the reason, then show the value until the dialog is closed or the minute is over."""
    st.markdown(
        "It is a credential: whoever has it can act as this visitor. Your name and the reason "
        f"go into the audit log. It is shown for {SHOWN_FOR.seconds} seconds."
    )
    place = st.empty()
    with place, st.form("reveal-form", border=False):
        reason = st.text_input(
            "Reason (required)", key="reveal-reason", max_chars=500, placeholder="e.g. ticket 4711"
        )
        pressed = confirmation.buttons("Reveal", ":material/visibility:")
    if not pressed:
        return
    if not reason.strip():
        st.warning(REASON_MISSING, icon=":material/edit_note:")
        return
    with expected_errors():
        value = reveal(reason)
        place.empty()  # another look takes another reason
        show(value, acting, clock)


def show(value: str, acting: Acting, clock: Clock) -> None:
    """The value, taken off the screen when its time is over. It is kept in no state.

    The browser hides it by its own clock, whatever becomes of the connection; then the server
    closes the dialog, and the page forgets it. A browser can have a fragment drawn at any time, so
    the person is asked for each time: it is sent to whoever revealed it, while they are let in.
    """
    revealed_by = acting().actor
    hide_at = clock() + SHOWN_FOR
    token = uuid4().hex

    @st.fragment(run_every=SHOWN_FOR)
    def timed() -> None:
        me = acting()
        if clock() >= hide_at or me.actor != revealed_by or not me.may(Action.REVEAL):
            st.rerun()
        _component(data={"value": value, "seconds": SHOWN_FOR.seconds, "token": token})

    timed()
