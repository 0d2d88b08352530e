"""The search box, status pills, filters and chips above a list: widgets over its URL."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

import streamlit as st

from components.code import verdicts
from components.design_tree import designs
from components.feedback import messages
from components.formatting import safe_text, status
from components.formatting.numbers import number
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
from store.counts import StatusCounts
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


def toggle_status(name: str) -> None:
    """Add a status to the filter, or take it out."""
    chosen = st.query_params.get_all("status")
    others = [status for status in chosen if status != name]
    set_parameter("status", others if name in chosen else [*chosen, name])


def clear_all() -> None:
    """Take every filter out."""
    set_parameters({name: [] for name in PARAMETERS if name not in ("sort", "size", "view")})


def text_changed() -> None:
    """Keep what was typed or pasted: the script looks it up before the URL may have it."""
    st.session_state["searched"] = st.session_state["q"]
    st.session_state.pop("unread", None)
    if query_string.holds_credential(st.session_state["q"]):
        st.session_state["q"] = ""


def keep_search(q: str) -> None:
    """Set the search box to what the URL says. A text that nothing was understood of stays in the
    box, and out of the URL, until it is changed.
    """
    typed = st.session_state.get("q")
    if st.session_state.get("searched") or (not q and typed and typed == unread()):
        return
    st.session_state.pop("unread", None)
    set_widget("q", q)


def unread() -> str:
    """The text in the search box that nothing was understood of; empty if there is none."""
    text: str = st.session_state.get("unread", "")
    return text


def search_box(listing: Listing) -> None:
    """One box for whatever a customer pastes."""
    keep_search(listing.q)
    st.text_input(
        "Search sessions",
        key="q",
        type="search",
        live=True,
        max_chars=query_string.MAX_PASTED,
        placeholder="Frame name, BP- reference, row id or a pasted session id   ( / )",
        label_visibility="collapsed",
        on_change=text_changed,
    )


def status_pills(listing: Listing, counts: StatusCounts | None) -> dict[str, bool]:
    """A toggle for each status with its count; those unknown to the backend's rules follow.

    Returns their keys with whether each is pressed.
    """
    names, rest = status.leading(counts.counts if counts else (), listing.status)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        for name in names:
            look, word = status.look(name), status.label(name)
            count = f" {number(counts.counts.get(name, 0), counts.kind)}" if counts else ""
            st.button(
                f"{word} :small[{count}]" if count else word,
                key=f"status-{name}",
                icon=look.icon,
                type="primary" if name in listing.status else "secondary",
                on_click=toggle_status,
                args=(name,),
                help="Showing only these. Press to take it out."
                if name in listing.status
                else None,
            )
        if rest:
            st.caption(f"and {len(rest):,} more statuses: sort by status to see their sessions")
        if counts is None:
            messages.not_now("counted")
    return {f"status-{name}": name in listing.status for name in names}


def filters_popover(listing: Listing, zone: tzinfo, stuck_minutes: int) -> None:
    """The filters that are used less often."""
    set_widget("stuck", listing.stuck)
    set_widget("verdict", list(listing.verdict))
    set_widget("design", list(listing.design))
    set_widget("has", list(listing.has))
    set_widget("device", listing.device)
    set_widget("from", local(listing.since, zone))
    set_widget("to", local(listing.until, zone))
    with st.popover("Filters", icon=":material/filter_list:"):
        st.toggle(
            f"Stuck: generating, no update for {stuck_minutes} min",
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
            "Code check, which runs nothing",
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
    """Each active filter as a button that takes it out."""
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
