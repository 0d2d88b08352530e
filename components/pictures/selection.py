"""The rows that are selected in a list, kept while other pages are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import streamlit as st

STATE: Final = "selection"


def kept(key: str) -> list[UUID]:
    """What was selected when the list with this key was last shown. Only the last list's is kept:
    a list with other rows begins with none."""
    last_key, ids = st.session_state.get(STATE, (None, []))
    return list(ids) if last_key == key else []


def read(key: str, said: Any, ids: Mapping[str, UUID]) -> list[UUID]:
    """The selected rows in the list's order: what the browser says, or what was kept if it has
    said nothing since the list was drawn."""
    chosen = selected_of(said, ids) if said is not None else kept(key)
    st.session_state[STATE] = (key, chosen)
    return chosen


def selected_of(said: Any, ids: Mapping[str, UUID]) -> list[UUID]:
    """The rows that a browser says are selected, in the list's order; others are left out."""
    chosen = {each for each in said if isinstance(each, str)} if isinstance(said, list) else set()
    return [row_id for text, row_id in ids.items() if text in chosen]
