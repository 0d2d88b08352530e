"""The head of a showcase: how to present and share it, and changes to all of it."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import confirmation, messages, pressing
from components.feedback.confirmation import Question
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.presenting import share_file
from components.showcases import showcase_list
from components.showcases.showcase_list import PARAMETER, present_address
from components.url_state import address
from language import N_, _, using
from language.current import current
from services import presenting, resources, showcases
from services.showcases import Opened
from store.actions.receipts import Receipt
from store.principal import Action, Principal
from store.showcases.showcase_records import NAME_CHARS, Showcase

LOOP_SECONDS: Final = 10
RENAMED: Final = "showcase-renamed"
KEYS: Final = N_(
    "While it is presented: arrow keys, space, a clicker or a swipe step; "
    "**d** shows the design, **b** blanks the screen, **f** fills it, **p** "
    "opens the presenter’s window with notes."
)


def show(opened: Opened, me: Principal, clock: Clock) -> None:
    """What it holds, and its buttons."""
    showcase = opened.showcase
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        showcase_list.back_link()
        facts = safe_text.escaped(showcase_list.facts(showcase, clock), 200)
        st.markdown(f":gray[{facts}]", width="content")
        st.space("stretch")
        if showcase.items:
            st.link_button(
                _("Present"),
                present_address(showcase.id),
                icon=":material/play_arrow:",
                type="primary",
                help=_(KEYS),
            )
            st.link_button(
                _("Loop"),
                present_address(showcase.id, LOOP_SECONDS),
                icon=":material/repeat:",
                help=_(
                    "For a stand at a fair: steps on by itself every {loop_seconds} s",
                    loop_seconds=LOOP_SECONDS,
                ),
            )
            share(opened)
        if me.may(Action.SHOWCASE):
            changes(showcase, me)


def share(opened: Opened) -> None:
    """The download of the showcase as one file."""
    read = resources.for_later(partial(presenting.read, opened.showcase.id))
    language = current()  # whoever presses has none: Streamlit calls this in another thread

    def file() -> str:
        presented = read()
        with using(language):
            return share_file.html(presented)

    missing = len(opened.items) - len(opened.pictures)
    hint = _("One file with pictures and captions, for people without access; opens offline.")
    if missing:
        hint += _(
            " {missing} of {count} have no picture of their render yet.",
            missing=missing,
            count=len(opened.items),
        )
    st.download_button(
        _("Share"),
        file,
        # Streamlit serves a download to anyone who knows its address.
        file_name=f"showcase-{secrets.token_hex(8)}.html",
        mime="text/html",
        icon=":material/download:",
        help=hint,
        on_click="ignore",
    )


def changes(showcase: Showcase, me: Principal) -> None:
    """Rename and delete."""
    is_to_go = False
    with st.popover(_("Change"), icon=":material/edit:"):
        with st.form("rename-showcase", border=False):
            name = st.text_input(_("Name"), showcase.name, max_chars=NAME_CHARS)
            if st.form_submit_button(_("Rename")):
                with messages.expected_errors():
                    showcases.rename(showcase.id, name)
                    st.rerun()
        if showcases.may_delete(showcase, me):
            is_to_go = pressing.button(
                _("Delete the showcase"),
                key="delete-showcase",
                target=showcase.id,
                icon=":material/delete:",
            )
    if is_to_go:
        ask_to_delete(showcase)


def ask_to_delete(showcase: Showcase) -> None:
    """Ask before it is gone."""
    confirmation.open_dialog(
        Question(
            title=_("Delete the showcase"),
            explanation=_("Its sessions stay."),
            labels=(),
            button=_("Delete"),
            icon=":material/delete:",
            loss=_(
                "**{name}** and its captions are gone for everybody.",
                name=safe_text.escaped(showcase.name, NAME_CHARS),
            ),
        ),
        partial(delete, showcase.id),
    )


def delete(showcase_id: UUID, reason: str, request_id: UUID) -> Receipt:
    """Delete it, and go back to the others."""
    receipt = showcases.delete(showcase_id, request_id)
    address.put({PARAMETER: []})
    return receipt
