"""A time range of filters: presets and two fields, by default the parameters `from` and `to`."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from typing import Final

import streamlit as st

from components.formatting import clock
from components.formatting.times import zone_name
from components.url_state import query_string
from components.url_state.parameters import local, moment_changed, set_choice, set_parameters
from language import N_, _

EVENING_HOUR: Final = 18
EVENING: Final = N_("Since 18:00 yesterday")
PRESETS: Final = (N_("Today"), N_("Yesterday"), N_("24 h"), N_("7 days"), EVENING)
NAMES: Final = ("from", "to")


def show(
    labels: tuple[str, str],
    moments: tuple[datetime | None, datetime | None],
    zone: tzinfo,
    names: tuple[str, str] = NAMES,
) -> None:
    """Draw the presets and both fields in the viewer's zone, the start first."""
    suffix = "" if names == NAMES else f"-{names[0]}"
    with st.container(horizontal=True, gap="xsmall", key=f"time-presets{suffix}"):
        for name in PRESETS:
            key = f"preset{suffix}-{name}"
            st.button(_(name), key=key, on_click=choose, args=(name, zone, names))
    for name, label, moment in zip(names, labels, moments, strict=True):
        set_choice(name, local(moment, zone))
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


def choose(name: str, zone: tzinfo, names: tuple[str, str] = NAMES) -> None:
    """Write a preset to the URL, as the moments it means now."""
    start, end = preset(name, clock.now(), zone)
    set_parameters(
        {
            names[0]: [query_string.moment_text(start)],
            names[1]: [] if end is None else [query_string.moment_text(end)],
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
    if name == EVENING:
        return evening(now, zone), None
    yesterday = datetime.combine(today - timedelta(days=1), time(), zone)
    return yesterday, midnight - timedelta(microseconds=1)


def evening(now: datetime, zone: tzinfo) -> datetime:
    """Yesterday, 18:00: whoever begins in the morning has not seen what came after."""
    yesterday = now.astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(yesterday, time(EVENING_HOUR), zone)
