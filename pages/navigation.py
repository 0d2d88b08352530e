"""The main script: who may enter, the pages and their titles, and the state of the database."""

from __future__ import annotations

from functools import partial

import streamlit as st

from auth import current, sign_in_methods
from auth.refusals import Refusal
from components.editing import upload_room
from components.feedback import messages, page_end
from components.inbox import inbox_count
from components.page_frame import page_frame, page_head, page_title
from components.sign_in import account, language_switch, sign_in_screens
from components.tour import tour
from components.url_state import address, shortcuts
from components.views import view_pages
from language import _
from services import condition, resources
from store.errors import TooSlow, Unavailable

language_switch.begin()
page_title.begin()
settings = resources.settings()
decision = current.decide(settings)
refused = isinstance(decision, Refusal)
state = condition.UNKNOWN if refused else condition.attempt()
pages = {
    "": [
        st.Page(
            "overview.py",
            title=_("Overview"),
            icon=":material/monitoring:",
            default=True,
            help=_("Sessions by status, stuck sessions, failures, and the latest arrivals."),
        ),
        st.Page("inbox.py", title=_("Inbox"), icon=":material/inbox:"),
        st.Page(
            "sessions.py",
            title=_("Sessions"),
            icon=":material/table_rows:",
            help=_("Search, filter and sort all sessions; select some to reset or mark as failed."),
        ),
        st.Page("session.py", title=_("Session"), icon=":material/web_asset:", visibility="hidden"),
        st.Page("compare.py", title=_("Compare"), icon=":material/compare:", visibility="hidden"),
        st.Page("showcases.py", title=_("Showcases"), icon=":material/slideshow:"),
        st.Page("review.py", title=_("Review"), icon=":material/rate_review:"),
        st.Page("quality.py", title=_("Quality"), icon=":material/image_search:"),
        st.Page("errors.py", title=_("Errors"), icon=":material/error:"),
        st.Page(
            "stuck.py",
            title=_("Stuck"),
            icon=":material/hourglass_disabled:",
            help=_("Generating sessions without an update for too long, with the evidence."),
        ),
        st.Page("bulk.py", title=_("Bulk reset"), visibility="hidden"),
        st.Page(
            "audit.py",
            title=_("Audit"),
            icon=":material/history:",
            help=_("Who changed what, when and why; receipts and undo."),
        ),
        st.Page("system.py", title=_("System"), icon=":material/database:"),
    ],
    **(view_pages.sections() if condition.is_usable(state) else {}),
}
page = st.navigation(pages, position="hidden" if refused else "top")
if not refused:
    page_title.show(page.title)
invisible = page_frame.show(page.url_path)
if isinstance(decision, Refusal):
    sign_in_screens.show(decision, sign_in_methods.from_settings(settings))
else:
    try:
        now = condition.unwrap(state)
        why = now.why_read_only if now.is_current else None
        in_demo = settings.sign_in == "demo"  # the switch shows the role that was chosen
        viewed_as = decision.for_reading() if why and not in_demo else decision
        address.forget_presses(page.url_path)
        page_head.show(page.url_path, page.title, viewed_as, usable=now.is_current)
        with invisible:
            account.remember()
            if now.is_current:
                shortcuts.focus_search()
        if not now.is_current:
            message = partial(messages.schema_behind, now.revision, condition.EXPECTED)
            messages.wait_until(condition.is_current, message)
        else:
            if why:
                messages.read_only(why)
            tour.show()
            with upload_room.drawing(), address.kept(page.url_path), page_end.awaited():
                page.run()
            inbox_count.show()
    except TooSlow:
        messages.too_slow()
    except Unavailable as error:
        message = partial(messages.database_unavailable, messages.reported(error))
        messages.wait_until(condition.answers, message)
