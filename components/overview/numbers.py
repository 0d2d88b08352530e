"""The tiles of the overview."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.errors import burst_list
from components.feedback import messages
from components.formatting.clock import Clock
from components.formatting.times import exact, zone_name
from components.overview import tiles
from components.session_list import verdict_filter
from components.url_state.query_string import moment_text
from components.url_state.time_range import evening
from language import N_, _, recognized
from services.overview import EVENING, Figures, spans

REFRESH_SECONDS: Final = 30
SINCE: Final = N_("since yesterday, 18:00")


def statuses(figures: Figures, clock: Clock) -> None:
    """Sessions per status, how exact the counts are, and their time."""
    counts = figures.statuses
    st.subheader(_("All sessions by status"), anchor=False)
    shown = tiles.of_statuses(counts)
    tiles.show(shown, label=_("All sessions by status"), columns=8, width=165, key="tiles-statuses")
    kind = counts.kind if counts else None
    st.caption(
        _(
            "{kind}, as of {at} {zone}. Refreshed every {refresh_seconds} s.",
            kind=tiles.kind_text(kind),
            at=exact(figures.as_of, clock.zone),
            zone=zone_name(clock.zone),
            refresh_seconds=REFRESH_SECONDS,
        )
    )


def alarms(figures: Figures, clock: Clock) -> None:
    """What broke since yesterday evening, what is stuck, what came in; then what else is wrong."""
    since = evening(clock.now, clock.zone)
    lately, week = (
        tiles.of_failures(
            figures.failed[window], window, span, _(SINCE) if window == EVENING else ""
        )
        for window, span in spans(clock.now, since).items()
    )
    shown = [
        lately,
        tiles.of_stuck(figures.stuck, clock.stuck_minutes),
        tiles.of_arrivals(figures.arrived, since, _(SINCE)),
        verdict_filter.tile(figures.broken, figures.unchecked),
        tiles.of_unlike(figures.unlike),
        week,
    ]
    tiles.show(shown, label=_("What needs attention"), columns=6, width=170, key="tiles-alarms")
    bursts(figures, clock)


def bursts(figures: Figures, clock: Clock) -> None:
    """Each burst since yesterday evening as a sentence that leads to it on the page Errors."""
    if figures.bursts is None:
        messages.timed_out("read", _("whether there was a burst of failures"))
    if not figures.bursts:
        return
    with st.container(key="bursts", gap="xxsmall"):
        for burst in figures.bursts:
            since, until = burst_list.around(burst)
            state = _("Burst, ongoing") if burst.is_ongoing else _("Burst, over")
            st.page_link(
                "errors.py",
                label=f":{'red' if burst.is_ongoing else 'orange'}[**{state}:** "
                f"{recognized(burst.sentence(clock.zone))}]",
                icon=":material/local_fire_department:",
                query_params={"from": moment_text(since), "to": moment_text(until)},
                help="",
            )
