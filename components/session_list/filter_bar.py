"""The filters above a list, which are kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from components.code import renders, verdicts
from components.design_tree import designs
from components.formatting.clock import Clock
from components.review import review_words
from components.session_list.listing import Listing, span_values
from components.url_state import time_range
from components.url_state.parameters import (
    choice_changed,
    set_choice,
)
from language import N_, _
from store.records import Device, Has

HAS_LABELS: Final = {
    Has.CODE: N_("Has code"),
    Has.NO_CODE: N_("No code"),
    Has.THUMBNAIL: N_("Has thumbnail"),
    Has.NO_THUMBNAIL: N_("No thumbnail"),
    Has.ERROR: N_("Has a reference"),
    Has.NO_ERROR: N_("No reference"),
}
DEVICE_LABELS: Final = {
    Device.MOBILE: N_("Mobile, up to 480 px"),
    Device.TABLET: N_("Tablet, 481 to 1024 px"),
    Device.DESKTOP: N_("Desktop, above 1024 px"),
}


MATCHES: Final = {
    "0-50": N_("Very different, up to 50"),
    "50-75": N_("Differs, 50 to 75"),
    "0-75": N_("Below near, up to 75"),
    "75-90": N_("Near, 75 to 90"),
    "90-100": N_("Close, 90 or more"),
}


def filters_popover(listing: Listing, clock: Clock) -> None:
    """The popover with the less common filters. They are drawn only while it is open: closed, they
    would be a tenth of the work of each rerun."""
    popover = st.popover(
        _("Filters"), icon=":material/filter_list:", key="filters", on_change="rerun"
    )
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
    set_choice("mark", list(listing.mark))
    set_choice("match", next(iter(span_values(listing.match)), None))
    st.toggle(
        _(
            "Stuck: generating, no update for {stuck_minutes} min",
            stuck_minutes=clock.stuck_minutes,
        ),
        key="stuck",
        on_change=choice_changed,
        args=("stuck",),
    )
    time_range.show(
        (_("Updated from"), _("Updated to")),
        (listing.updated_from, listing.updated_to),
        clock.zone,
    )
    time_range.show(
        (_("Created from"), _("Created to")),
        (listing.created_from, listing.created_to),
        clock.zone,
        ("created_from", "created_to"),
    )
    several(_("Code check"), "verdict", verdicts.NAMES)
    several(_("Render"), "render", renders.NAMES)
    st.selectbox(
        _("Match of the render with its design"),
        list(dict.fromkeys([*MATCHES, *span_values(listing.match)])),
        index=None,
        key="match",
        format_func=lambda value: _(MATCHES.get(value) or value),
        placeholder=_("Any"),
        on_change=choice_changed,
        args=("match",),
    )
    several(_("Review"), "mark", review_words.NAMES)
    several(_("Design that cannot be drawn"), "design", designs.NAMES)
    several(_("Content"), "has", HAS_LABELS)
    st.selectbox(
        _("Device class, by frame width"),
        list(Device),
        index=None,
        key="device",
        format_func=lambda value: _(DEVICE_LABELS[value]),
        placeholder=_("Any"),
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
        format_func=lambda value: _(labels[value]),
        on_change=choice_changed,
        args=(key,),
    )
