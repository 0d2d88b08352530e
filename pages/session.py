"""One session: what it is, what was made of it, what was done to it, and what can be done."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.code import code_versions
from components.editing import edit_form
from components.feedback import messages, receipt_panel
from components.formatting import clock
from components.formatting.times import viewer_zone
from components.pictures import Picture
from components.session import (
    session_code,
    session_design,
    session_header,
    session_history,
    session_missing,
    session_overview,
    session_preview,
    session_reveal,
)
from components.session_list import action_bar
from components.session_list.listing import PARAMETERS, parse, place
from components.url_state import parameters, query_string
from components.url_state.query_string import Reader
from services import operations, picture_reads, resources, session_reads
from store.errors import NotFound, Overloaded, TooSlow
from store.records import SessionSummary

TABS = ("Preview", "Overview", "Code", "Versions", "Design", "History", "Edit")


def picture_of(row: SessionSummary) -> Picture:
    return picture_reads.in_full([row], now, session_design.chosen_page()).of(row)


def show_versions(row: SessionSummary) -> None:
    """The code that was replaced, each version with its preview."""
    enabled, kept = session_reads.versions(row.id)
    look = partial(session_preview.show, row, picture=picture_of(row))
    code_versions.show(row, kept, session_reads, enabled=enabled, now=now, zone=zone, preview=look)


def show_tab(name: str, row: SessionSummary) -> None:
    """The open tab; the others read nothing."""
    if name == "Preview":
        session_preview.show(row, *session_code.checked(row), picture=picture_of(row))
    elif name == "Overview":
        size, late = session_reads.design_bytes(row.id), settings.stuck_after
        session_overview.show(row, picture_of(row), size, now=now, zone=zone, stuck_after=late)
    elif name == "Code":
        session_code.show(row)
    elif name == "Versions":
        with messages.expected_errors():
            show_versions(row)
    elif name == "Design":
        session_design.show(row)
    elif name == "History":
        session_history.show(session_reads.history(row.id), clock.read())
    else:
        load = partial(session_reads.editable, row.id)
        edit_form.show(row, me, load, operations.edit, session_code.judged)


# read state
settings, me = resources.settings(), operations.acting()
zone, now = viewer_zone(), clock.now()
query = {name: st.query_params.get_all(name) for name in ("id", *PARAMETERS)}
listing = parse(query)
row_id = Reader(query).one("id", session_missing.row_id)

if row_id is None:
    session_missing.unreadable_id() if any(query["id"]) else session_missing.no_id()
    parameters.drop_parameter("id")
    st.stop()

# call the store, render
try:
    row = session_reads.summary(row_id)
except NotFound:
    session_missing.title()
    receipt_panel.show_last()
    entries = session_reads.history(row_id)
    session_missing.unknown_id(was_known=bool(entries))
    session_header.past_references(session_reads.past_references(row_id), None, zone)
    if entries:
        session_history.show(entries, clock.read())
    else:  # it may be a session_id
        parameters.drop_parameter("id")
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    session_header.back_link(place(listing), filtered=listing.is_filtered)
    st.space("stretch")
    neighbours = st.container(horizontal=True, gap="xsmall", width="content")
badge = session_header.show(row, now=now, zone=zone, stuck_after=settings.stuck_after)
session_header.past_references(session_reads.past_references(row.id), row.error_code, zone)
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    action_bar.show([row])
    session_reveal.button(
        me, partial(operations.reveal_session_id, row.id), operations.acting, clock.now
    )
receipt_panel.show_last()
query_string.match_case("tab", TABS)
for name, tab in zip(TABS, st.tabs(TABS, key="tab", bind="query-params"), strict=True):
    if tab.open:
        with tab:
            try:
                show_tab(name, row)
            except (NotFound, TooSlow, Overloaded) as error:
                st.warning(str(error), icon=":material/error:")
with neighbours:
    session_header.neighbour_buttons(session_reads.neighbours(listing, row.id))
session_design.badges(row, badge)
