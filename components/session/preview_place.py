"""A place of the design in the address of the Preview tab: `place=40,60,200,40`, in pixels."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.preview.spot import Spot
from components.url_state import address
from components.url_state.query_string import Reader
from store.reviews.review_records import Area

PARAMETER: Final = "place"
NUMBERS: Final = 4
MOST: Final = 100_000


def to_param(place: Area) -> str:
    """A place as the address has it."""
    return ",".join(f"{value:g}" for value in (place.x, place.y, place.width, place.height))


def go_to(place: Area) -> None:
    """Mark the place in the preview."""
    address.put({PARAMETER: [to_param(place)]}, bound=True)


def chosen() -> Spot | None:
    """The place in the address, if it can be read."""
    return Reader({PARAMETER: st.query_params.get_all(PARAMETER)}).one(PARAMETER, parse_spot)


def parse_spot(value: str) -> Spot:
    """A place from its numbers, separated by commas. Raises ValueError."""
    numbers = [float(each) for each in value.split(",")]
    if len(numbers) != NUMBERS or not all(abs(each) <= MOST for each in numbers):
        raise ValueError(value)
    return Spot(*numbers)
