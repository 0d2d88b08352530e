"""The way from a list to the review of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import streamlit as st

from components.review.review_address import PLACE, TURN
from components.session_list.listing import Listing, to_params
from language import _
from services.review_turns import Turn

ICON: Final = ":material/rate_review:"


def show(listing: Listing) -> None:
    """A link to this list as a queue."""
    st.page_link(
        "review.py",
        label=_("Review"),
        icon=ICON,
        query_params=of_list(listing),
        help=_("These sessions one after the other, design and running code side by side"),
    )


def of_list(listing: Listing) -> dict[str, list[str]]:
    """The address of a list as a queue; how it is drawn does not matter there."""
    params = to_params(listing)
    return {
        name: values for name, values in params.items() if name not in ("size", "view", "cards")
    }


def to_row(row_id: UUID) -> dict[str, Sequence[str]]:
    """The address that reviews one row, marked or not."""
    return {PLACE: [str(row_id)], TURN: [str(Turn.ALL)]}
