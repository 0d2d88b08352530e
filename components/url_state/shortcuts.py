"""The keyboard shortcut `/`, which focuses the search box. (`r` is Streamlit's own, a rerun.)"""

from __future__ import annotations

import streamlit as st

from components.frontend import script

_listen = st.components.v2.component("search_shortcut", js=script("url_state/shortcuts"))


def focus_search() -> None:
    """Listen for `/`, once per browser tab."""
    _listen(key="shortcuts")
