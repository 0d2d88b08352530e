"""The state of a review, which is its address: a list, whose turn it is, and the row on screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import streamlit as st

from components.session_list import listing
from components.session_list.listing import Listing
from components.url_state import address
from components.url_state.parameters import (
    change,
    is_as_drawn,
    set_choice,
)
from components.url_state.query_string import Reader
from language import N_, _
from services.review_turns import QueuePosition, Turn

PLACE: Final = "id"
TURN: Final = "turn"
PARAMETERS: Final = (*listing.PARAMETERS, PLACE, TURN, "look", "viewport")
BEHIND: Final = "review-behind"
"""The row that was left behind when the next one was not known, and its list: in the session
state."""

TURNS: Final = {
    Turn.UNMARKED: N_("Not reviewed"),
    Turn.SECOND: N_("Not by me"),
    Turn.ALL: N_("All"),
}
HELP: Final = N_(
    "Not reviewed: each row once, whoever marks it. Not by me: second "
    "opinions. All: marked rows, too."
)


@dataclass(frozen=True)
class Address:
    """A list, whose turn it is, and the row on screen."""

    listed: Listing
    turn: Turn
    row_id: UUID | None
    unreadable: tuple[str, ...]

    def position(self, stuck_after: timedelta) -> QueuePosition:
        """Where the reviewer is in the list."""
        filters = self.listed.filters(stuck_after)
        of_list, behind = st.session_state.get(BEHIND, (None, None))
        behind = behind if of_list == _list() else None
        return QueuePosition(filters, self.listed.sort, self.turn, self.row_id, behind)


def parse(params: Mapping[str, Sequence[str]]) -> Address:
    """Read it from query parameters. What cannot be read is left out, and said."""
    read, listed = Reader(params), listing.parse(params)
    row_id = read.one(PLACE, UUID)
    turn = read.one(TURN, Turn) or Turn.UNMARKED
    return Address(listed, turn, row_id, (*listed.unreadable, *read.unreadable))


def go_to(row_id: UUID | None, behind: UUID | None = None) -> None:
    """Show a row; None: the next one in the queue behind the row that was left `behind`."""
    st.session_state[BEHIND] = (_list(), behind)
    address.put({PLACE: [str(row_id)] if row_id else []})


def _list() -> dict[str, list[str]]:
    """The list that the address names."""
    return {name: st.query_params.get_all(name) for name in listing.PARAMETERS}


def turn_switch(turn: Turn) -> None:
    """Which rows of the list it is the turn of."""
    set_choice(TURN, turn)
    st.segmented_control(
        _("Which rows"),
        list(TURNS),
        required=True,
        key=TURN,
        format_func=lambda value: _(TURNS[value]),
        label_visibility="collapsed",
        help=_(HELP),
        on_change=turn_changed,
    )


def turn_changed() -> None:
    """Begin with the first row of the other queue."""
    turn = st.session_state[TURN]
    if turn is None or is_as_drawn(TURN):
        return
    st.session_state.pop(BEHIND, None)
    change({TURN: [] if turn is Turn.UNMARKED else [str(turn)]})
