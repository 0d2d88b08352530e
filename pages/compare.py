"""Two sessions compared: their facts and their code, side by side. Their ids are in the URL."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from components.code import code_difference
from components.feedback import messages
from components.formatting import clock
from components.formatting.times import viewer_zone
from components.session import session_comparison, session_header, session_missing
from components.session.session_comparison import SIDES
from components.session_list.listing import PARAMETERS, parse, place
from components.url_state import parameters
from components.url_state.query_string import Reader
from services import picture_reads, resources, session_reads
from store.errors import NotFound
from store.records import SessionSummary


def found(row_id: UUID) -> tuple[SessionSummary, str, int | None] | None:
    """A session, its code, and the size of its design; None if it is gone."""
    try:
        size = session_reads.design_bytes(row_id)
        return session_reads.summary(row_id), session_reads.code(row_id) or "", size
    except NotFound:
        return None


# read state
settings = resources.settings()
zone, now = viewer_zone(), clock.now()
query = {name: st.query_params.get_all(name) for name in (*SIDES, *PARAMETERS)}
listing, read = parse(query), Reader(query)
ids = {side: read.one(side, session_missing.row_id) for side in SIDES}
asked = {side: row_id for side, row_id in ids.items() if row_id}

if len(asked) < len(SIDES):
    session_comparison.not_two(read.unreadable)
    for side in read.unreadable:
        parameters.drop_parameter(side)
    st.stop()
if len(set(asked.values())) == 1:
    session_comparison.the_same()
    st.stop()

# call the store
both = {side: found(row_id) for side, row_id in asked.items()}
present = [each for each in both.values() if each]
if len(present) < len(SIDES):
    session_comparison.gone([side for side, each in both.items() if each is None])
    st.stop()

rows = [row for row, _, _ in present]
drawn = picture_reads.in_full(rows, now)

# render
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    session_header.back_link(place(listing), filtered=listing.is_filtered)
    st.space("stretch")
    st.button("Swap", key="swap", icon=":material/swap_horiz:", on_click=session_comparison.swap)
sizes = [size for _, _, size in present]
session_comparison.show(rows, drawn, sizes, now=now, zone=zone, stuck_after=settings.stuck_after)
st.subheader("Code", anchor=False)
before, after = (code for _, code, _ in present)
if before or after:
    first, second = (session_comparison.label(row) for row in rows)
    code_difference.show(before, after, (first, second), key="compared-code")
else:
    messages.empty(":material/code_off:", "Neither has code", "There is nothing to compare yet.")
