"""Formats times for the screen: exact ones in the viewer's time zone, and relative ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from store.moments import FarMoment

MISSING = "—"


def viewer_zone() -> tzinfo:
    """The browser's time zone; UTC if the browser reports none or an unknown one."""
    name = st.context.timezone
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def zone_name(zone: tzinfo) -> str:
    """The name of a time zone on screen."""
    return str(zone)


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago: `just now`, `4 min ago`, `3 h ago`, `2 days ago`; `in 4 min` if ahead.

    A moment outside the range of datetime is shown as stored: `infinity`, `44 BC`, `year 10000`.
    """
    if moment is None:
        return MISSING
    if isinstance(moment, FarMoment):
        return moment.era
    age = now - moment
    if age < timedelta(0):
        return "just now" if age > timedelta(minutes=-1) else f"in {length(-age)}"
    return "just now" if age < timedelta(seconds=10) else f"{length(age)} ago"


def length(duration: timedelta) -> str:
    """A duration in its largest fitting unit: `12 s`, `4 min`, `3 h`, `2 days`."""
    seconds = int(duration.total_seconds())
    for unit, size in (("day", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size * (1 if unit != "day" else 2):
            count = seconds // size
            return f"{count} {unit}{'s' if unit == 'day' else ''}"
    return f"{seconds} s"


def silence(since: datetime | None, now: datetime) -> str:
    """How long there was no update: `for 12 min`; `since 44 BC`; `at all` if there is no time."""
    if since is None:
        return "at all"
    if isinstance(since, FarMoment):
        return f"since {since.era}"
    return f"for {length(now - since)}"


def exact(moment: datetime | None, zone: tzinfo) -> str:
    """A moment to the second: `23 Nov 2026, 14:02:11`. One outside datetime's range as stored."""
    return MISSING if moment is None else f"{moment.astimezone(zone):%d %b %Y, %H:%M:%S}"


def with_zone(moment: datetime | None, zone: tzinfo) -> str:
    """A moment with its zone: `23 Nov 2026, 14:02:11, Europe/Berlin`."""
    if moment is None or isinstance(moment, FarMoment):
        return exact(moment, zone)
    return f"{exact(moment, zone)}, {zone_name(zone)}"
