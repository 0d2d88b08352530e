"""The menu of saved views on the page Sessions: saves, renames and deletes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from components.feedback import messages, pressing
from components.formatting import clock, safe_text
from components.formatting.numbers import count_text
from components.session_list import listing
from components.session_list.listing import PARAMETERS, Listing
from components.url_state import address
from components.views.view_listing import listing_of, unknown
from language import _
from services import acting, views
from store.counts import Count
from store.principal import Action, Principal, Role
from store.views.view_records import NewView, View

Params = dict[str, list[str]]

EDITED: Final = "view-edited"
CHOSEN: Final = f"{address.PRESS}view"
MENU: Final = "views"
NAME_CHARS: Final = 80


@st.fragment
def show() -> None:
    """The menu. Nothing is read until it is opened, and then only it is drawn again."""
    chosen: Params | None = st.session_state.get(CHOSEN)
    if chosen is not None:
        address.go("sessions.py", chosen, press=CHOSEN)
    menu = st.popover(_("Save view"), icon=":material/bookmark_add:", key=MENU, on_change="rerun")
    if not menu.open:
        return
    with menu, st.container(width=340, gap="small"):
        me, stuck_after = acting.principal(), clock.read().stuck_after
        known = views.visible()
        if known is None:
            messages.timed_out("read", _("saved views"))
            return
        lists = {view.id: listing_of(view) for view in known}
        counts = views.count_sessions(
            {view_id: each.filters(stuck_after) for view_id, each in lists.items()}
        )
        if me.may(Action.SAVE_VIEW):
            save_form(me)
        for view in known:
            line(view, lists[view.id], counts[view.id], me)


def line(view: View, read: Listing, count: Count | None, me: Principal) -> None:
    """One view: its name to open it, its count, and what can be done with it."""
    if st.session_state.get(EDITED) == view.id:
        rename_form(view)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        icon = ":material/group:" if view.shared else ":material/bookmark:"
        name = safe_text.escaped(view.name, NAME_CHARS)
        st.button(
            name,
            key=f"view-{view.id}",
            icon=icon,
            type="tertiary",
            help=owner(view, me),
            on_click=choose,
            args=(listing.to_params(read),),
        )
        st.space("stretch")
        st.markdown(f":gray[{count_text(count)}]", width="content")
        if may_change(view, me):
            buttons(view)
    if gone := unknown(view, read):
        names = ", ".join(safe_text.monospace(name, 40) for name in gone)
        st.caption(_(":material/link_off: {names} no longer exists and is ignored.", names=names))


def choose(params: Params) -> None:
    """Close the menu and remember the list: a callback cannot switch pages, the next run does."""
    st.session_state[MENU] = False
    st.session_state[CHOSEN] = params


def owner(view: View, me: Principal) -> str:
    """Whose view it is."""
    if view.owner == me.actor:
        return _("Yours, for everybody") if view.shared else _("Yours alone")
    return _("{owner}’s, for everybody", owner=safe_text.escaped(view.owner, 80))


def may_change(view: View, me: Principal) -> bool:
    """Whether this person may rename and delete the view; the store checks it, too."""
    is_theirs = view.owner == me.actor or me.role is Role.ADMIN
    return is_theirs and me.may(Action.SHARE_VIEW if view.shared else Action.SAVE_VIEW)


def buttons(view: View) -> None:
    """Rename and delete."""
    key = f"edit-{view.id}"
    if pressing.button("", key=key, icon=":material/edit:", type="tertiary", help=_("Rename")):
        st.session_state[EDITED] = view.id
        st.rerun()
    key, help_ = (
        f"drop-{view.id}",
        _("Delete the view {name}", name=safe_text.escaped(view.name, NAME_CHARS)),
    )
    if pressing.button("", key=key, icon=":material/delete:", type="tertiary", help=help_):
        changed(lambda: views.delete(view.id))


def rename_form(view: View) -> None:
    """The field for another name."""
    with st.form(f"rename-{view.id}", border=False):
        name = st.text_input(_("Name"), view.name, max_chars=NAME_CHARS)
        if st.form_submit_button(_("Rename"), type="primary"):
            changed(lambda: views.rename(view.id, name))


def save_form(me: Principal) -> None:
    """The list of this page under a name."""
    with st.form("save-view", border=False, clear_on_submit=True):
        name = st.text_input(
            _("Save this list as"), max_chars=NAME_CHARS, placeholder=_("Failed on mobile")
        )
        may_share = me.may(Action.SHARE_VIEW)
        shared = may_share and st.checkbox(_("For everybody"), key="view-shared")
        st.caption(_("Its filters and order are then in the navigation, under Views."))
        if st.form_submit_button(_("Save view"), type="primary", icon=":material/bookmark_add:"):
            changed(lambda: views.save(NewView(name=name, query=current_query(), shared=shared)))


def current_query() -> str:
    """The list that the page shows, from its first page, as a query string."""
    query = {name: st.query_params.get_all(name) for name in PARAMETERS}
    return urlencode(listing.to_params(listing.parse(query)), doseq=True)


def changed(change: Callable[[], None]) -> None:
    """Make a change, and draw the menu again unless it was refused."""
    with messages.expected_errors():
        change()
        st.session_state.pop(EDITED, None)
        st.rerun()
