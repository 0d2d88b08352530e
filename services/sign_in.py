"""Who is signed in: signing out, and the demo's switch between roles."""

from __future__ import annotations

import streamlit as st

from auth import current
from services import resources
from store.principal import Principal, Role


def is_demo() -> bool:
    """Whether this is the demo, where nobody signs in."""
    return resources.settings().sign_in == "demo"


def actor() -> str:
    """The name of the person in this browser session, for the log."""
    me = current.decide(resources.settings())
    return me.actor if isinstance(me, Principal) else "nobody"


def sign_out() -> None:
    """End the sign-in of this browser session wherever it is open."""
    current.sign_out(resources.settings())


def demo_role() -> str | None:
    """The role that was chosen in the demo; None before anyone has chosen one."""
    role: str | None = st.session_state.get(current.DEMO_ROLE)
    return role


def choose_demo_role(role: str) -> None:
    """Use the demo in this role; anything that is not a role is ignored."""
    if role in list(Role):
        st.session_state[current.DEMO_ROLE] = Role(role)
