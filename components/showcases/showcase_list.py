"""All showcases, and the form for a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.showcases.picking import ICON
from components.url_state import address
from language import _, ngettext
from services import showcases
from store.principal import Action, Principal
from store.showcases.showcase_records import NAME_CHARS, Showcase

PARAMETER: Final = "showcase"


def show(known: Sequence[Showcase], me: Principal) -> None:
    """The showcases, each with its link."""
    if not known:
        hint = _("Select sessions in the list or the gallery and press Showcase.")
        messages.empty(ICON, _("No showcases yet"), hint)
    for showcase in known:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.page_link(
                "showcases.py",
                label=f"**{safe_text.escaped(showcase.name, NAME_CHARS)}**",
                icon=ICON,
                query_params={PARAMETER: str(showcase.id)},
            )
            st.space("stretch")
            if showcase.changed:
                look = _(
                    ":orange-badge[:material/change_circle: {changed} changed]",
                    changed=showcase.changed,
                )
                st.markdown(look, width="content")
            by = safe_text.escaped(showcase.created_by, 80)
            st.markdown(
                _(":gray[{sessions} · by {by}]", sessions=sessions_text(showcase.items), by=by),
                width="content",
            )
            present_link(showcase)
    if me.may(Action.SHOWCASE):
        create_form()


def present_link(showcase: Showcase, *, primary: bool = False) -> None:
    """The link to the page that presents it, in a tab of its own."""
    st.link_button(
        _("Present"),
        present_address(showcase.id),
        icon=":material/play_arrow:",
        type="primary" if primary else "secondary",
        disabled=not showcase.items,
        help=None if showcase.items else _("It has no sessions yet"),
    )


def present_address(showcase_id: UUID, every: int | None = None) -> str:
    """Where a showcase is presented; by itself if `every` is a number of seconds."""
    loop = f"&every={every}" if every else ""
    return f"present?{PARAMETER}={showcase_id}{loop}"


def sessions_text(count: int) -> str:
    """`1 session`, `6 sessions`."""
    return ngettext("{count} session", "{count} sessions", count)


def create_form() -> None:
    """The form for a new showcase, which is then opened."""
    with st.form("new-showcase", border=False, clear_on_submit=True, width=480):
        name = st.text_input(_("New showcase"), max_chars=NAME_CHARS, placeholder=_("Fair 2026"))
        made = st.form_submit_button(_("Create"), icon=":material/add:")
    if made:
        with messages.expected_errors():
            address.put({PARAMETER: [str(showcases.create(name))]})
            st.rerun()


def unknown() -> None:
    """The address names none that exists."""
    messages.empty(
        ":material/link_off:",
        _("There is no such showcase"),
        _("It may have been deleted. The audit log says by whom."),
    )
    st.page_link("showcases.py", label=_("All showcases"), icon=":material/arrow_back:")
