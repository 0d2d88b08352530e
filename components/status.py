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
    """How a status is shown: Streamlit colour, Material icon, and a hex for canvas tables."""

    colour: Colour
    icon: str
    glyph: str
    hex: str


LOOKS: Final = MappingProxyType(
    {
        Status.PENDING: Look("gray", ":material/schedule:", "○", "#667085"),
        Status.GENERATING: Look("blue", ":material/autorenew:", "◐", "#1d6fd8"),
        Status.READY: Look("green", ":material/check_circle:", "✓", "#15803d"),
        Status.ERROR: Look("red", ":material/error:", "✕", "#c62828"),
    }
)
UNKNOWN: Final = Look("violet", ":material/help:", "?", "#7c3aed")
STUCK: Final = Look("orange", ":material/hourglass_disabled:", "!", "#b45309")


def look(status: str | None) -> Look:
    """How to show a status; NULL and unknown ones look alike."""
    return LOOKS.get(Status(status), UNKNOWN) if status in set(Status) else UNKNOWN


def word(status: str | None) -> str:
    """A status as it stands in the database; NULL has a name of its own."""
    return NO_STATUS if status is None else status


def tag(status: str | None, *, stuck: bool = False) -> str:
    """A status as the text of a table's tag: its glyph, its word, and whether it is stuck."""
    shown = STUCK if stuck else look(status)
    return f"{shown.glyph} {'stuck' if stuck else word(status)[:40]}"


TAGS: Final = (
    *((tag(status), LOOKS[status].hex) for status in Status),
    (tag("", stuck=True), STUCK.hex),
)
"""The known tags with their colours, for a table's column."""
