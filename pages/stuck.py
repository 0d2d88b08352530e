"""Sessions that stopped: the evidence, those that stopped together, and their reset."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.bulk_resets import bulk_links
from components.feedback import receipt_panel
from components.formatting import clock
from components.formatting.times import with_zone
from components.news import news_bar
from components.page_frame import page_head
from components.pictures import selection
from components.session_list import action_bar, opening, pager, session_table
from components.session_list.listing import parse, to_page_params
from components.stuck import bulk_reset, stuck_cohorts, stuck_evidence
from components.url_state import clean_url, parameters
from language import _, recognized
from services import news, stuck
from store.records import Filters, Sort

PARAMETERS = ("from", "to", "size", *parameters.CURSORS)

# read state
listing = parse({name: st.query_params.get_all(name) for name in PARAMETERS})
now = clock.read()
updated = listing.updated_from, listing.updated_to
filters = Filters(stuck_after=now.stuck_after, updated_from=updated[0], updated_to=updated[1])
way_back = {**to_page_params(listing), "stuck": ["true"], "sort": [str(Sort.UPDATED_ASC)]}
opening.follow(way_back)
bulk_reset.follow()
parameters.drop_unreadable(listing.unreadable)

# ask the service, rows first
first = stuck.rows(filters, listing.cursor, listing.size)

# render, places in reading order; what is slow is filled in last
with page_head.beside():
    heading = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        evidence = stuck_evidence.explained(now.stuck_minutes)
        bulk_links.menu(first.bulk)
        reset_all = st.container(width="content")
bulk_links.panel(first.bulk)
receipt_panel.show_last()
warning = st.container()
groups = st.container(horizontal=True, vertical_alignment="center", gap="small")
narrowed = any(updated)
if first.refusal:
    st.warning(recognized(str(first.refusal)), icon=":material/link_off:")
elif first.listed and first.listed.page.rows:
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
    selected = session_table.show(first.listed, now, way_back)
    pager.show(first.listed.page, first=listing.cursor is None)
    with bar:
        st.markdown(
            _("**{count} selected**", count=len(selected))
            if selected
            else _(":gray[Longest first]")
        )
        action_bar.show(selected, way_back, then=selection.clear)
        news_bar.show(partial(news.for_list, filters, now.now), selected=len(selected))
else:
    stuck_evidence.nothing(is_filtered=narrowed, clock=now)
figures = stuck.figures(filters, now.stuck_after)
if first.listed and first.listed.page.rows:
    with heading:
        stuck_evidence.heading(figures.total, with_zone(figures.as_of, now.zone), narrowed=narrowed)
    with reset_all:
        stuck_evidence.reset_all(figures.total, filters, now)
with evidence:
    stuck_evidence.evidence(figures.times, now.stuck_after)
with warning:
    stuck_evidence.warning(figures.times, now.stuck_after)
with groups:
    stuck_cohorts.show(figures.cohorts, now.zone, updated)
    stuck_evidence.reset_again(figures.reset_again)
clean_url.keep_only("stuck", (*PARAMETERS, news_bar.PARAMETER))
