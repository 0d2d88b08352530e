"""The overview: what broke since yesterday evening, what is stuck, what came in, all by status."""

from __future__ import annotations

from contextlib import ExitStack

import streamlit as st

from components.feedback import messages
from components.formatting import clock, durations
from components.formatting.times import zone_name
from components.overview import charts, numbers, recent, tiles
from components.overview.numbers import REFRESH_SECONDS
from components.session_list import opening
from components.url_state.time_range import evening
from language import _
from services import overview
from store.errors import Unavailable

TILES_HEIGHT = 110


def draw() -> None:
    """The whole page, rows before counts."""
    now = clock.read()
    charts.follow()
    tiles.follow()
    opening.follow({})

    # places, in reading order
    alarms = st.container()
    chart_place, times_place = st.columns([2, 1], gap="medium")
    failed_place, arrived_place = st.columns(2, gap="medium")
    statuses = st.container()
    with chart_place, st.container(border=True, height="stretch"):
        per = charts.choose_bucket()
        chart = st.container()
    with times_place, st.container(border=True, height="stretch"):
        st.subheader(_("Generation time"), anchor=False)
        times = st.container()

    # rows first
    last = overview.recent(now.now)
    with failed_place, st.container(border=True, height="stretch"):
        st.subheader(_("Latest failures"), anchor=False)
        recent.failures(last, now)
    with arrived_place, st.container(border=True, height="stretch"):
        st.subheader(_("Latest arrivals"), anchor=False)
        recent.arrivals(last, now)

    # counts after
    with ExitStack() as skeletons:
        for place in (statuses, alarms, times):
            skeletons.enter_context(place.skeleton(height=TILES_HEIGHT))
        skeletons.enter_context(chart.skeleton(height=charts.HEIGHT))
        since = evening(now.now, now.zone)
        figures = overview.figures(
            now.now, now.stuck_after, since, zone=zone_name(now.zone), bucket=per
        )
    with alarms:
        numbers.alarms(figures, now)
    with times:
        durations.show(figures.times)
    with chart:
        charts.failures(figures.buckets, per=per, zone=now.zone, zone_used=figures.zone)
    with statuses:
        numbers.statuses(figures, now)


@st.fragment(run_every=REFRESH_SECONDS)
def live() -> None:
    """The whole page, again and again; during an outage a message that the next turn may end."""
    try:
        draw()
    except Unavailable as error:
        st.error(
            _(
                "**Database unavailable.** Trying again every {refresh_seconds} seconds. "
                "If the problem persists, report reference **{reference}**.",
                refresh_seconds=REFRESH_SECONDS,
                reference=messages.reported(error),
            ),
            icon=":material/cloud_off:",
        )


live()
