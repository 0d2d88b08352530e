"""Keeps the selected rows of a list while other pages are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import streamlit as st

STATE: Final = "selection"


def kept(key: str) -> list[UUID]:
    """The selection when the list with this key was last shown. Only the latest list is kept, so a
    list with other rows starts with none."""
    last_key, ids = st.session_state.get(STATE, (None, []))
    return list(ids) if last_key == key else []


def read(key: str, said: Any, ids: Mapping[str, UUID]) -> list[UUID]:
    """The selected rows in the list's order, as the browser reports them, or as kept if it has not
    reported any yet."""
    chosen = selected_of(said, ids) if said is not None else kept(key)
    st.session_state[STATE] = (key, chosen)
    return chosen


def selected_of(said: Any, ids: Mapping[str, UUID]) -> list[UUID]:
    """The rows that the browser reports as selected, in the list's order, ignoring unknown ones."""
    chosen = {each for each in said if isinstance(each, str)} if isinstance(said, list) else set()
    return [row_id for text, row_id in ids.items() if text in chosen]
