"""All showcases, and the form for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.status import Look
from components.formatting.times import ago
from components.pictures import Picture
from components.pictures.marks import Mark
from components.showcases import looks, shelves
from components.showcases.picking import ICON
from components.showcases.shelves import Shelf
from components.url_state import address
from language import _, ngettext
from services import showcases
from services.showcases import Shelves
from store.principal import Action, Principal
from store.showcases.showcase_records import NAME_CHARS, Showcase

PARAMETER: Final = "showcase"
CHANGED: Final = Look("orange", ":material/change_circle:")


def show(known: Shelves, me: Principal, clock: Clock) -> None:
    """The showcases, each as a shelf that opens it."""
    if known.showcases:
        pictures = looks.now(known, clock.now)
        drawn = [shelf(each, pictures, clock) for each in known.showcases]
        shelves.show(drawn, key="shelves", opened=opened)
    else:
        hint = _("Select sessions in the list or the gallery and press Showcase.")
        messages.empty(ICON, _("No showcases yet"), hint)
    if me.may(Action.SHOWCASE):
        create_form()


def shelf(showcase: Showcase, pictures: Mapping[UUID, Picture], clock: Clock) -> Shelf:
    """What the list shows of one."""
    shown = [pictures[row_id] for row_id in showcase.firsts if row_id in pictures]
    left = showcase.items - len(shown)
    changed = _("{changed} changed", changed=showcase.changed)
    return Shelf(
        id=showcase.id,
        name=safe_text.line(showcase.name, NAME_CHARS),
        address=f"showcases?{PARAMETER}={showcase.id}",
        present=present_address(showcase.id) if showcase.items else None,
        facts=facts(showcase, clock),
        changed=Mark(CHANGED, changed) if showcase.changed else None,
        pictures=shown,
        more=f"+{left}" if shown and left else "",
    )


def facts(showcase: Showcase, clock: Clock) -> str:
    """`6 sessions · by alice, 2 days ago`."""
    return _(
        "{sessions} · by {by}, {ago}",
        sessions=sessions_text(showcase.items),
        by=safe_text.line(showcase.created_by, 80),
        ago=ago(showcase.created_at, clock.now),
    )


def opened(showcase_id: UUID) -> None:
    """Open one."""
    address.put({PARAMETER: [str(showcase_id)]})


def present_address(showcase_id: UUID, every: int | None = None) -> str:
    """Where a showcase is presented; by itself if `every` is a number of seconds."""
    loop = f"&every={every}" if every else ""
    return f"present?{PARAMETER}={showcase_id}{loop}"


def sessions_text(count: int) -> str:
    """`1 session`, `6 sessions`."""
    return ngettext("{count} session", "{count} sessions", count)


def create_form() -> None:
    """The form for a new showcase, which is then opened."""
    with (
        st.form("new-showcase", border=False, clear_on_submit=True, width=480),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        name = st.text_input(_("New showcase"), max_chars=NAME_CHARS, placeholder=_("Fair 2026"))
        made = st.form_submit_button(_("Create"), icon=":material/add:")
    if made:
        with messages.expected_errors():
            opened(showcases.create(name))
            st.rerun()


def unknown() -> None:
    """The address names none that exists."""
    messages.empty(
        ":material/link_off:",
        _("There is no such showcase"),
        _("It may have been deleted. The audit log says by whom."),
    )
    back_link()


def back_link() -> None:
    """The way to all of them."""
    st.page_link("showcases.py", label=_("All showcases"), icon=":material/arrow_back:")
