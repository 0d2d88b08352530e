"""The keyboard shortcut `/`, which focuses the search box. (`r` is Streamlit's own, a rerun.)"""

from __future__ import annotations

from components.frontend import component

_listen = component("search_shortcut", "url_state/shortcuts")


def focus_search() -> None:
    """Listen for `/`, once per browser tab."""
    _listen(key="shortcuts")
