"""`5 new · 2 changed` beside a list, applied by a click, or by itself where Live is on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

import streamlit as st

from components.frontend import script
from components.url_state import query_string
from components.url_state.parameters import choice_changed, set_widget
from components.url_state.query_string import Reader
from services.news import News
from store.errors import StoreError

PARAMETER: Final = "live"
NEWS: Final = "news-read"
SECONDS: Final = 15
LIVE_SECONDS: Final = 5

_component = st.components.v2.component("news", js=script("news/news"))

Read = Callable[[], News | None]


def is_live() -> bool:
    """Whether the address says that news are applied by themselves."""
    read = Reader({PARAMETER: st.query_params.get_all(PARAMETER)})
    return read.one(PARAMETER, query_string.flag) or False


def show(read: Read, *, selected: int = 0) -> None:
    """The switch, and what is new once the browser has asked for it.

    It does not ask while rows are selected, something is typed or a dialog is open. `read` is
    called later, in runs of this fragment only.
    """
    st.session_state.pop(NEWS, None)  # the list has just been read
    live = is_live()
    set_widget(PARAMETER, live)
    st.toggle(
        "Live",
        key=PARAMETER,
        on_change=choice_changed,
        args=(PARAMETER,),
        help="Show what is new by itself, unless rows are selected or something is typed.",
    )
    watch(read, live, selected)


@st.fragment
def watch(read: Read, live: bool, selected: int) -> None:
    """What is new, read when the browser asks."""
    data = {"seconds": LIVE_SECONDS if live else SECONDS, "selected": selected}
    result = _component(key="news-beat", data=data, on_beat_change=lambda: None, height=1, width=1)
    if result.get("beat"):
        with suppress(StoreError):  # the next beat may succeed
            st.session_state[NEWS] = read()
    news: News | None = st.session_state.get(NEWS)
    if not news:
        return
    if live:
        st.rerun()
    if st.button(text(news), key="news", icon=":material/sync:", type="tertiary"):
        st.rerun()


def text(news: News) -> str:
    """`5 new · 2 changed`."""
    more = "+" if news.at_least else ""
    parts = [(news.new, "new"), (news.changed, "changed")]
    return " · ".join(f"{count:,}{more} {word}" for count, word in parts if count)
