"""Statuses on screen: each has a word, an icon and a color, so that color is never alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from components.formatting import safe_text
from store.records import NO_STATUS
from store.sessions.lifecycle import Status

Color = Literal["gray", "blue", "green", "red", "violet", "orange"]


@dataclass(frozen=True)
class Look:
    """How a status is shown: Streamlit color and Material icon."""

    color: Color
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
OTHERS_SHOWN: Final = 4
STUCK: Final = Look("orange", ":material/hourglass_disabled:")


def look(status: str | None) -> Look:
    """How to show a status; NULL and unknown ones look alike."""
    return LOOKS.get(Status(status), UNKNOWN) if status in set(Status) else UNKNOWN


def leading(found: Iterable[str], chosen: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """The statuses to show one by one, and the rest of those `found`, largest first.

    Those of the life cycle and the chosen ones come first, then the largest few of the others.
    """
    first = list(dict.fromkeys([*map(str, Status), *chosen]))
    others = [name for name in found if name not in first]
    return [*first, *others[:OTHERS_SHOWN]], others[OTHERS_SHOWN:]


def word(status: str | None) -> str:
    """A status as it stands in the database; NULL has a name of its own."""
    return NO_STATUS if status is None else status


def label(status: str | None, limit: int = 40) -> str:
    """A status as markdown; one that shows nothing is called blank."""
    return safe_text.escaped(word(status), limit) or "blank"
