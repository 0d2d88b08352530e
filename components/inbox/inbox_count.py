"""The numbers in the navigation: how many items the inbox has, and how many sessions a view.

No page waits for them: it shows what this process knows, and the browser asks again now and then.
"""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from components.formatting import clock
from components.frontend import component
from components.views import view_pages
from language import _, ngettext
from services import inbox
from store.errors import StoreError

_component = component("inbox_count", "inbox/count")


@st.fragment
def show() -> None:
    """Draw the number; a fragment, so that only it is drawn again."""
    count = inbox.cached_count()
    label = (
        _("Inbox")
        if not count
        else ngettext("Inbox, {count:,} item", "Inbox, {count:,} items", count)
    )
    data = {"count": count, "label": label}
    _component(key="inbox-count", data=data, on_beat_change=refresh, height=1, width=1)


def refresh() -> None:
    """Read the numbers again where they are old."""
    view_pages.count_again()
    now = clock.read()
    with suppress(StoreError):
        inbox.refresh_count(now.now, now.stuck_after)
