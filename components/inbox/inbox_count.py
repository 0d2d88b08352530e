"""How many items need somebody, beside the inbox's name in the navigation.

No page waits for it: it shows what this process knows, and the browser asks again now and then.
"""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from components.formatting import clock
from components.frontend import script
from services import inbox
from store.errors import StoreError

_component = st.components.v2.component("inbox_count", js=script("inbox/count"))


@st.fragment
def show() -> None:
    """Draw the number; a fragment, so that only it is drawn again."""
    count = inbox.known_count()
    label = "Inbox" if not count else f"Inbox, {count:,} item{'' if count == 1 else 's'}"
    data = {"count": count, "label": label}
    _component(key="inbox-count", data=data, on_beat_change=refresh, height=1, width=1)


def refresh() -> None:
    """Read the number again where it is old."""
    now = clock.read()
    with suppress(StoreError):
        inbox.refresh_count(now.now, now.stuck_after)
