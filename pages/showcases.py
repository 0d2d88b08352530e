"""The showcases, or one of them: what is presented, in which order, with which words."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from components.feedback import receipt_panel
from components.formatting import clock, safe_text
from components.page_frame import page_head, page_title
from components.showcases import showcase_head, showcase_items, showcase_list
from components.url_state import clean_url, parameters
from components.url_state.query_string import Reader
from language import _
from services import acting, showcases
from store.errors import NotFound
from store.showcases.showcase_records import NAME_CHARS

PARAMETERS = (showcase_list.PARAMETER,)

# read state
me, now = acting.principal(), clock.read()
read = Reader({name: st.query_params.get_all(name) for name in PARAMETERS})
showcase_id = read.one(showcase_list.PARAMETER, UUID)
parameters.drop_unreadable(read.unreadable)

# call the service, render
receipt_panel.show_last()
if showcase_id is None:
    page_head.name(_("Showcases"))
    showcase_list.show(showcases.shelves(), me, now)
else:
    try:
        opened = showcases.open_showcase(showcase_id)
    except NotFound:
        page_head.name(_("Showcases"))
        showcase_list.unknown()
    else:
        page_title.show(opened.showcase.name)
        page_head.name(safe_text.escaped(opened.showcase.name, NAME_CHARS))
        showcase_head.show(opened, me, now)
        showcase_items.show(opened, me, now)
clean_url.keep_only("showcases", PARAMETERS)
