"""Saved views in the navigation: each is a page that opens its list.

An entry of the navigation is a page without parameters. The page of a view puts the address of its
list in place of its own, so that Back leads to the page before.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from components.formatting import clock, safe_text
from components.formatting.numbers import count_text
from components.frontend import component
from components.session_list import listing
from components.views.view_listing import listing_of
from language import N_, _
from services import views
from store.errors import StoreError
from store.views.view_records import View

NAME_CHARS: Final = 40
SECTION: Final = N_("Views")
PREFIX: Final = "view-"
"""Of the paths of these pages: web/addresses.py knows it."""

_component = component("open_view", "views/open_view")


def sections() -> dict[str, list[Page]]:
    """The section of the navigation, none where there are no views. Raises Refused."""
    known = views.list_cached()
    return {_(SECTION): [page_of(view) for view in known]} if known else {}


def page_of(view: View) -> Page:
    """The entry of a view: its name, and how many sessions it has if that is known."""
    count = views.cached_count(listing_of(view).filters(clock.read().stuck_after))
    number = f" · {count_text(count)}" if count else ""
    return st.Page(
        opener(view),
        title=f"{safe_text.escaped(view.name, NAME_CHARS)}{number}",
        icon=":material/group:" if view.shared else ":material/bookmark:",
        url_path=f"{PREFIX}{view.id.hex}",
    )


def opener(view: View) -> Callable[[], None]:
    """What the page of a view does."""

    def open_list() -> None:
        params = urlencode(listing.to_params(listing_of(view)), doseq=True)
        _component(key=f"open-{view.id}", data={"address": f"sessions?{params}"})

    return open_list


def count_again() -> None:
    """Count the views again where that is old, for the next time that the navigation is drawn."""
    with suppress(StoreError):  # the older numbers stay
        stuck_after = clock.read().stuck_after
        known = views.list_cached()
        views.count_again({view.id: listing_of(view).filters(stuck_after) for view in known})
