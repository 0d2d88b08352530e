"""Keyboard: `/` puts the cursor into the search box. (`r` reruns a page by Streamlit itself.)"""

from __future__ import annotations

import streamlit as st

from components.frontend import script

_listen = st.components.v2.component("search_shortcut", js=script("url_state/shortcuts"))


def focus_search() -> None:
    """Listen for `/`, once for each browser tab."""
    _listen(key="shortcuts")
