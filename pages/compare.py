"""Two sessions compared: their facts and their code, side by side. Their ids are in the URL."""

from __future__ import annotations

import streamlit as st

from components.feedback import page_end
from components.formatting import clock
from components.review import pair_view
from components.session import session_comparison, session_header, session_missing
from components.session.session_comparison import SIDES
from components.session_list.listing import PARAMETERS, parse, to_page_params
from components.url_state import parameters
from components.url_state.query_string import Reader
from language import _
from services import compare
from services.review_pairs import Ref

# read state
now = clock.read()
query = {name: st.query_params.get_all(name) for name in (*SIDES, *PARAMETERS)}
listing, read = parse(query), Reader(query)
ids = [row_id for side in SIDES if (row_id := read.one(side, session_missing.row_id))]

if len(ids) < len(SIDES):
    session_comparison.not_two(read.unreadable)
    for side in read.unreadable:
        parameters.drop_parameter(side)
    page_end.end()
if len(set(ids)) == 1:
    session_comparison.the_same()
    page_end.end()

# call the service
both = compare.sides(ids)
present = [side for side in both if side]
if len(present) < len(SIDES):
    session_comparison.show_missing(
        [name for name, side in zip(SIDES, both, strict=True) if side is None]
    )
    page_end.end()

# render
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    session_header.back_link(to_page_params(listing), filtered=listing.is_filtered)
    st.space("stretch")
    pair_view.link(*(Ref(row_id) for row_id in ids))
    st.button(_("Swap"), key="swap", icon=":material/swap_horiz:", on_click=session_comparison.swap)
session_comparison.show(present, now)
session_comparison.show_code(*present)
