"""The account menu on every page: name, role, and sign-out."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.url_state import remembered
from services import sign_in
from store.principal import Principal, Role

SWITCH: Final = "demo-switch"
MAY: Final = {
    Role.VIEWER: "you may browse, preview and export masked lists.",
    Role.SUPPORT: "you may also reset, mark as failed, edit frames and reveal session ids.",
    Role.ADMIN: "you may do everything, including editing code and designs, deleting, undoing "
    "other people's actions, and acting on more than 100 rows at once.",
}


def show(me: Principal) -> None:
    """The account menu or, in the demo, the role switch."""
    if sign_in.is_demo():
        demo(me)
    else:
        menu(me)


def menu(me: Principal) -> None:
    """The name and role of the person who signed in, and the sign-out button."""
    role = f"{me.role} (read-only)" if me.read_only else str(me.role)
    label = f"{safe_text.line(me.actor, 40)} · {role}"
    with (
        st.popover(label, icon=":material/account_circle:", key="account"),
        st.container(width=300, gap="small"),
    ):
        st.markdown(f"**{safe_text.escaped(me.actor, 200)}**")
        why = "The database takes no changes: " if me.read_only else f"Signed in as {role}: "
        st.caption(f"{why}{MAY[me.role]}")
        st.button(
            "Sign out",
            key="sign-out",
            icon=":material/logout:",
            width="stretch",
            on_click=sign_in.sign_out,
        )


def demo(me: Principal) -> None:
    """The demo's role switch, which the tab remembers across reloads."""
    label = f"Demo · {me.role}"
    with (
        st.popover(label, icon=":material/science:", key="account"),
        st.container(width=300, gap="small"),
    ):
        st.markdown("**This is the demo: nobody signs in**")
        st.radio(
            "View it as",
            list(Role),
            index=me.role.rank,
            key=SWITCH,
            format_func=str.capitalize,
            on_change=switch,
        )
        st.caption(f"As {me.role}, {MAY[me.role]}")


def remember() -> None:
    """Make the tab remember the demo's role across reloads; draws nothing."""
    if sign_in.is_demo():
        remembered.choice("demo-role", sign_in.demo_role(), sign_in.choose_demo_role)


def switch() -> None:
    """Store the chosen role outside the widget, which it has to outlive."""
    sign_in.choose_demo_role(st.session_state[SWITCH])
