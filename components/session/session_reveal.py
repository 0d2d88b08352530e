"""Reveals a full session id for one minute; a reason is required and recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation, pressing
from components.feedback.confirmation import REASON_MISSING
from components.feedback.messages import expected_errors
from components.formatting import clock
from components.frontend import component
from language import _
from services import acting, actions
from store.principal import Action, Principal

SHOWN_FOR: Final = timedelta(seconds=60)

_component = component(
    "revealed_session_id",
    "session/reveal",
    html='<div class="secret"><code class="value"></code><div class="foot"><span class="left"'
    ' role="timer"></span><button class="copy" type="button"></button></div></div>',
)


def button(row_id: UUID, me: Principal) -> None:
    """The button that opens the dialog, for those who may reveal."""
    if me.may(Action.REVEAL) and pressing.button(
        _("Reveal session id"), key="reveal", target=row_id, icon=":material/key:", type="tertiary"
    ):
        open_dialog(row_id)


def open_dialog(row_id: UUID) -> None:
    """Open the dialog. Closing it reruns the page, which no longer has the value."""
    request_id = uuid4()
    dialog = st.dialog(_("Reveal the session id"), icon=":material/key:", on_dismiss="rerun")
    dialog(lambda: body(row_id, request_id))()


def body(row_id: UUID, request_id: UUID) -> None:
    """Ask for the reason, then show the value until the dialog is closed or the minute is over."""
    st.markdown(
        _(
            "It is a credential: anyone who has it can act as this visitor. Your "
            "name and the reason are recorded in the audit log. It is shown for "
            "{seconds} seconds.",
            seconds=SHOWN_FOR.seconds,
        )
    )
    place = st.empty()
    with place, st.form("reveal-form", border=False):
        reason = confirmation.reason_field(required=True, key="reveal-reason")
        pressed = confirmation.buttons(_("Reveal"), ":material/visibility:")
    if not pressed:
        return
    if not reason.strip():
        st.warning(_(REASON_MISSING), icon=":material/edit_note:")
        return
    with expected_errors():
        value = actions.reveal_session_id(row_id, reason, request_id)
        place.empty()  # showing it again requires another reason
        show(value)


def show(value: str) -> None:
    """Show the value until its time is over. It is not kept in any state.

    The browser hides it by its own clock, even offline; then the server closes the dialog and the
    page drops it. Since a browser can request a fragment at any time, access is checked each time:
    the value is sent only to the person who revealed it, while they have access.
    """
    revealed_by = acting.principal().actor
    hide_at = clock.now() + SHOWN_FOR
    token = uuid4().hex

    @st.fragment(run_every=SHOWN_FOR)
    def timed() -> None:
        me = acting.principal()
        if clock.now() >= hide_at or me.actor != revealed_by or not me.may(Action.REVEAL):
            st.rerun()
        _component(data={"value": value, "seconds": SHOWN_FOR.seconds, "token": token})

    timed()
