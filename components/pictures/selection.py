"""Keeps the selected rows of a list while other pages are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import streamlit as st

STATE: Final = "selection"
CARRIED: Final = "selection-carried"
CLEARED: Final = "selection-cleared"


def clear() -> None:
    """Select nothing in the list that is drawn next. It is drawn anew: a browser that reports late
    reports of the former one."""
    st.session_state[STATE] = (None, [])
    st.session_state[CLEARED] = st.session_state.get(CLEARED, 0) + 1


def keyed(key: str) -> str:
    """The key of a list since its selection was last cleared."""
    times = st.session_state.get(CLEARED)
    return f"{key}-{times}" if times else key


def restore(key: str, ids: Mapping[str, UUID]) -> list[UUID]:
    """The selection when the list with this key was last shown. Only the latest list is kept, so a
    list with other rows starts with none, unless it is the same list in another view.
    """
    last_key, chosen = st.session_state.get(STATE, (None, []))
    carried = st.session_state.pop(CARRIED, False)
    if last_key == key:
        return list(chosen)
    if not carried:
        return []
    # Kept now, since a report of the browser may stop this run before the list is drawn.
    st.session_state[STATE] = (key, [row_id for row_id in ids.values() if row_id in chosen])
    return restore(key, ids)


def carry() -> None:
    """Select in the list that is drawn next what it shows of the selection: it is another view."""
    st.session_state[CARRIED] = True


def picked(key: str, ids: Mapping[str, UUID]) -> None:
    """In a callback: remember what the browser reports, even if this list is not drawn again. What
    it reports once more, when another list has been drawn, does not count."""
    last_key, _ = st.session_state.get(STATE, (None, []))
    if last_key == key:
        st.session_state[STATE] = (key, selected_of(st.session_state[key].get("selected"), ids))


def update(key: str, payload: Any, previous: list[UUID], ids: Mapping[str, UUID]) -> list[UUID]:
    """The selected rows in the list's order, as the browser reports them, or the `previous` ones if
    it has not reported any yet."""
    chosen = selected_of(payload, ids) if payload is not None else previous
    st.session_state[STATE] = (key, chosen)
    return chosen


def selected_of(payload: Any, ids: Mapping[str, UUID]) -> list[UUID]:
    """The rows that the browser reports as selected, in the list's order, ignoring unknown ones."""
    chosen = (
        {each for each in payload if isinstance(each, str)} if isinstance(payload, list) else set()
    )
    return [row_id for text, row_id in ids.items() if text in chosen]
