"""Filter buttons with counts: one per status, and `Ready but broken`."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting import status
from components.formatting.numbers import number
from components.formatting.times import exact
from components.page_frame import page_frame
from components.session_list import filter_chips, verdict_filter
from components.session_list.listing import Listing
from components.url_state.parameters import set_parameter
from language import N_, _
from services.session_list import ListCounts

SHOWING: Final = N_("Showing only these. Press to remove the filter. ")


def show(listing: Listing, counts: ListCounts, zone: tzinfo) -> None:
    """A row of toggle buttons, marked as such for assistive technology."""
    with st.container(
        key="status-chips", horizontal=True, vertical_alignment="center", gap="xsmall"
    ):
        pressed = statuses(listing, counts, zone)
        verdict_filter.pill(listing, counts.broken, counted=not counts.is_wide)
        verdict_filter.unchecked_note(counts.unchecked)
        filter_chips.clear_button(listing, zone)
        page_frame.toggles({**pressed, verdict_filter.KEY: verdict_filter.is_on(listing)})


def statuses(listing: Listing, known: ListCounts, zone: tzinfo) -> dict[str, bool]:
    """A toggle for each status, lifecycle statuses first.

    Returns which are pressed, by button key.
    """
    counts = known.statuses
    as_of = _("Counted {at}.", at=exact(counts.as_of, zone)) if counts else ""  # they may be shared
    names, rest = status.leading(counts.counts if counts else (), listing.status)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        for name in names:
            is_on = name in listing.status
            look, word = status.look(name), status.label(name)
            count = f" {number(counts.counts.get(name, 0), counts.kind)}" if counts else ""
            st.button(
                f"{word} :small[{count}]" if count else word,
                key=f"status-{name}",
                icon=look.icon,
                type="primary" if is_on else "secondary",
                on_click=toggle,
                args=(name,),
                help=f"{(_(SHOWING) if is_on else '')}{as_of}".strip() or None,
            )
        if rest:
            st.caption(
                _(
                    "and {count:,} more statuses: sort by status to see their sessions",
                    count=len(rest),
                )
            )
        if counts is None and not known.is_wide:
            messages.timed_out("counted")
    return {f"status-{name}": name in listing.status for name in names}


def toggle(name: str) -> None:
    """Add a status to the filter, or remove it."""
    chosen = st.query_params.get_all("status")
    others = [each for each in chosen if each != name]
    set_parameter("status", others if name in chosen else [*chosen, name])
