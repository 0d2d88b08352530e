"""The menu of saved views on every page: opens, saves, renames and deletes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs, urlencode

import streamlit as st

from components.feedback import messages
from components.formatting import clock, safe_text
from components.formatting.numbers import NOT_COUNTED, count_text
from components.session_list import listing
from components.session_list.listing import PARAMETERS, Listing
from services import acting, views
from store.counts import Count
from store.principal import Action, Principal, Role
from store.views.view_records import NewView, View

Params = dict[str, list[str]]

LIST: Final = "sessions"
EDITED: Final = "view-edited"
CHOSEN: Final = "view-chosen"
MENU: Final = "views"
NAME_CHARS: Final = 80


@st.fragment
def show(path: str) -> None:
    """The menu. Nothing is read until it is opened, and then only it is drawn again."""
    chosen: Params | None = st.session_state.pop(CHOSEN, None)
    if chosen is not None:
        st.switch_page("sessions.py", query_params=chosen)
    menu = st.popover("Views", icon=":material/bookmarks:", key=MENU, on_change="rerun")
    if not menu.open:
        return
    with menu, st.container(width=340, gap="small"):
        me, stuck_after = acting.principal(), clock.read().stuck_after
        known = views.visible()
        if known is None:
            messages.not_now("read", "saved views")
            return
        lists = {view.id: listing_of(view) for view in known}
        counts = views.counts(
            {view_id: each.filters(stuck_after) for view_id, each in lists.items()}
        )
        for view in known:
            line(view, lists[view.id], counts[view.id], me)
        if not known:
            st.caption("A list's filters and order under a name, for you or for everybody.")
        if path == LIST and me.may(Action.SAVE_VIEW):
            save_form()
        elif not known:
            st.caption("To save one, filter the page Sessions and open this menu there.")


def listing_of(view: View) -> Listing:
    """What the view lists, as far as its filters still exist."""
    return listing.parse(parse_qs(view.query))


def unknown(view: View, read: Listing) -> tuple[str, ...]:
    """The parameters of a view that no longer exist, or whose values do not."""
    gone = [name for name in parse_qs(view.query) if name not in PARAMETERS]
    return (*gone, *read.unreadable)


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
        st.markdown(f":gray[{count_text(count) if count else NOT_COUNTED}]", width="content")
        if may_change(view, me):
            buttons(view)
    if gone := unknown(view, read):
        names = ", ".join(safe_text.monospace(name, 40) for name in gone)
        st.caption(f":material/link_off: {names} no longer exists and is ignored.")


def choose(params: Params) -> None:
    """Close the menu and remember the list: a callback cannot switch pages, the next run does."""
    st.session_state[MENU] = False
    st.session_state[CHOSEN] = params


def owner(view: View, me: Principal) -> str:
    """Whose view it is."""
    if view.owner == me.actor:
        return "Yours, for everybody" if view.shared else "Yours alone"
    return f"{safe_text.escaped(view.owner, 80)}’s, for everybody"


def may_change(view: View, me: Principal) -> bool:
    """Whether this person may rename and delete the view; the store checks it, too."""
    return me.may(Action.SAVE_VIEW) and (view.owner == me.actor or me.role is Role.ADMIN)


def buttons(view: View) -> None:
    """Rename and delete."""
    if st.button("", key=f"edit-{view.id}", icon=":material/edit:", type="tertiary", help="Rename"):
        st.session_state[EDITED] = view.id
        st.rerun()
    key, help_ = f"drop-{view.id}", f"Delete the view {safe_text.escaped(view.name, NAME_CHARS)}"
    if st.button("", key=key, icon=":material/delete:", type="tertiary", help=help_):
        changed(lambda: views.delete(view.id))


def rename_form(view: View) -> None:
    """The field for another name."""
    with st.form(f"rename-{view.id}", border=False):
        name = st.text_input("Name", view.name, max_chars=NAME_CHARS)
        if st.form_submit_button("Rename", type="primary"):
            changed(lambda: views.rename(view.id, name))


def save_form() -> None:
    """The list of this page under a name."""
    with st.form("save-view", border=False, clear_on_submit=True):
        name = st.text_input(
            "Save this list as", max_chars=NAME_CHARS, placeholder="Failed on mobile"
        )
        shared = st.checkbox("For everybody", key="view-shared")
        if st.form_submit_button("Save view", type="primary", icon=":material/bookmark_add:"):
            changed(lambda: views.save(NewView(name=name, query=here(), shared=shared)))


def here() -> str:
    """The list that the page shows, from its first page, as a query string."""
    query = {name: st.query_params.get_all(name) for name in PARAMETERS}
    return urlencode(listing.to_params(listing.parse(query)), doseq=True)


def changed(change: Callable[[], None]) -> None:
    """Make a change, and draw the menu again unless it was refused."""
    with messages.expected_errors():
        change()
        st.session_state.pop(EDITED, None)
        st.rerun()
