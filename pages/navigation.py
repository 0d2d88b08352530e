"""The main script: who may enter, the pages and their titles, and the state of the database."""

from __future__ import annotations

from functools import partial

import streamlit as st

from auth import current, ways
from auth.refusals import Refusal
from components.editing import upload_room
from components.feedback import messages
from components.inbox import inbox_count
from components.page_frame import page_frame, page_head, page_title
from components.sign_in import account, sign_in_screens
from components.url_state import shortcuts
from services import condition, resources
from store.errors import TooSlow, Unavailable

page_title.begin()
settings = resources.settings()
decision = current.decide(settings)
page = st.navigation(
    [
        st.Page(
            "overview.py",
            title="Overview",
            icon=":material/monitoring:",
            default=True,
            help="Sessions by status, stuck sessions, failures, and the latest arrivals.",
        ),
        st.Page("inbox.py", title="Inbox", icon=":material/inbox:"),
        st.Page(
            "sessions.py",
            title="Sessions",
            icon=":material/table_rows:",
            help="Search, filter and sort every session; select some to reset or mark as failed.",
        ),
        st.Page("session.py", title="Session", icon=":material/web_asset:", visibility="hidden"),
        st.Page("compare.py", title="Compare", icon=":material/compare:", visibility="hidden"),
        st.Page("quality.py", title="Quality", icon=":material/image_search:"),
        st.Page("errors.py", title="Errors", icon=":material/error:"),
        st.Page(
            "stuck.py",
            title="Stuck",
            icon=":material/hourglass_disabled:",
            help="Generating sessions without an update for too long, with the evidence.",
        ),
        st.Page("bulk.py", title="Bulk reset", visibility="hidden"),
        st.Page(
            "audit.py",
            title="Audit",
            icon=":material/history:",
            help="Who changed what, when and why; receipts and undo.",
        ),
        st.Page("system.py", title="System", icon=":material/database:"),
    ],
    position="hidden" if isinstance(decision, Refusal) else "top",
)
if not isinstance(decision, Refusal):
    page_title.show(page.title)
invisible = page_frame.show()
if isinstance(decision, Refusal):
    sign_in_screens.show(decision, ways.ways(settings))
    st.stop()

try:
    now = condition.recent()
    why = now.why_read_only if now.is_current else None
    in_demo = settings.sign_in == "demo"  # the switch shows the role that was chosen
    viewed_as = decision.for_reading() if why and not in_demo else decision
    page_head.show(page.url_path, page.title, viewed_as, usable=now.is_current)
    with invisible:
        account.remember()
        if now.is_current:
            shortcuts.focus_search()
    if not now.is_current:
        message = partial(messages.schema_behind, now.revision, condition.EXPECTED)
        messages.until(condition.is_current, message)
    else:
        if why:
            messages.read_only(why)
        with upload_room.drawing():
            page.run()
        inbox_count.show()
except TooSlow:
    messages.too_slow()
except Unavailable as error:
    message = partial(messages.database_unavailable, messages.reported(error))
    messages.until(condition.answers, message)
