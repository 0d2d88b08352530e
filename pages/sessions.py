"""The list: search, filter, sort, page, select and act. Its state is its URL."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from components.feedback import receipt_panel
from components.formatting import clock
from components.formatting.times import viewer_zone
from components.session_list import (
    action_bar,
    filter_bar,
    list_summary,
    pager,
    session_export,
    session_list,
    verdict_filter,
    view_bar,
)
from components.session_list.listing import PARAMETERS, parse, place
from components.url_state import clean_url, parameters, shortcuts
from services import list_reads, operations, picture_reads, resources
from store.errors import InvalidInput, TooSlow
from store.insights import statistics
from store.records import Page
from store.sessions import export, search


def open_session(row_id: UUID) -> None:
    """Remember the session to open; a callback cannot switch pages itself."""
    st.session_state["opening"] = row_id


# read state
database, settings = resources.database(), resources.settings()
listing = parse({name: st.query_params.get_all(name) for name in PARAMETERS})
filters = listing.filters(settings.stuck_after)
zone, now = viewer_zone(), clock.now()

if row_id := st.session_state.pop("opening", None):
    params = {"id": str(row_id), **place(listing), **verdict_filter.opening(listing)}
    st.switch_page("session.py", query_params=params)

if (searched := st.session_state.pop("searched", None)) is not None:
    list_reads.follow(searched, listing)
for name in listing.unreadable:
    parameters.drop_parameter(name)

# places, in reading order; what is slow is filled in last
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    filter_bar.search_box(listing)
    filter_bar.filters_popover(listing, zone, settings.stuck_after_minutes)
    view_bar.order(listing)
    view_bar.view_switch(listing)
pills = st.container()
filter_bar.active_filters(listing, zone)
for name in listing.unreadable:
    st.caption(f":material/link_off: `{name}` in the address could not be read and is left out.")
list_reads.say_unread("No session has this id. Paste the whole value.")
receipt_panel.show_last()

# call the store, rows first
page: Page | None = None
try:
    page = database.read(
        lambda db: search.search(db, filters, listing.sort, listing.cursor, listing.size)
    )
except (TooSlow, InvalidInput) as error:
    st.warning(str(error), icon=":material/search_off:")

# render
if page and page.rows:
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
    first = listing.cursor is None
    judgements = list_reads.judgements(page.rows)
    selected = session_list.show(
        page.rows,
        listing,
        pictures=picture_reads.of_list(page.rows, now),
        now=now,
        zone=zone,
        stuck_after=settings.stuck_after,
        opened=open_session,
        judgements=judgements or {},
    )
    with bar:
        shown = st.empty()
        shown.markdown(list_summary.text(page, selected, None, first=first))
        action_bar.show(selected, operations)
    # Not above the table: its toolbar would lie over the button.
    with st.container(horizontal=True, vertical_alignment="center"):
        file = st.empty()
        pager.show(page, first=first)
elif page:
    session_list.nothing(is_filtered=listing.is_filtered)
counts = database.try_read(
    lambda db: statistics.status_counts(db, filters.model_copy(update={"status": ()}))
)
with pills, st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
    statuses = filter_bar.status_pills(listing, counts)
    list_reads.pills(listing, filters, statuses)
if page and page.rows:
    total = counts.of(listing.status) if counts else None
    shown.markdown(list_summary.text(page, selected, total, first=first))
    with file:
        session_export.button(
            total,
            export.MAX_ROWS,
            resources.for_later(
                lambda: database.read(lambda db: export.rows(db, filters, listing.sort))
            ),
        )
shortcuts.focus_search()
clean_url.keep_only("sessions", PARAMETERS)
if page and page.rows:
    list_reads.check_missing(page.rows, judgements, reload=not selected and not listing.verdict)
