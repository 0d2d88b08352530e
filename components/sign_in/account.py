"""Who one is, as what, and the way out: beside the title of every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.url_state import remembered
from store.principal import Principal, Role

SWITCH: Final = "demo-switch"
MAY: Final = {
    Role.VIEWER: "you may browse, preview and export masked lists.",
    Role.SUPPORT: "you may also reset, mark as failed, edit frames and reveal session ids.",
    Role.ADMIN: "you may do everything, also edit code and designs, delete, undo what others did, "
    "and act on more than 100 rows at once.",
}


def menu(me: Principal, sign_out: Callable[[], None]) -> None:
    """Name, role and sign-out of somebody who signed in."""
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
            "Sign out", key="sign-out", icon=":material/logout:", width="stretch", on_click=sign_out
        )


def demo(me: Principal, key: str) -> None:
    """The demo's switch between roles. `key` is where the session's state keeps the choice."""
    label = f"Demo · {me.role}"
    with (
        st.popover(label, icon=":material/science:", key="account"),
        st.container(width=300, gap="small"),
    ):
        st.markdown("**This is the demo: nobody signs in**")
        st.radio(
            "Look at it as",
            list(Role),
            index=me.role.rank,
            key=SWITCH,
            format_func=str.capitalize,
            on_change=switch,
            args=(key,),
        )
        st.caption(f"As {me.role}, {MAY[me.role]}")


def remember(key: str) -> None:
    """Have the tab remember the demo's role over a reload; draws nothing."""
    remembered.choice("demo-role", st.session_state.get(key), partial(restore, key))


def restore(key: str, role: str) -> None:
    """Take up the role that was chosen before a reload."""
    if role in list(Role):
        st.session_state[key] = Role(role)


def switch(key: str) -> None:
    """Keep the chosen role where it outlives the widget."""
    st.session_state[key] = st.session_state[SWITCH]
