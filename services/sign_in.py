"""Who is signed in, signing out, and the demo's role."""

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
    """End the sign-in of this browser session in every tab."""
    current.sign_out(resources.settings())


def demo_role() -> str | None:
    """The role chosen in the demo; None if none was chosen yet."""
    role: str | None = st.session_state.get(current.DEMO_ROLE)
    return role


def choose_demo_role(role: str) -> None:
    """Set the demo's role; ignores anything that is not a role."""
    if role in list(Role):
        st.session_state[current.DEMO_ROLE] = Role(role)
