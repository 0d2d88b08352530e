"""The list: search, filter, sort, page, select and act. Its state is its URL."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.feedback import receipt_panel
from components.formatting import clock
from components.news import news_bar
from components.page_frame import page_head
from components.pictures import selection
from components.review import review_link
from components.session_list import (
    action_bar,
    check_progress,
    filter_bar,
    filter_chips,
    list_rows,
    list_summary,
    opening,
    pager,
    search_box,
    session_export,
    status_pills,
    verdict_filter,
    view_bar,
)
from components.session_list.listing import PARAMETERS, parse, to_page_params
from components.url_state import clean_url, parameters
from language import _, recognized
from services import news, session_list
from services.session_list import ListedRows
from store.errors import InvalidInput, TooSlow

# read state
listing = parse({name: st.query_params.get_all(name) for name in PARAMETERS})
now = clock.read()
filters = listing.filters(now.stuck_after)
opening.follow({**to_page_params(listing), **verdict_filter.opening(listing)})
search_box.follow(listing)

# places, in reading order; what is slow is filled in last
bar = page_head.beside()
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    search_box.show(listing)
    filter_bar.filters_popover(listing, now)
    view_bar.order(listing)
    view_bar.view_switch(listing)
pills = st.container()
filter_chips.show(listing, now.zone)
parameters.drop_unreadable(listing.unreadable)
search_box.say_unread(_("No session has this id. Paste the whole value."))
receipt_panel.show_last()

# ask the service, rows first
listed: ListedRows | None = None
try:
    listed = session_list.rows(filters, listing.sort, listing.cursor, listing.size)
except (TooSlow, InvalidInput) as error:
    st.warning(recognized(str(error)), icon=":material/search_off:")

# render
if listed and listed.page.rows:
    first = listing.cursor is None
    selected = list_rows.show(listed, listing, now)
    if advice := list_summary.advice(listed):
        st.caption(f":material/info: {advice}")
    with bar:
        summary = st.empty()
        summary.markdown(list_summary.summary(listed.page, selected, None, first=first))
        action_bar.show(selected, then=selection.clear)
        review_link.show(listing)
        read_news = partial(news.for_list, listed.filters, now.now)
        news_bar.show(read_news, selected=len(selected))
    # Not above the table: its toolbar would lie over the button.
    with st.container(horizontal=True, vertical_alignment="center"):
        file = st.empty()
        pager.show(listed.page, first=first)
elif listed:
    list_rows.nothing(listed, is_filtered=listing.is_filtered)
counts = (
    session_list.read_counts(listed.filters, listed.page)
    if listed
    else session_list.read_counts(filters, None)
)
with pills:
    status_pills.show(listing, counts, now.zone)
if listed and listed.page.rows:
    total = counts.statuses.count(listing.status) if counts.statuses else None
    summary.markdown(list_summary.summary(listed.page, selected, total, first=first))
    with file:
        session_export.button(total, session_list.export(listed.filters, listing.sort))
    check_progress.show(listed, reload=not selected and not listing.verdict)
clean_url.keep_only("sessions", (*PARAMETERS, news_bar.PARAMETER))
