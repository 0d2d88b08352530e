"""The browser tab's title: what the page shows, then the product."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.formatting.numbers import count_text
from language import N_, _
from store.counts import Count

PRODUCT: Final = N_("Sessions")
NAME_LIMIT: Final = 60


# Inside the page: a Material icon would be fetched from another host, and what Streamlit serves by
# address is for people with access.
ICON_FILE: Final = Path(__file__).parents[2] / "assets" / "icon.png"
ICON: Final = f"data:image/png;base64,{b64encode(ICON_FILE.read_bytes()).decode()}"


def begin() -> None:
    """What every page has before anything is drawn: a wide layout, an icon, a name."""
    st.set_page_config(page_title=_(PRODUCT), page_icon=ICON, layout="wide")
    st.logo(ICON, size="small")


def tab_title(name: str) -> str:
    """`Pricing · Sessions`; the list itself is just `Sessions`."""
    name = safe_text.line(name, NAME_LIMIT)
    return _(PRODUCT) if name in ("", _(PRODUCT)) else f"{name} · {_(PRODUCT)}"


def show(name: str) -> None:
    """Name the tab. A page may call this again when it knows more."""
    st.set_page_config(page_title=tab_title(name))


def counted(name: str, count: Count | None) -> None:
    """Name the tab with a count, if there is one: `Stuck (29) · Sessions`."""
    show(f"{name} ({count_text(count)})" if count else name)
