"""The account menu on every page: name, role, and sign-out."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from components.formatting import safe_text
from components.sign_in import language_switch
from components.tour import tour
from components.url_state import remembered
from language import N_, _
from services import sign_in
from store.principal import Principal, Role

MENU: Final = "account"
SWITCH: Final = "demo-switch"
MAY: Final = {
    Role.VIEWER: N_("you may browse, preview, export masked lists and save views of your own."),
    Role.SUPPORT: N_("you may also reset, mark as failed, edit frames and reveal session ids."),
    Role.ADMIN: N_(
        "you may do everything, including editing code and designs, deleting, "
        "undoing other people's actions, and acting on more than 100 rows at "
        "once."
    ),
}


def show(me: Principal) -> None:
    """The account menu or, in the demo, the role switch."""
    if sign_in.is_demo():
        demo(me)
    else:
        menu(me)


def opened(label: str, icon: str) -> PopoverContainer:
    """The menu's popover. What is in it is drawn only while it is open: closed, it would be a
    twentieth of the work of each rerun."""
    return st.popover(label, icon=icon, key=MENU, on_change="rerun")


def menu(me: Principal) -> None:
    """The name and role of the person who signed in, and the sign-out button."""
    role = _("{role} (read-only)", role=_(me.role)) if me.read_only else _(me.role)
    label = f"{safe_text.line(me.actor, 40)} · {role}"
    popover = opened(label, ":material/account_circle:")
    if not popover.open:
        return
    with popover, st.container(width=300, gap="small"):
        st.markdown(f"**{safe_text.escaped(me.actor, 200)}**")
        why = (
            _("The database takes no changes: ")
            if me.read_only
            else _("Signed in as {role}: ", role=role)
        )
        st.caption(f"{why}{_(MAY[me.role])}")
        language_switch.show()
        st.button(
            _("Sign out"),
            key="sign-out",
            icon=":material/logout:",
            width="stretch",
            on_click=sign_in.sign_out,
        )


def demo(me: Principal) -> None:
    """The demo's role switch, which the tab remembers across reloads."""
    popover = opened(_("Demo · {role}", role=_(me.role)), ":material/science:")
    if not popover.open:
        return
    with popover, st.container(width=300, gap="small"):
        st.markdown(_("**This is the demo: nobody signs in**"))
        st.radio(
            _("View it as"),
            list(Role),
            index=me.role.rank,
            key=SWITCH,
            format_func=lambda role: _(role.capitalize()),
            on_change=switch,
        )
        st.caption(_("As {role}, {may}", role=_(me.role), may=_(MAY[me.role])))
        tour.start_button()
        language_switch.show()


def remember() -> None:
    """Make the browser remember the language and the demo's role; draws nothing."""
    language_switch.remember()
    if sign_in.is_demo():
        remembered.choice("demo-role", sign_in.demo_role(), sign_in.choose_demo_role)


def switch() -> None:
    """Store the chosen role outside the widget, which it has to outlive."""
    sign_in.choose_demo_role(st.session_state[SWITCH])
