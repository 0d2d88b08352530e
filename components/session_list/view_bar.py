"""The order, page size and view of a list, all kept in its URL."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.pictures import selection
from components.session_list.listing import PAGE_SIZES, Cards, Listing, View
from components.url_state.parameters import (
    change,
    is_as_drawn,
    required_choice_changed,
    set_choice,
    set_parameter,
)
from language import N_, _
from store.records import Sort

SORT_LABELS: Final = {
    Sort.UPDATED_DESC: N_("Last updated first"),
    Sort.UPDATED_ASC: N_("Longest without update first"),
    Sort.CREATED_DESC: N_("Newest first"),
    Sort.CREATED_ASC: N_("Oldest first"),
    Sort.NAME_ASC: N_("Frame name A to Z"),
    Sort.NAME_DESC: N_("Frame name Z to A"),
    Sort.STATUS_ASC: N_("Status A to Z"),
    Sort.STATUS_DESC: N_("Status Z to A"),
    Sort.MATCH_ASC: N_("Worst match first"),
    Sort.MATCH_DESC: N_("Best match first"),
}
CARD_LABELS: Final = {
    Cards.DESIGN: N_("Design"),
    Cards.RESULT: N_("Result"),
    Cards.BOTH: N_("Side by side"),
    Cards.DIFFERENCE: N_("Difference"),
}
VIEW_LABELS: Final = {
    View.TABLE: N_(":material/table_rows: Table"),
    View.COMPACT: N_(":material/density_small: Compact"),
    View.GALLERY: N_(":material/grid_view: Gallery"),
}


def order(listing: Listing) -> None:
    """The sort order and the page size."""
    set_choice("sort", listing.sort)
    set_choice("size", listing.size)
    st.selectbox(
        _("Sort"),
        list(Sort),
        key="sort",
        format_func=lambda value: _(SORT_LABELS[value]),
        label_visibility="collapsed",
        width=230,
        on_change=required_choice_changed,
        args=("sort",),
    )
    cards = listing.view is View.GALLERY
    st.selectbox(
        _("Cards per page") if cards else _("Rows per page"),
        PAGE_SIZES[listing.view],
        key="size",
        format_func=lambda size: (
            _("{size} cards", size=size) if cards else _("{size} rows", size=size)
        ),
        label_visibility="collapsed",
        width=110,
        on_change=size_changed,
    )


def size_changed() -> None:
    """Write the page size to the URL.

    Right after a change of view the browser may still report a size of the view before.
    """
    view = st.session_state.get("drawn-view", View.TABLE)
    if st.session_state["size"] in (None, *PAGE_SIZES[view]):
        required_choice_changed("size")


def sort_by(order: str) -> None:
    """Sort the whole list, from its first page."""
    set_parameter("sort", [order] if order != Sort.UPDATED_DESC else [])


def view_changed() -> None:
    """Change the view without losing the place in the list. Each view has its own page sizes."""
    view = st.session_state["view"]
    if view is None or is_as_drawn("view"):  # see required_choice_changed
        return
    selection.carry()
    change({"view": [str(view)] if view is not View.TABLE else [], "size": []})


def view_switch(listing: Listing) -> None:
    """The switch between the table, the same with lower rows, and the gallery."""
    set_choice("view", listing.view)
    st.segmented_control(
        _("View"),
        list(View),
        required=True,
        key="view",
        format_func=lambda value: _(VIEW_LABELS[value]),
        label_visibility="collapsed",
        on_change=view_changed,
    )
    if listing.view is View.GALLERY:
        card_switch(listing)


def card_switch(listing: Listing) -> None:
    """What the cards show of designs and renders."""
    set_choice("cards", listing.cards)
    st.selectbox(
        _("Cards show"),
        list(Cards),
        key="cards",
        format_func=lambda value: _(CARD_LABELS[value]),
        label_visibility="collapsed",
        width=140,
        on_change=cards_changed,
    )


def cards_changed() -> None:
    """Show the same place of the list in the other way."""
    cards = st.session_state["cards"]
    if cards is None or is_as_drawn("cards"):  # see required_choice_changed
        return
    change({"cards": [str(cards)] if cards is not Cards.DESIGN else []})
