"""The filters above a list, and a chip for each active one; both are kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Final

import streamlit as st

from components.code import renders, verdicts
from components.design_tree import designs
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.times import exact
from components.session_list.listing import PARAMETERS, Listing, span_values
from components.url_state import chips, time_range
from components.url_state.parameters import (
    choice_changed,
    set_choice,
    set_parameter,
    set_parameters,
)
from store.records import Device, Has, Range

HAS_LABELS: Final = {
    Has.CODE: "Has code",
    Has.NO_CODE: "No code",
    Has.THUMBNAIL: "Has thumbnail",
    Has.NO_THUMBNAIL: "No thumbnail",
    Has.ERROR: "Has a reference",
    Has.NO_ERROR: "No reference",
}
DEVICE_LABELS: Final = {
    Device.MOBILE: "Mobile, up to 480 px",
    Device.TABLET: "Tablet, 481 to 1024 px",
    Device.DESKTOP: "Desktop, above 1024 px",
}


MATCHES: Final = {
    "0-50": "Another page, up to 50",
    "50-75": "Differs, 50 to 75",
    "0-75": "Below near, up to 75",
    "75-90": "Near, 75 to 90",
    "90-100": "Close, 90 or more",
}


def range_text(limits: Range | None) -> str:
    """`20 to 75`, `at least 2,000`, `at most 75`."""
    low, high = (None if end is None else f"{end:,.10g}" for end in limits or (None, None))
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


def clear_all() -> None:
    """Remove every filter."""
    looks = ("sort", "size", "view", "cards")
    set_parameters({name: [] for name in PARAMETERS if name not in looks})


def filters_popover(listing: Listing, clock: Clock) -> None:
    """The popover with the less common filters. They are drawn only while it is open: closed, they
    would be a tenth of the work of each rerun."""
    popover = st.popover("Filters", icon=":material/filter_list:", key="filters", on_change="rerun")
    if popover.open:
        with popover:
            filters_of(listing, clock)


def filters_of(listing: Listing, clock: Clock) -> None:
    """The widgets of the less common filters."""
    set_choice("stuck", listing.stuck)
    set_choice("verdict", list(listing.verdict))
    set_choice("design", list(listing.design))
    set_choice("has", list(listing.has))
    set_choice("device", listing.device)
    set_choice("render", list(listing.render))
    set_choice("match", next(iter(span_values(listing.match)), None))
    st.toggle(
        f"Stuck: generating, no update for {clock.stuck_minutes} min",
        key="stuck",
        on_change=choice_changed,
        args=("stuck",),
    )
    time_range.show(
        ("Updated from", "Updated to"),
        (listing.updated_from, listing.updated_to),
        clock.zone,
    )
    time_range.show(
        ("Created from", "Created to"),
        (listing.created_from, listing.created_to),
        clock.zone,
        ("created_from", "created_to"),
    )
    several("Code check", "verdict", verdicts.NAMES)
    several("Render", "render", renders.NAMES)
    matches = list(dict.fromkeys([*MATCHES, *span_values(listing.match)]))
    st.selectbox(
        "Match of the render with its design",
        matches,
        index=None,
        key="match",
        format_func=lambda value: MATCHES.get(value, value),
        placeholder="Any",
        on_change=choice_changed,
        args=("match",),
    )
    several("Design that cannot be drawn", "design", designs.NAMES)
    several("Content", "has", HAS_LABELS)
    st.selectbox(
        "Device class, by frame width",
        list(Device),
        index=None,
        key="device",
        format_func=DEVICE_LABELS.__getitem__,
        placeholder="Any",
        on_change=choice_changed,
        args=("device",),
    )


def several(label: str, key: str, labels: Mapping[Any, str]) -> None:
    """A filter that takes several values, each named by its label."""
    st.pills(
        label,
        list(labels),
        selection_mode="multi",
        key=key,
        format_func=labels.__getitem__,
        on_change=choice_changed,
        args=(key,),
    )


def active_filters(listing: Listing, zone: tzinfo) -> None:
    """Each active filter as a button that removes it."""
    active: list[chips.Chip] = [
        ("q", f"“{safe_text.escaped(listing.q, 40)}”", listing.q),
        (
            "status",
            " or ".join(status.label(each) for each in listing.status),
            listing.status,
        ),
        (
            "verdict",
            " or ".join(verdicts.NAMES[v].lower() for v in listing.verdict),
            listing.verdict,
        ),
        ("design", " or ".join(designs.NAMES[d] for d in listing.design), listing.design),
        ("stuck", "stuck", listing.stuck),
        ("from", f"updated from {exact(listing.updated_from, zone)}", listing.updated_from),
        ("to", f"updated to {exact(listing.updated_to, zone)}", listing.updated_to),
        ("created_from", f"created from {exact(listing.created_from, zone)}", listing.created_from),
        ("created_to", f"created to {exact(listing.created_to, zone)}", listing.created_to),
        ("has", ", ".join(HAS_LABELS[has].lower() for has in listing.has), listing.has),
        ("device", listing.device or "", listing.device),
        ("render", " or ".join(renders.NAMES[v].lower() for v in listing.render), listing.render),
        ("match", f"match {range_text(listing.match)}", listing.match),
        ("nodes", f"design of {range_text(listing.nodes)} nodes", listing.nodes),
        ("code", f"code of {range_text(listing.code)} bytes", listing.code),
        ("font", f"font {safe_text.escaped(listing.font, 40)}", listing.font),
    ]
    chips.show(active, set_parameter, clear_all)
