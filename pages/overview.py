"""The overview: how many by status, what is stuck, failures, durations, and what came in last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting import durations
from components.formatting.times import exact, viewer_zone, zone_name
from components.overview import charts, tiles
from components.session_list import recent, verdict_filter
from services import list_reads, picture_reads, resources
from store.errors import Unavailable
from store.insights import failures, statistics
from store.insights.failure_records import Span
from store.records import Filters, Sort
from store.sessions import search

REFRESH_SECONDS: Final = 30
LAST: Final = 6
WINDOWS: Final = {"24 h": timedelta(days=1), "7 days": timedelta(days=7)}


def draw() -> None:
    """Everything that is live, cheap things first."""
    database, settings = resources.database(), resources.settings()
    zone, now = viewer_zone(), datetime.now(UTC)

    # places, in reading order
    statuses, alarms = st.container(), st.container()
    chart, times = st.columns([2, 1], gap="medium")
    failed, arrived = st.columns(2, gap="medium")

    # rows first
    minute = now.replace(second=0, microsecond=0)
    until = minute + failures.CLOCK_SKEW
    errors = Filters(status=("error",), updated_to=until)
    in_error = database.try_read(partial(search.search, filters=errors, size=LAST))
    ended = database.try_read(
        partial(failures.latest_ended, since=now - WINDOWS["7 days"], limit=LAST)
    )
    newest = partial(search.search, filters=Filters(), sort=Sort.CREATED_DESC, size=LAST)
    last_arrivals = database.try_read(newest)
    both = [page.rows for page in (in_error, last_arrivals) if page]
    listed = {row.id: row for rows in both for row in rows}
    drawn = picture_reads.of_list([*listed.values()], now)
    with failed, st.container(border=True, height="stretch"):
        st.subheader("Last failures", anchor=False)
        if in_error is None or ended is None:
            messages.not_now()
        elif events := recent.latest(in_error.rows, ended):
            notes = recent.notes(in_error.rows, drawn)
            recent.failures(events[:LAST], notes, now=now, zone=zone)
        else:
            st.markdown(":green[:material/check_circle:] No session is in error, none was reset.")
    with arrived, st.container(border=True, height="stretch"):
        st.subheader("Last arrivals", anchor=False)
        if last_arrivals is None:
            messages.not_now()
        elif rows := last_arrivals.rows:
            recent.arrivals(rows, drawn, now=now, zone=zone, stuck_after=settings.stuck_after)
        else:
            st.markdown(":gray[They appear as soon as somebody imports a frame.]")

    # counts after
    with statuses, st.skeleton(height=110):
        counts = database.try_read(statistics.status_counts)
        tiles.show(tiles.of_statuses(counts), columns=8, width=165)
        kind, as_of = (counts.kind, counts.as_of) if counts else (None, now)
        st.caption(
            f"{tiles.kind_text(kind)}, as of {exact(as_of, zone)} "
            f"{zone_name(zone)}. Refreshed every {REFRESH_SECONDS} s."
        )
    with alarms, st.skeleton(height=110):
        stuck = database.try_read(
            partial(search.count, filters=Filters(stuck_after=settings.stuck_after))
        )
        shown = [tiles.of_stuck(stuck, settings.stuck_after_minutes)]
        for window, length in WINDOWS.items():
            span = Span(since=minute - length, until=until)
            counted = database.try_read(partial(failures.count, since=span.since))
            shown.append(tiles.of_failures(counted, window, span, zone))
        broken = list_reads.ready_but_broken(Filters())
        shown.insert(1, verdict_filter.tile(broken, list_reads.unchecked()))
        tiles.show(shown, columns=4, width=200)
    with times, st.container(border=True, height="stretch"):
        st.subheader("Generation time", anchor=False)
        with st.skeleton(height=110):
            durations.show(database.try_read(statistics.generation_times))
    with chart, st.container(border=True, height="stretch"):
        per = charts.choose_bucket()
        since = now - WINDOWS["7 days"]
        with st.skeleton(height=charts.HEIGHT):
            asked = partial(failures.in_zone, since=since, bucket=per, zone=zone_name(zone))
            name, buckets = database.try_read(asked) or (zone_name(zone), None)
            known = name == zone_name(zone)
            charts.failures(buckets, per=per, zone=zone if known else UTC)
            if not known:
                charts.not_this_zone(zone)


@st.fragment(run_every=REFRESH_SECONDS)
def live() -> None:
    """The whole page again and again; an outage is a line, and the next turn may end it."""
    try:
        draw()
    except Unavailable as error:
        st.error(
            f"**Database unavailable.** Trying again every {REFRESH_SECONDS} seconds. If it lasts, "
            f"report reference **{messages.reported(error)}**.",
            icon=":material/cloud_off:",
        )


live()
