"""One session: what it is, what was made of it, what was done to it, and what can be done."""

from __future__ import annotations

import streamlit as st

from components.feedback import page_end, receipt_panel
from components.formatting import clock
from components.session import (
    session_design,
    session_header,
    session_missing,
    session_reveal,
    session_reviews,
    session_tabs,
    story_view,
)
from components.session_list import action_bar
from components.session_list.listing import PARAMETERS, parse, to_page_params
from components.url_state import parameters
from components.url_state.query_string import Reader
from services import acting, session
from store.errors import NotFound
from store.sessions.lifecycle import Step


def buttons(recommended: Step | None) -> None:
    """What can be done to the session."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        action_bar.show([row], recommended=recommended)
        session_reveal.button(row.id, me)


# read state
me, now = acting.principal(), clock.read()
query = {name: st.query_params.get_all(name) for name in ("id", *PARAMETERS)}
listing = parse(query)
row_id = Reader(query).one("id", session_missing.row_id)
receipt_id = receipt_panel.last_id()

if row_id is None:
    session_missing.unreadable_id() if any(query["id"]) else session_missing.no_id()
    parameters.drop_parameter("id")
    page_end.end()

# call the service
try:
    opened = session.open_session(row_id, session_tabs.chosen(), receipt_id)
except NotFound:
    gone = session.get_missing(row_id, receipt_id)
    session_missing.show(gone, now)
    if not gone.history:  # it may be a session_id
        parameters.drop_parameter("id")
    page_end.end()

# render
row = opened.row
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    session_header.back_link(to_page_params(listing), filtered=listing.is_filtered)
    session_header.name(row)
    head = st.container(width="content")
    beside = st.container(horizontal=True, gap="xsmall", width="content")
badges = session_header.facts(row, now)
session_header.past_references(opened.past, row.error_code, now.zone)
if receipt_id:
    receipt_panel.show(opened.receipt)
story_view.show(opened, me, now, buttons, head)
session_tabs.show(opened, me, now)
with beside:
    filters = listing.filters(now.stuck_after)
    session_header.neighbor_buttons(session.neighbors(filters, listing.sort, row.id))
session_design.badges(opened, badges)
session_reviews.badge(opened.reviews, badges)
