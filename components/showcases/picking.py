"""Adds the sessions that somebody has selected to a showcase, in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation, pressing
from components.feedback.messages import expected_errors
from components.formatting import safe_text
from language import _, recognized
from services import showcases
from store.principal import Action, Principal
from store.records import SessionSummary
from store.showcases.showcase_records import NAME_CHARS

ICON: Final = ":material/slideshow:"
NEW: Final = "new"


def button(
    rows: Sequence[SessionSummary], me: Principal, then: Callable[[], None] = lambda: None
) -> None:
    """The button, if any of the rows has something to show and the person may pick; `then` is
    called when they were added.
    """
    shown = [row for row in rows if row.code_bytes]
    if not shown or not me.may(Action.SHOWCASE):
        return
    hint = _("Add to a showcase, to present it")
    of = [row.id for row in shown]
    if pressing.button(_("Showcase"), key="pick", target=of, icon=ICON, help=hint):
        ask(shown, len(rows) - len(shown), then)


def ask(
    rows: Sequence[SessionSummary],
    without_code: int = 0,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Open the dialog for these rows; so many others have no code to show."""
    frozen, request_id = tuple(rows), uuid4()
    names = {str(each.id): each.name for each in showcases.listed()}

    def body() -> None:
        chosen = st.selectbox(
            _("Showcase"), [*names, NEW], format_func=lambda each: names.get(each, _("A new one"))
        )
        if without_code:
            st.caption(
                _(
                    "{without_code} of the selected sessions have no code to show.",
                    without_code=without_code,
                )
            )
        name = ""
        with st.form("pick-form", border=False):
            if chosen == NEW:
                name = st.text_input(
                    _("Its name"), max_chars=NAME_CHARS, placeholder=_("Fair 2026")
                )
            confirmed = confirmation.buttons(_("Add {count}", count=len(frozen)), ICON)
        if not confirmed:
            return
        with expected_errors():
            showcase_id = showcases.create(name) if chosen == NEW else UUID(chosen)
            receipt = showcases.pick(showcase_id, [row.id for row in frozen], request_id)
            say(showcase_id, receipt.scope)
            then()
            st.rerun()

    name = safe_text.escaped(safe_text.frame_name(frozen[0].frame_name, 40), 80)
    what = name if len(frozen) == 1 else len(frozen)
    st.dialog(_("Add {what} to a showcase", what=what))(body)()


def say(showcase_id: UUID, scope: str) -> None:
    """How many were added to which showcase, as its receipt has it, with the way there."""
    way = f"[{_('Open it')}](showcases?showcase={showcase_id})"
    told = safe_text.escaped(recognized(scope), 2 * NAME_CHARS)
    st.toast(f"{told} · {way}", icon=ICON, duration="long")
