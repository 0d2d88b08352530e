"""One bulk reset with its progress and outcome, or the latest ones."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from components.bulk_resets import bulk_links, bulk_view
from components.formatting import clock
from components.page_frame import page_title
from components.session_list import pager
from components.url_state import clean_url, parameters, query_string
from language import _, recognized
from services import bulk_resets
from store.errors import InvalidInput, NotFound, TooSlow

PARAMETERS = ("batch", *parameters.CURSORS)

# read state
read = query_string.Reader({name: st.query_params.get_all(name) for name in PARAMETERS})
batch_id = read.one("batch", UUID)
cursor = read.one("after", query_string.cursor) or read.one("before", query_string.cursor)
parameters.drop_unreadable(read.unreadable)
now = clock.read()

# call the service, render
try:
    if batch_id:
        state = bulk_resets.read(batch_id, cursor)
        page_title.show(state.progress.bulk.name)
        bulk_view.show(state, now, first=cursor is None)
    elif latest := bulk_resets.latest():
        bulk_links.latest(latest, now)
    else:
        bulk_view.none_yet()
except NotFound:
    bulk_view.unknown()
    st.page_link("audit.py", label=_("Audit log"), icon=":material/history:", help="")
except (InvalidInput, TooSlow) as error:
    st.warning(recognized(str(error)), icon=":material/link_off:")
    st.button(_("First page"), key="first", on_click=pager.go_to_page, args=("after", None))
clean_url.keep_only("bulk", PARAMETERS)
