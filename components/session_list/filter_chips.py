"""A chip for each active filter of a list that no control above shows."""

from __future__ import annotations

from datetime import tzinfo

import streamlit as st

from components.code import renders, verdicts
from components.design_tree import designs
from components.formatting import safe_text
from components.formatting.times import exact
from components.review import review_words
from components.session_list import verdict_filter
from components.session_list.filter_bar import HAS_LABELS
from components.session_list.listing import PARAMETERS, Listing
from components.url_state import chips
from components.url_state.parameters import set_parameter, set_parameters
from language import _, format_plain, in_sentence
from store.records import Range


def show(listing: Listing, zone: tzinfo) -> None:
    """Each active filter as a button that removes it, but for those that the search box or a pill
    above shows."""
    chips.show(of_listing(listing, zone), set_parameter, clear_all)


def clear_button(listing: Listing, zone: tzinfo) -> None:
    """Removes every filter, where no chip is drawn that could have this button beside it."""
    if listing.is_filtered and not any(value for *_rest, value in of_listing(listing, zone)):
        st.button(_("Clear all filters"), key="clear", type="tertiary", on_click=clear_all)


def of_listing(listing: Listing, zone: tzinfo) -> list[chips.Chip]:
    """The chips of a list, active or not."""
    is_pill = verdict_filter.is_on(listing)
    return [
        (
            "verdict",
            _(" or ").join(in_sentence(_(verdicts.NAMES[v])) for v in listing.verdict),
            () if is_pill else listing.verdict,
        ),
        ("design", _(" or ").join(_(designs.NAMES[d]) for d in listing.design), listing.design),
        ("stuck", _("stuck"), listing.stuck),
        (
            "from",
            _("updated from {at}", at=exact(listing.updated_from, zone)),
            listing.updated_from,
        ),
        ("to", _("updated to {at}", at=exact(listing.updated_to, zone)), listing.updated_to),
        (
            "created_from",
            _("created from {at}", at=exact(listing.created_from, zone)),
            listing.created_from,
        ),
        (
            "created_to",
            _("created to {at}", at=exact(listing.created_to, zone)),
            listing.created_to,
        ),
        ("has", ", ".join(in_sentence(_(HAS_LABELS[has])) for has in listing.has), listing.has),
        ("device", _(listing.device or ""), listing.device),
        (
            "render",
            _(" or ").join(in_sentence(_(renders.NAMES[v])) for v in listing.render),
            listing.render,
        ),
        (
            "mark",
            _(" or ").join(in_sentence(_(review_words.NAMES[m])) for m in listing.mark),
            listing.mark,
        ),
        ("match", _("match {range}", range=range_text(listing.match)), listing.match),
        ("nodes", _("design of {range} nodes", range=range_text(listing.nodes)), listing.nodes),
        ("code", _("code of {range} bytes", range=range_text(listing.code)), listing.code),
        ("font", _("font {font}", font=safe_text.escaped(listing.font, 40)), listing.font),
    ]


def range_text(limits: Range | None) -> str:
    """`20 to 75`, `at least 2,000`, `at most 75`."""
    low, high = (
        None if end is None else format_plain("{end:,.10g}", end=end)
        for end in limits or (None, None)
    )
    if low is None:
        return _("at most {high}", high=high)
    return (
        _("at least {low}", low=low) if high is None else _("{low} to {high}", low=low, high=high)
    )


def clear_all() -> None:
    """Remove every filter."""
    looks = ("sort", "size", "view", "cards")
    set_parameters({name: [] for name in PARAMETERS if name not in looks})
