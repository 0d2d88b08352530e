"""Shows why an address leads to no session, and where to go."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import messages, receipt_panel
from components.formatting.clock import Clock
from components.session import session_header, session_history
from language import _
from services.session import MissingSession

CANONICAL: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)


def row_id(value: str) -> UUID:
    """A row's id as the URL has it. Raises ValueError for every other notation."""
    if not CANONICAL.fullmatch(value):
        raise ValueError
    return UUID(value)


def title() -> None:
    """The page title without a session."""
    st.title(_("Session"), anchor=False)


def no_id() -> None:
    """Say that the address has no id."""
    title()
    missing(
        ":material/link_off:",
        _("This address has no session"),
        _("Open one from the list, or paste a reference into its search box."),
    )


def unreadable_id() -> None:
    """Say that the id is not valid, without repeating it: it may be a pasted credential."""
    title()
    missing(
        ":material/link_off:",
        _("The session's id in this address cannot be read"),
        _(
            "Part of the link may be missing. Paste the reference or the name into "
            "the list's search."
        ),
    )


def unknown_id(*, was_known: bool) -> None:
    """Say that no row has this id: it was deleted or never existed."""
    if was_known:
        missing(
            ":material/delete:",
            _("This session no longer exists"),
            _("It was deleted. What was done to it is listed below."),
        )
    else:
        missing(
            ":material/search_off:",
            _("No session has this id"),
            _("It may have been deleted by another system, or the link may be wrong."),
        )


def show(gone: MissingSession, clock: Clock) -> None:
    """Show what is known of a session that was not found: receipt, references and history."""
    title()
    if receipt_panel.last_id():
        receipt_panel.show(gone.receipt)
    unknown_id(was_known=bool(gone.history))
    session_header.past_references(gone.past, None, clock.zone)
    if gone.history:
        session_history.show(gone.history, clock)


def missing(icon: str, title: str, hint: str) -> None:
    """Draw the message and a link to the list."""
    messages.empty(icon, title, hint)
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.page_link("sessions.py", label=_("All sessions"), icon=":material/table_rows:")
