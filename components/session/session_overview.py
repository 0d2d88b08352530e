"""The Overview tab: the picture of the design, and the row's facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import streamlit as st

from components import pictures
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.numbers import bytes_text, frame_size
from components.formatting.status import label
from components.formatting.times import MISSING, ago, with_zone
from components.pictures import Picture
from language import _
from store.records import DEVICE_WIDTHS, SessionSummary

PICTURE_BOX: Final = (440, 560)


def show(row: SessionSummary, picture: Picture, design_bytes: int | None, clock: Clock) -> None:
    """Picture beside facts; one below the other on a narrow screen."""
    left, right = st.columns([2, 3], gap="large")
    with left, st.container(border=True):
        pictures.show(picture, box=PICTURE_BOX, key="overview-picture", noted=True)
    with right:
        st.table(
            facts(row, design_bytes, clock),
            border="horizontal",
        )


def facts(row: SessionSummary, design_bytes: int | None, clock: Clock) -> dict[str, str]:
    """The row's facts as markdown by name, with a dash for missing ones."""
    stuck = _(", stuck") if row.is_stuck(clock.stuck_after) else ""
    return {
        _("Status"): label(row.status, 80) + stuck,
        _("Reference"): code(row.error_code),
        _(
            "Frame size"
        ): f"{frame_size(row.frame_width, row.frame_height)}{device(row.frame_width)}",
        _("Created"): age_text(row.created_at, clock),
        _("Updated"): age_text(row.updated_at, clock),
        _("Code"): bytes_text(row.code_bytes),
        _("Design"): _("size not read just now")
        if design_bytes is None
        else _("{size} of JSON", size=bytes_text(design_bytes)),
        _("Row id"): code(str(row.id)),
        _("Session id"): _("{code} masked", code=code(row.session_id)),
    }


def code(value: str | None) -> str:
    """A value in monospace; a dash if there is none or it is invisible."""
    return safe_text.monospace(value or "", 60) or MISSING


def device(width: int | None) -> str:
    """The device class of a frame's width."""
    for name, (low, high) in DEVICE_WIDTHS.items():
        if width is not None and (low is None or low <= width) and (high is None or width <= high):
            return _(" px, {name}", name=_(name))
    return ""


def age_text(moment: datetime | None, clock: Clock) -> str:
    """A moment as markdown: `23 Nov 2026, 14:02:11, Europe/Berlin · 4 min ago`."""
    if moment is None:
        return MISSING
    age = safe_text.escaped(ago(moment, clock.now))
    return f"{safe_text.escaped(with_zone(moment, clock.zone))} · {age}"
