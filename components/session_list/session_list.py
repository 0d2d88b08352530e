"""The rows of a list in the view that was chosen, or what to say where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from components.feedback import messages
from components.pictures import Pictures
from components.session_list import session_gallery, session_table, view_bar
from components.session_list.listing import Listing, View, place
from store.insights.insight_records import Judgement
from store.records import SessionSummary


def show(
    rows: Sequence[SessionSummary],
    listing: Listing,
    *,
    pictures: Pictures,
    now: datetime,
    zone: tzinfo,
    stuck_after: timedelta,
    opened: Callable[[UUID], None],
    judgements: Mapping[UUID, Judgement],
) -> list[SessionSummary]:
    """Draw the table or the gallery, and return the selected rows."""
    if listing.view is View.GALLERY:
        return session_gallery.show(
            rows,
            pictures=pictures,
            now=now,
            zone=zone,
            stuck_after=stuck_after,
            opened=opened,
            judgements=judgements,
            list_params=place(listing),
        )
    return session_table.show(
        rows,
        pictures=pictures,
        now=now,
        zone=zone,
        stuck_after=stuck_after,
        opened=opened,
        list_params=place(listing),
        judgements=judgements,
        sort=listing.sort,
        sorted_by=view_bar.sort_by,
    )


def nothing(*, is_filtered: bool) -> None:
    """There are no rows: none at all, or none that the filters let through."""
    if is_filtered:
        messages.empty(
            ":material/search_off:", "No session matches", "Remove a filter, or search for less."
        )
    else:
        messages.empty(
            ":material/inbox:",
            "No sessions yet",
            "They appear as soon as somebody imports a frame.",
        )
