"""Active filters as buttons that remove them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from language import _

Chip = tuple[str, str, object]
"""A parameter's name, label, and value; one with a falsy value is not active."""


def show(
    chips: Sequence[Chip], remove: Callable[[str, Sequence[str]], None], clear: Callable[[], None]
) -> None:
    """Draw a button for each active filter and one to clear all; nothing if none is active.

    `remove(name, [])` and `clear()` run when they are pressed.
    """
    active = [(name, label) for name, label, value in chips if value]
    if not active:
        return
    with st.container(key="chips", horizontal=True, gap="xsmall"):
        for name, label in active:
            st.button(
                label,
                key=f"chip-{name}",
                icon=":material/close:",
                icon_position="right",
                on_click=remove,
                args=(name, []),
                help=_("Remove this filter"),
            )
        st.button(_("Clear all filters"), key="clear", type="tertiary", on_click=clear)
