"""The browser tab's title: what the page shows, then the product."""

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
    """Name the tab. A page may call this again when it knows more."""
    st.set_page_config(page_title=text(name))


def counted(name: str, count: Count | None) -> None:
    """Name the tab with a count, if there is one: `Stuck (29) · Sessions`."""
    show(f"{name} ({count_text(count)})" if count else name)
