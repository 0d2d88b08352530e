"""The filters above a list, and a chip for each active one; both are kept in the URL."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

import streamlit as st

from components.code import verdicts
from components.design_tree import designs
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.times import exact
from components.session_list.listing import PARAMETERS, Listing
from components.url_state import chips, time_range
from components.url_state.parameters import (
    choice_changed,
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
    Has.ERROR: "Has a reference",
    Has.NO_ERROR: "No reference",
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
    """The popover with the less common filters."""
    set_widget("stuck", listing.stuck)
    set_widget("verdict", list(listing.verdict))
    set_widget("design", list(listing.design))
    set_widget("has", list(listing.has))
    set_widget("device", listing.device)
    with st.popover("Filters", icon=":material/filter_list:"):
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
        ("from", f"updated from {exact(listing.updated_from, zone)}", listing.updated_from),
        ("to", f"updated to {exact(listing.updated_to, zone)}", listing.updated_to),
        ("has", ", ".join(HAS_LABELS[has].lower() for has in listing.has), listing.has),
        ("device", listing.device or "", listing.device),
    ]
    chips.show(active, set_parameter, clear_all)
