"""The rows of a list in the chosen view, or a message if there are none."""

from __future__ import annotations

from components.feedback import messages
from components.formatting.clock import Clock
from components.session_list import list_summary, session_gallery, session_table
from components.session_list.listing import Listing, View, to_page_params
from language import _
from services.session_list import ListedRows
from store.records import SessionSummary


def show(listed: ListedRows, listing: Listing, clock: Clock) -> list[SessionSummary]:
    """Draw the table or the gallery, and return the selected rows."""
    way_back = to_page_params(listing)
    if listing.view is View.GALLERY:
        return session_gallery.show(listed, clock, way_back, listing.cards)
    compact = listing.view is View.COMPACT
    return session_table.show(listed, clock, way_back, sort=listing.sort, compact=compact)


def nothing(listed: ListedRows, *, is_filtered: bool) -> None:
    """Say that there are no rows, or none that match the filters."""
    if is_filtered:
        advice = list_summary.advice(listed) or _("Remove a filter, or shorten the search text.")
        messages.empty(":material/search_off:", _("No session matches"), advice)
    else:
        messages.empty(
            ":material/inbox:",
            _("No sessions yet"),
            _("They appear as soon as somebody imports a frame."),
        )
