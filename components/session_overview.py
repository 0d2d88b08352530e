"""The first tab: the picture of the design, and the row's facts."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Final

import streamlit as st

from components import plain, thumbnails
from components.amounts import bytes_text, frame_size
from components.moments import MISSING, ago, exact, zone_name
from components.session_table import is_stuck
from components.status import word
from store.records import DEVICE_WIDTHS, SessionSummary

PICTURE_WIDTH: Final = 440
PICTURE_HEIGHT: Final = 560
MIN_WIDTH: Final = 140


def show(row: SessionSummary, *, now: datetime, zone: tzinfo, stuck_after: timedelta) -> None:
    """Picture beside facts; one below the other on a narrow screen."""
    left, right = st.columns([2, 3], gap="large")
    with left, st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.image(
            thumbnails.picture(row.thumbnail_url, row.frame_width, row.frame_height, now),
            width=picture_width(row, now),
            alt=f"Thumbnail of {plain.frame_name(row.frame_name, 80)}",
        )
        if note := thumbnail_note(row, now, zone):
            st.caption(f":material/image_not_supported: {note}")
    with right:
        st.table(facts(row, now=now, zone=zone, stuck_after=stuck_after), border="horizontal")


def facts(
    row: SessionSummary, *, now: datetime, zone: tzinfo, stuck_after: timedelta
) -> dict[str, str]:
    """What the row says, as markdown by name; a dash for what is not there."""
    stuck = ", stuck" if is_stuck(row, now, stuck_after) else ""
    return {
        "Status": plain.escaped(word(row.status), 80) + stuck,
        "Reference": code(row.error_code),
        "Frame size": f"{frame_size(row.frame_width, row.frame_height)}{device(row.frame_width)}",
        "Created": age_text(row.created_at, now, zone),
        "Updated": age_text(row.updated_at, now, zone),
        "Code": bytes_text(row.code_bytes),
        "Design, as stored": bytes_text(row.design_bytes),
        "Row id": code(str(row.id)),
        "Session id": f"{code(row.session_id)} masked",
    }


def code(value: str | None) -> str:
    """A value in monospace; backticks cannot stand inside."""
    return f"`{plain.line(value, 60).replace('`', '´')}`" if value else MISSING


def device(width: int | None) -> str:
    """The device class of a frame's width."""
    for name, (low, high) in DEVICE_WIDTHS.items():
        if width is not None and (low is None or low <= width) and (high is None or width <= high):
            return f" px, {name}"
    return ""


def age_text(moment: datetime | None, now: datetime, zone: tzinfo) -> str:
    """A moment as markdown: `23 Nov 2026, 14:02:11 (Europe/Berlin), 4 min ago`."""
    if moment is None:
        return MISSING
    return f"{exact(moment, zone)} ({plain.escaped(zone_name(zone))}), {ago(moment, now)}"


def picture_width(row: SessionSummary, now: datetime) -> int:
    """Pixels for the picture, so that it fits its box both ways; what stands in for it is small."""
    if not thumbnails.loadable(row.thumbnail_url, now):
        return MIN_WIDTH
    width, height = row.frame_width or 0, row.frame_height or 0
    if width <= 0 or height <= 0:
        return PICTURE_WIDTH
    return max(min(PICTURE_WIDTH, round(PICTURE_HEIGHT * width / height)), MIN_WIDTH)


def thumbnail_note(row: SessionSummary, now: datetime, zone: tzinfo) -> str:
    """Why there is no picture; empty if there is one."""
    if row.thumbnail_too_large:
        return "The thumbnail is larger than 64 KB and is not shown."
    if not row.thumbnail_url:
        return "This session has no thumbnail."
    if thumbnails.loadable(row.thumbnail_url, now):
        return ""
    try:
        expiry = thumbnails.expires_at(row.thumbnail_url)
    except ValueError:
        expiry = None
    if expiry and expiry <= now:
        when = f"{exact(expiry, zone)}, {zone_name(zone)}"
        return f"The thumbnail's address expired {ago(expiry, now)} ({when})."
    return "The thumbnail's address is not one that is loaded here."
