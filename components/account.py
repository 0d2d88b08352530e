"""Who one is, as what, and the way out: beside the title of every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from components import plain
from store.principal import Principal, Role

MAY: Final = {
    Role.VIEWER: "you may browse, preview and export masked lists.",
    Role.SUPPORT: "you may also reset, mark as failed, edit frames and reveal session ids.",
    Role.ADMIN: "you may do everything, also edit code and designs, delete, undo what others did, "
    "and act on more than 100 rows at once.",
}


def menu(me: Principal, sign_out: Callable[[], None]) -> None:
    """Name, role and sign-out of somebody who signed in."""
    label = f"{plain.line(me.actor, 40)} · {me.role}"
    with (
        st.popover(label, icon=":material/account_circle:", type="tertiary", key="account"),
        st.container(width=300, gap="small"),
    ):
        st.markdown(f"**{plain.escaped(me.actor, 200)}**")
        st.caption(f"Signed in as {me.role}: {MAY[me.role]}")
        st.button(
            "Sign out", key="sign-out", icon=":material/logout:", width="stretch", on_click=sign_out
        )


def demo(key: str) -> None:
    """The demo's switch between roles, kept under `key` in the session's state."""
    st.segmented_control(
        "Demo: look at it as",
        list(Role),
        key=key,
        format_func=str.capitalize,
        required=True,
        label_visibility="collapsed",
        help="Demo: nobody signs in. Look at the dashboard as each role sees it.",
    )
