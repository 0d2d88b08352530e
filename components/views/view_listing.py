"""A saved view as the list that it names."""

from __future__ import annotations

from urllib.parse import parse_qs

from components.session_list import listing
from components.session_list.listing import PARAMETERS, Listing
from store.views.view_records import View


def listing_of(view: View) -> Listing:
    """What the view lists, as far as its filters still exist."""
    return listing.parse(parse_qs(view.query))


def unknown(view: View, read: Listing) -> tuple[str, ...]:
    """The parameters of a view that no longer exist, or whose values do not."""
    gone = [name for name in parse_qs(view.query) if name not in PARAMETERS]
    return (*gone, *read.unreadable)
