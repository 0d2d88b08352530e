"""Marks and reasons in words, with their looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from components.formatting.status import Look
from components.pictures.marks import Mark as Badge
from language import N_, _, in_sentence
from store.reviews.review_records import DISAGREE, NO_MARK, WORTH, Mark, Marks

LOOKS: Final = MappingProxyType(
    {
        str(Mark.GOOD): Look("green", ":material/thumb_up:"),
        str(Mark.NEEDS_WORK): Look("orange", ":material/construction:"),
        str(Mark.WRONG): Look("red", ":material/thumb_down:"),
    }
)
NAMES: Final = MappingProxyType(
    {
        str(Mark.GOOD): N_("Good"),
        str(Mark.NEEDS_WORK): N_("Needs work"),
        str(Mark.WRONG): N_("Wrong"),
        DISAGREE: N_("Marks disagree"),
        NO_MARK: N_("Not reviewed"),
    }
)
"""What a list can be filtered by, in the order in which it is offered."""

UNKNOWN: Final = Look("gray", ":material/help:")
OLDER: Final = ":material/history:"
DISAGREEING: Final = Look("violet", ":material/call_split:")


def parse_mark(value: str) -> str:
    """A mark as a filter, or that there is none, or that they disagree. Raises ValueError."""
    return value if value in (NO_MARK, DISAGREE) else str(Mark(value))


def look(mark: str) -> Look:
    """How to show a mark."""
    return LOOKS.get(mark, UNKNOWN)


def display_name(mark: str) -> str:
    """A mark in a word or two."""
    return _(NAMES.get(mark, mark))


def counted(marks: Sequence[str]) -> str:
    """`2 wrong, 1 good`: the worst first."""
    worst_first = sorted(Counter(marks).items(), key=lambda each: rank(each[0]))
    return ", ".join(f"{count} {in_sentence(display_name(mark))}" for mark, count in worst_first)


def rank(mark: str) -> int:
    """The place of a mark in the order from worst to best."""
    return WORTH.get(Mark(mark), 0) if mark in set(Mark) else 0


def badge(marks: Marks | None) -> Badge | None:
    """What a list shows of a row's marks; None where nobody marked it."""
    if marks is None or not (marks.now or marks.older):
        return None
    if marks.disagree:
        return Badge(DISAGREEING, counted(marks.now), _("disagree"))
    if marks.now:
        several = f" × {len(marks.now)}" if len(marks.now) > 1 else ""
        return Badge(look(marks.now[0]), display_name(marks.now[0]) + several)
    return Badge(
        Look("gray", OLDER),
        _("Older version: {counted}", counted=counted(marks.older)),
        _("older version"),
    )


def exported(marks: Marks | None) -> str:
    """The same in the export: `2 wrong, 1 good`, `older version: 1 good`."""
    if marks is None:
        return ""
    parts = [counted(marks.now)] if marks.now else []
    return "; ".join(
        [
            *parts,
            *([_("older version: {counted}", counted=counted(marks.older))] if marks.older else []),
        ]
    )
