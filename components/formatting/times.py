"""Times on screen: in the viewer's zone, with the zone named, and how long ago beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from store.moments import FarMoment

MISSING = "—"


def viewer_zone() -> tzinfo:
    """The browser's time zone; UTC when it does not say or the name is unknown."""
    name = st.context.timezone
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def zone_name(zone: tzinfo) -> str:
    """What to call a zone on screen."""
    return str(zone)


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago: `just now`, `4 min ago`, `3 h ago`, `2 days ago`; `in 4 min` if ahead.

    A moment that no calendar of ours holds is shown as it is: `infinity`, `44 BC`, `year 10000`.
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
    """How long nothing was heard: `for 12 min`; `since 44 BC`; `at all` without any time."""
    if since is None:
        return "at all"
    if isinstance(since, FarMoment):
        return f"since {since.era}"
    return f"for {length(now - since)}"


def exact(moment: datetime | None, zone: tzinfo) -> str:
    """A moment to the second in a zone: `23 Nov 2026, 14:02:11`; a far one in its own words."""
    return MISSING if moment is None else f"{moment.astimezone(zone):%d %b %Y, %H:%M:%S}"


def with_zone(moment: datetime | None, zone: tzinfo) -> str:
    """The same with its zone: `23 Nov 2026, 14:02:11, Europe/Berlin`; far ones have their own."""
    if moment is None or isinstance(moment, FarMoment):
        return exact(moment, zone)
    return f"{exact(moment, zone)}, {zone_name(zone)}"
