"""A time range of filters: presets and two fields, the URL parameters `from` and `to`."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from typing import Final

import streamlit as st

from components.formatting import clock
from components.formatting.times import zone_name
from components.url_state import query_string
from components.url_state.parameters import local, moment_changed, set_parameters, set_widget

PRESETS: Final = ("Today", "Yesterday", "24 h", "7 days")


def show(
    labels: tuple[str, str], moments: tuple[datetime | None, datetime | None], zone: tzinfo
) -> None:
    """Draw the presets and both fields in the viewer's zone, the start first."""
    with st.container(horizontal=True, gap="xsmall", key="time-presets"):
        for name in PRESETS:
            st.button(name, key=f"preset-{name}", on_click=choose, args=(name, zone))
    for name, label, moment in zip(("from", "to"), labels, moments, strict=True):
        set_widget(name, local(moment, zone))
        st.datetime_input(
            f"{label} ({zone_name(zone)})",
            value=None,
            key=name,
            min_value=query_string.EARLIEST.replace(tzinfo=None),
            max_value=query_string.LATEST.replace(tzinfo=None),
            step=60,
            on_change=moment_changed,
            args=(name, zone),
        )


def choose(name: str, zone: tzinfo) -> None:
    """Write a preset to the URL, as the moments it means now."""
    start, end = preset(name, clock.now(), zone)
    set_parameters(
        {
            "from": [query_string.moment_text(start)],
            "to": [] if end is None else [query_string.moment_text(end)],
        }
    )


def preset(name: str, now: datetime, zone: tzinfo) -> tuple[datetime, datetime | None]:
    """The first and the last moment of a preset; the end is None where it is now.

    Days are those of the viewer's zone, also where one of them has 23 or 25 hours.
    """
    if name == "24 h":
        return now - timedelta(hours=24), None
    if name == "7 days":
        return now - timedelta(days=7), None
    today = now.astimezone(zone).date()
    midnight = datetime.combine(today, time(), zone)
    if name == "Today":
        return midnight, None
    yesterday = datetime.combine(today - timedelta(days=1), time(), zone)
    return yesterday, midnight - timedelta(microseconds=1)
