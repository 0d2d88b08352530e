"""Formats times for the screen: exact ones in the viewer's time zone, and relative ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from language import N_, _, ngettext, recognized
from store.far_timestamps import FarTimestamp

MISSING = "—"
DAY: Final = timedelta(days=1)


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
    if isinstance(moment, FarTimestamp):
        return recognized(moment.era)
    age = now - moment
    if age < timedelta(0):
        is_near = age > timedelta(minutes=-1)
        return _("just now") if is_near else future(-age)
    return _("just now") if age < timedelta(seconds=10) else past(age)


# Other languages have other forms of days after a preposition.
def past(age: timedelta) -> str:
    """`4 min ago`, `2 days ago`."""
    if age >= 2 * DAY:
        return ngettext("{count} day ago", "{count} days ago", age // DAY)
    return _("{length} ago", length=length(age))


def future(wait: timedelta) -> str:
    """`in 4 min`, `in 2 days`."""
    if wait >= 2 * DAY:
        return ngettext("in {count} day", "in {count} days", wait // DAY)
    return _("in {length}", length=length(wait))


def lasting(duration: timedelta) -> str:
    """`for 4 min`, `for 2 days`."""
    if duration >= 2 * DAY:
        return ngettext("for {count} day", "for {count} days", duration // DAY)
    return _("for {length}", length=length(duration))


def length(duration: timedelta) -> str:
    """A duration in its largest fitting unit: `12 s`, `4 min`, `3 h`, `2 days`."""
    seconds = int(duration.total_seconds())
    if seconds >= 2 * 86_400:
        return ngettext("{count} day", "{count} days", seconds // 86_400)
    for unit, size in ((N_("{count} h"), 3_600), (N_("{count} min"), 60)):
        if seconds >= size:
            return _(unit, count=seconds // size)
    return _("{count} s", count=seconds)


def silence(since: datetime | None, now: datetime) -> str:
    """How long there was no update: `for 12 min`; `since 44 BC`; `at all` if there is no time."""
    if since is None:
        return _("at all")
    if isinstance(since, FarTimestamp):
        return _("since {era}", era=recognized(since.era))
    return lasting(now - since)


def exact(moment: datetime | None, zone: tzinfo) -> str:
    """A moment to the second: `23 Nov 2026, 14:02:11`. One outside datetime's range as stored."""
    if moment is None:
        return MISSING
    return _("{at:%d %b %Y, %H:%M:%S}", at=moment.astimezone(zone))


def slot(begins: datetime, unit: str) -> str:
    """When a bar or a point of a chart begins: as exactly as its unit needs."""
    match unit:
        case "day":
            return _("{at:%a %d %b}", at=begins)
        case "week":
            return _("{at:%d %b %Y}", at=begins)
        case _:
            return _("{at:%d %b %H:%M}", at=begins)


def with_zone(moment: datetime | None, zone: tzinfo) -> str:
    """A moment with its zone: `23 Nov 2026, 14:02:11, Europe/Berlin`."""
    if moment is None or isinstance(moment, FarTimestamp):
        return exact(moment, zone)
    return f"{exact(moment, zone)}, {zone_name(zone)}"
