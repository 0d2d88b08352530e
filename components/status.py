"""Statuses on screen: each has a word, an icon and a colour, so that colour is never alone."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from store.lifecycle import Status
from store.records import NO_STATUS

Colour = Literal["gray", "blue", "green", "red", "violet", "orange"]


@dataclass(frozen=True)
class Look:
    """How a status is shown: Streamlit colour and Material icon."""

    colour: Colour
    icon: str


LOOKS: Final = MappingProxyType(
    {
        Status.PENDING: Look("gray", ":material/schedule:"),
        Status.GENERATING: Look("blue", ":material/autorenew:"),
        Status.READY: Look("green", ":material/check_circle:"),
        Status.ERROR: Look("red", ":material/error:"),
    }
)
UNKNOWN: Final = Look("violet", ":material/help:")
STUCK: Final = Look("orange", ":material/hourglass_disabled:")


def look(status: str | None) -> Look:
    """How to show a status; NULL and unknown ones look alike."""
    return LOOKS.get(Status(status), UNKNOWN) if status in set(Status) else UNKNOWN


def word(status: str | None) -> str:
    """A status as it stands in the database; NULL has a name of its own."""
    return NO_STATUS if status is None else status
