"""Opening a session from a list: a callback cannot switch pages, the next run does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import streamlit as st

from components.url_state import address

STATE: Final = f"{address.PRESS}session"


def remember(row_id: UUID) -> None:
    """Remember the session to open."""
    st.session_state[STATE] = row_id


def follow(way_back: Mapping[str, str | Sequence[str]]) -> None:
    """Open the remembered session, if there is one, with the `way_back` to the list."""
    if row_id := st.session_state.get(STATE):
        address.go("session.py", {"id": str(row_id), **way_back}, press=STATE)
