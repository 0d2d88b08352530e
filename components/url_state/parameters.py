"""Keeps widgets and query string in step: callbacks that write it, and functions that set widgets.

For why this does not use `bind`, see docs/decisions/0002-url-state.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

import streamlit as st

from components.url_state import address, clean_url, query_string
from language import _

CURSORS: Final = ("after", "before")
"""The parameters that hold a position in a list."""


def change(values: Mapping[str, Sequence[str]]) -> None:
    """Write several parameters of a list as one history entry; empty ones are removed."""
    others = clean_url.OPENED & set(st.query_params)
    address.put({**dict.fromkeys(others, ()), **values})


def drop_parameter(name: str) -> None:
    """Remove one parameter without touching the others, which may be bound to widgets."""
    if name in st.query_params:
        del st.query_params[name]


def drop_unreadable(names: Sequence[str]) -> None:
    """Remove parameters whose values could not be read, and say so."""
    for name in names:
        drop_parameter(name)
        st.caption(
            _(
                ":material/link_off: `{name}` in the address could not be read and is ignored.",
                name=name,
            )
        )


def set_parameters(values: Mapping[str, Sequence[str]]) -> None:
    """Write or remove parameters and go back to the first page of the list."""
    change({**dict.fromkeys(CURSORS, ()), **values})


def set_parameter(name: str, values: Sequence[str]) -> None:
    """Write or remove one parameter and go back to the first page of the list."""
    set_parameters({name: values})


def choice_changed(name: str) -> None:
    """Write a widget's choice to the URL."""
    if is_as_drawn(name):
        return
    value = st.session_state[name]
    chosen = value if isinstance(value, list) else [value] if value else []
    set_parameter(name, ["true" if item is True else str(item) for item in chosen])


def moment_changed(name: str, zone: tzinfo) -> None:
    """Write a widget's time, which is in the viewer's zone, to the URL in UTC."""
    if is_as_drawn(name):
        return
    value = st.session_state[name]
    set_parameter(
        name, [query_string.moment_text(value.replace(tzinfo=zone))] if value is not None else []
    )


def set_text(key: str, text: str) -> None:
    """Set a text field to the URL's text where it has another. Text must not be set again while
    somebody types, so the field also needs the text as its `value`: see `set_choice`.
    """
    st.session_state[f"drawn-{key}"] = text
    if st.session_state.get(key) != text:
        st.session_state[key] = text


def set_choice(key: str, value: object) -> None:
    """Set a widget that offers choices to the URL's value, on every run.

    The browser loads the code of a widget when it first needs it. Where that takes longer than a
    run, the widget reports its default unless the last run, too, has set it.
    """
    st.session_state[f"drawn-{key}"] = st.session_state[key] = value


def is_as_drawn(key: str) -> bool:
    """Whether a widget still has the value it was drawn with, so nobody used it."""
    drawn = f"drawn-{key}"
    return drawn in st.session_state and st.session_state[key] == st.session_state[drawn]


def required_choice_changed(name: str) -> None:
    """Write the choice of a widget that requires one to the URL.

    While such a widget is loading, the browser may report None for it.
    """
    if st.session_state[name] is not None:
        choice_changed(name)


def local(moment: datetime | None, zone: tzinfo) -> datetime | None:
    """A moment as a naive local time to the minute, as `st.datetime_input` needs it."""
    if moment is None:
        return None
    return moment.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
