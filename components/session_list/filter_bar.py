"""The filters above a list and a chip for each active one: widgets over its URL."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

import streamlit as st

from components.code import verdicts
from components.design_tree import designs
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.times import exact, zone_name
from components.session_list.listing import PARAMETERS, Listing
from components.url_state import chips, query_string
from components.url_state.parameters import (
    choice_changed,
    local,
    moment_changed,
    set_parameter,
    set_parameters,
    set_widget,
)
from store.records import Device, Has

HAS_LABELS: Final = {
    Has.CODE: "Has code",
    Has.NO_CODE: "No code",
    Has.THUMBNAIL: "Has thumbnail",
    Has.NO_THUMBNAIL: "No thumbnail",
    Has.ERROR: "Has an error code",
    Has.NO_ERROR: "No error code",
}
DEVICE_LABELS: Final = {
    Device.MOBILE: "Mobile, up to 480 px",
    Device.TABLET: "Tablet, 481 to 1024 px",
    Device.DESKTOP: "Desktop, above 1024 px",
}


def clear_all() -> None:
    """Remove every filter."""
    set_parameters({name: [] for name in PARAMETERS if name not in ("sort", "size", "view")})


def filters_popover(listing: Listing, clock: Clock) -> None:
    """The less common filters."""
    zone = clock.zone
    set_widget("stuck", listing.stuck)
    set_widget("verdict", list(listing.verdict))
    set_widget("design", list(listing.design))
    set_widget("has", list(listing.has))
    set_widget("device", listing.device)
    set_widget("from", local(listing.since, zone))
    set_widget("to", local(listing.until, zone))
    with st.popover("Filters", icon=":material/filter_list:"):
        st.toggle(
            f"Stuck: generating, no update for {clock.stuck_minutes} min",
            key="stuck",
            on_change=choice_changed,
            args=("stuck",),
        )
        for name, label in (("from", "Updated from"), ("to", "Updated until")):
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
        st.pills(
            "Code check",
            list(verdicts.NAMES),
            selection_mode="multi",
            key="verdict",
            format_func=verdicts.NAMES.__getitem__,
            on_change=choice_changed,
            args=("verdict",),
        )
        st.pills(
            "Design that cannot be drawn",
            list(designs.NAMES),
            selection_mode="multi",
            key="design",
            format_func=designs.NAMES.__getitem__,
            on_change=choice_changed,
            args=("design",),
        )
        st.pills(
            "Content",
            list(Has),
            selection_mode="multi",
            key="has",
            format_func=HAS_LABELS.__getitem__,
            on_change=choice_changed,
            args=("has",),
        )
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
        ("from", f"updated from {exact(listing.since, zone)}", listing.since),
        ("to", f"updated until {exact(listing.until, zone)}", listing.until),
        ("has", ", ".join(HAS_LABELS[has].lower() for has in listing.has), listing.has),
        ("device", listing.device or "", listing.device),
    ]
    chips.show(active, set_parameter, clear_all)
