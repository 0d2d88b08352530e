"""The audit log: who changed what, when and why; one receipt with its undo."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.audit import audit_bar, audit_list, audit_query, audit_receipt, audit_search
from components.formatting import clock
from components.news import news_bar
from components.session_list import pager
from components.url_state.parameters import drop_unreadable
from language import _, recognized
from services import audit, news
from store.errors import InvalidInput, NotFound, TooSlow

# read state
query = audit_query.parse({name: st.query_params.get_all(name) for name in audit_query.PARAMETERS})
now = clock.read()

audit_search.follow()
if not query.receipt:
    audit_bar.show(query, now.zone)
    audit_bar.active_filters(query, now.zone)
drop_unreadable(query.unreadable)
audit_search.say_unread()

# call the service, render
first = query.cursor is None
try:
    if query.receipt:
        audit_receipt.show(audit.receipt(query.receipt, query.cursor), now, first=first)
    else:
        log = audit.log(query.filters(), query.cursor)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            news_bar.show(partial(news.for_log, query.filters(), now.now))
        audit_receipt.show_batch(log, now)
        if log.page.actions:
            audit_list.show(log.page.actions, now)
            pager.show(log.page, first=first)
        else:
            audit_list.nothing(is_filtered=query.is_filtered)
except NotFound:
    audit_receipt.unknown()
except (InvalidInput, TooSlow) as error:
    st.warning(recognized(str(error)), icon=":material/link_off:")
    st.button(_("First page"), key="first", on_click=pager.go_to_page, args=("after", None))
