"""Shows the tour at the bottom of every page of the demo, one stop at a time."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.tour.stops import Stop, stops
from components.url_state import address
from components.url_state.parameters import drop_parameter
from language import _
from services import sign_in, tour

PARAMETER: Final = "tour"
AT: Final = "tour-at"
GOING: Final = f"{address.PRESS}tour"


def show() -> None:
    """The stop that the tour is at; nothing outside the demo, or without a tour."""
    if not sign_in.is_demo():
        return
    if PARAMETER in st.query_params:
        drop_parameter(PARAMETER)
        go(0)
    at: int | None = st.session_state.get(AT)
    if at is None:
        return
    known = stops(tour.examples())
    if at >= len(known):
        end()
        return
    if st.session_state.get(GOING):
        params = {name: str(value) for name, value in known[at].params.items()}
        address.go(known[at].page, params, press=GOING)
    with st.bottom:
        card(known[at], at, len(known))


def card(stop: Stop, at: int, count: int) -> None:
    """What the stop says, and the buttons to the next one and the one before."""
    with st.container(key="tour", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            st.markdown(
                _(
                    ":gray[{at} of {count}] **{title}**  \n{stop}",
                    at=at + 1,
                    count=count,
                    title=stop.title,
                    stop=stop.text,
                )
            )
        with st.container(horizontal=True, width="content", gap="xsmall"):
            if at:
                st.button(_("Back"), key="tour-back", shortcut="B", on_click=go, args=(at - 1,))
            if at + 1 < count:
                after = (at + 1,)
                st.button(
                    _("Next"),
                    key="tour-next",
                    shortcut="N",
                    type="primary",
                    on_click=go,
                    args=after,
                )
            label = _("End") if at + 1 < count else _("Done")
            st.button(label, key="tour-end", shortcut=_("Esc"), on_click=end)


def go(at: int) -> None:
    """Go to a stop: a callback cannot switch pages, the next run does."""
    st.session_state[AT] = at
    st.session_state[GOING] = True


def end() -> None:
    """End the tour."""
    st.session_state.pop(AT, None)


def start_button() -> None:
    """Start it, in the demo's menu."""
    if st.session_state.get(AT) is None:
        st.button(
            _("Take the tour"), key="tour-start", icon=":material/tour:", on_click=go, args=(0,)
        )
