"""The inbox: what needs a person, newest facts first, and what was snoozed or done."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.feedback import receipt_panel
from components.formatting import clock
from components.inbox import inbox_actions, inbox_bar, inbox_list
from components.news import news_bar
from components.url_state import clean_url
from services import acting, inbox, news

inbox_actions.follow()

# read state
me, now = acting.principal(), clock.read()
part = inbox_bar.chosen()

# ask the service
everything = inbox.read(now.now, now.stuck_after)

# render
inbox_actions.show_refusal()
receipt_panel.show_last()
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    inbox_bar.show(everything, part, me)
    seen = news.inbox_snapshot(everything)
    news_bar.show(lambda: news.for_inbox(seen, clock.now(), now.stuck_after))
shown = inbox_bar.items(everything, part, me)
if not shown:
    inbox_bar.nothing(part, now)
inbox_list.show(
    shown,
    me,
    now,
    notice=inbox_actions.notice(),
    pressed=partial(inbox_actions.carry_out, clock=now),
    undo=inbox_actions.take_back,
)
inbox_bar.unread(everything)
clean_url.keep_only("inbox", (*inbox_bar.PARAMETERS, news_bar.PARAMETER))
