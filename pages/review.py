"""The review: a list's rows one after the other, design and running code side by side."""

from __future__ import annotations

import streamlit as st

from components.feedback import page_end
from components.formatting import clock
from components.page_frame import page_head
from components.review import pair_view, review_address, review_ends, review_stage
from components.review.review_address import PARAMETERS
from components.session import session_header, session_preview
from components.session_list.listing import to_params
from components.showcases import picking
from components.url_state import clean_url, parameters
from components.url_state.query_string import Reader
from language import recognized
from services import acting, review_queue
from services.review_queue import Queue
from store.errors import InvalidInput, TooSlow

# read state
review_stage.carry_out()
query = {name: st.query_params.get_all(name) for name in (*PARAMETERS, pair_view.PARAMETER)}
address = review_address.parse(query)
looks = session_preview.looks(Reader(query))
me, now = acting.principal(), clock.read()
listed = to_params(address.listed)
pair = pair_view.parse_refs(query)
if pair:
    pair_view.show(pair, me, now)
    clean_url.keep_only("review", (pair_view.PARAMETER,))
    page_end.end()

with page_head.beside():
    session_header.back_link(listed, filtered=address.listed.is_filtered)
    st.space("stretch")
    actions = st.container(width="content")
    review_address.turn_switch(address.turn)
parameters.drop_unreadable(address.unreadable)

# ask the service
queue: Queue | None = None
try:
    queue = review_queue.read(address.position(now.stuck_after))
except (TooSlow, InvalidInput) as error:
    st.warning(recognized(str(error)), icon=":material/search_off:")

# render
if queue and queue.item:
    with actions:
        picking.button([queue.item.row], me)
    review_stage.show(queue, me, now, looks)
elif queue:
    review_ends.show(queue, address.turn, listed)
clean_url.keep_only("review", (*PARAMETERS, pair_view.PARAMETER))
