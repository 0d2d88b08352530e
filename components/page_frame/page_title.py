"""The title of the browser's tab: what the page shows, then the product."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.formatting.numbers import count_text
from store.counts import Count

PRODUCT: Final = "Sessions"
NAME_LIMIT: Final = 60


def text(name: str) -> str:
    """`Pricing · Sessions`; the list itself is just `Sessions`."""
    name = safe_text.line(name, NAME_LIMIT)
    return PRODUCT if name in ("", PRODUCT) else f"{name} · {PRODUCT}"


def show(name: str) -> None:
    """Name the tab. A page may do so more than once, as it learns more."""
    st.set_page_config(page_title=text(name))


def counted(name: str, count: Count | None) -> None:
    """Name the tab with a labelled count, if there is one: `Stuck (29) · Sessions`."""
    show(f"{name} ({count_text(count)})" if count else name)
