"""Shows statuses by word, icon and color, so that color is never the only cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from components.formatting import safe_text
from language import _
from language.words import STATUSES
from store.records import NO_STATUS
from store.sessions.lifecycle import Status

Color = Literal["gray", "blue", "green", "red", "violet", "orange"]


@dataclass(frozen=True)
class Look:
    """The Streamlit color and Material icon of a status."""

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
    """How to show a status; NULL and unknown statuses look the same."""
    return LOOKS.get(Status(status), UNKNOWN) if status in set(Status) else UNKNOWN


def leading(names: Iterable[str], chosen: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """The statuses to show individually, and the rest of `names`, which are largest first.

    Lifecycle statuses and chosen ones come first, then the largest few of the others.
    """
    first = list(dict.fromkeys([*map(str, Status), *chosen]))
    others = [name for name in names if name not in first]
    return [*first, *others[:OTHERS_SHOWN]], others[OTHERS_SHOWN:]


def stored_name(status: str | None) -> str:
    """A status as stored; NULL has a name of its own."""
    return NO_STATUS if status is None else status


def translated(status: str) -> str:
    """A status in words; those that only the database knows as they are."""
    return _(status) if status in STATUSES else status


def display_name(status: str | None) -> str:
    """A status in words; NULL has a name of its own."""
    return translated(stored_name(status))


def label(status: str | None, limit: int = 40) -> str:
    """A status as markdown; `blank` if nothing of it is visible."""
    return safe_text.escaped(translated(stored_name(status)), limit) or _("blank")
