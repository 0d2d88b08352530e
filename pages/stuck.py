"""Sessions that stopped: the evidence, those that stopped together, and their reset."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import streamlit as st

from components.feedback import messages, receipt_panel
from components.formatting import clock
from components.formatting.times import exact, viewer_zone, zone_name
from components.session_list import action_bar, pager, session_table
from components.session_list.listing import parse, place
from components.stuck import bulk_reset, stuck_evidence
from components.url_state import clean_url, parameters
from services import operations, picture_reads, receipts, resources, stuck_reads
from store.errors import InvalidInput, TooSlow
from store.insights import statistics
from store.principal import Action
from store.records import Filters, Page, Sort
from store.sessions import search, stuck

PARAMETERS = ("from", "to", "size", *parameters.CURSORS)


def open_session(row_id: UUID) -> None:
    """Remember the session to open; a callback cannot switch pages itself."""
    st.session_state["opening"] = row_id


# read state
database, settings, me = resources.database(), resources.settings(), operations.acting()
listing = parse({name: st.query_params.get_all(name) for name in PARAMETERS})
filters = Filters(
    stuck_after=settings.stuck_after, updated_from=listing.since, updated_to=listing.until
)
way_back = {**place(listing), "stuck": ["true"], "sort": [str(Sort.UPDATED_ASC)]}
zone, now = viewer_zone(), clock.now()

if row_id := st.session_state.pop("opening", None):
    st.switch_page("session.py", query_params={"id": [str(row_id)], **way_back})
for name in listing.unreadable:
    parameters.drop_parameter(name)
    st.caption(f":material/link_off: `{name}` in the address could not be read and is left out.")

if bulk_reset.is_running(operations.reset_matching, operations.BATCH_ROWS):
    st.stop()
bulk_reset.show_result(receipts.last_batch, operations.undo_batch, now=now, zone=zone)
bulk_reset.show_interrupted(stuck_reads.interrupted(), zone)
receipt_panel.show_last()
stuck_evidence.definition(settings.stuck_after_minutes)
figures, groups, again = st.container(), st.container(), st.container()

# call the store, rows first
page: Page | None = None
try:
    page = database.read(
        lambda db: search.search(db, filters, Sort.UPDATED_ASC, listing.cursor, listing.size)
    )
except (TooSlow, InvalidInput) as error:
    st.warning(str(error), icon=":material/link_off:")

# render
narrowed = bool(listing.since or listing.until)
if page and page.rows:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        heading, reset_all = st.container(width="content"), st.container(width="content")
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
    selected = session_table.show(
        page.rows,
        pictures=picture_reads.of_list(page.rows, now),
        now=now,
        zone=zone,
        stuck_after=settings.stuck_after,
        opened=open_session,
        list_params=way_back,
    )
    pager.show(page, first=listing.cursor is None)
    count = database.try_read(partial(search.count, filters=filters))
    with heading:
        stuck_evidence.heading(count, narrowed=narrowed)
    if me.may(Action.RESET):
        with reset_all:
            label = stuck_evidence.reset_label(count, narrowed=narrowed)
            if st.button(label, key="reset-all", icon=":material/restart_alt:", type="primary"):
                with messages.expected_errors():
                    stuck_reads.ask_for_all(filters, zone)
    with bar:
        st.markdown(f"**{len(selected)} selected**" if selected else ":gray[Longest first]")
        action_bar.show(selected, operations, way_back)
elif page:
    stuck_evidence.nothing(is_filtered=narrowed, checked=f"{exact(now, zone)} {zone_name(zone)}")
with figures:
    times = database.try_read(statistics.generation_times)
    stuck_evidence.evidence(times, settings.stuck_after)
with groups:
    found = database.try_read(partial(stuck.cohorts, stuck_after=settings.stuck_after))
    stuck_evidence.cohorts(found, zone, (listing.since, listing.until))
with again:
    stuck_reads.reset_again()
clean_url.keep_only("stuck", PARAMETERS)
