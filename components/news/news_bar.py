"""`5 new · 2 changed` beside a list, applied by a click, or by itself where Live is on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

import streamlit as st

from components.feedback import pressing
from components.frontend import component
from components.url_state import query_string
from components.url_state.parameters import choice_changed, set_choice
from components.url_state.query_string import Reader
from language import N_, _, format_plain
from services.news import News
from store.errors import StoreError

PARAMETER: Final = "live"
NEWS: Final = "news-read"
NOTHING: Final = N_("Nothing new")
ICON: Final = ":material/sync:"
SECONDS: Final = 15
LIVE_SECONDS: Final = 5

_component = component("news", "news/news")

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
    set_choice(PARAMETER, live)
    st.toggle(
        _("Live"),
        key=PARAMETER,
        on_change=choice_changed,
        args=(PARAMETER,),
        help=_("Show what is new by itself, unless rows are selected or something is typed."),
    )
    watch(read, live, selected)


@st.fragment
def watch(read: Read, live: bool, selected: int) -> None:
    """What is new, read when the browser asks."""
    data = {"seconds": LIVE_SECONDS if live else SECONDS, "selected": selected}
    # The button is always there, so that the list below stays where it is.
    with st.container(horizontal=True, vertical_alignment="center", gap=None, width="content"):
        result = _component(
            key="news-beat", data=data, on_beat_change=lambda: None, height=1, width=1
        )
        if result.get("beat"):
            with suppress(StoreError):  # the next beat may succeed
                st.session_state[NEWS] = read()
        news: News | None = st.session_state.get(NEWS)
        if news and live:
            st.rerun()
        label = summary(news) if news else _(NOTHING)
        if pressing.button(label, key="news", icon=ICON, type="tertiary", disabled=not news):
            st.rerun()


def summary(news: News) -> str:
    """`5 new · 2 changed`."""
    more = "+" if news.at_least else ""
    parts = [(news.new, _("new")), (news.changed, _("changed"))]
    return " · ".join(
        format_plain("{count:,}{more} {word}", count=count, more=more, word=word)
        for count, word in parts
        if count
    )
