"""How alike two texts are, ignoring whitespace and case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_BLANKS: Final = re.compile(r"\s+")
_HIDDEN: Final = re.compile("[•●∙·⋅⚫*]{3,}")


@lru_cache(maxsize=8192)
def normalized(text: str) -> str:
    """The text for comparison: normalized letters, no whitespace, no case, and one bullet for any
    masked password."""
    made = _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return "•" if _HIDDEN.fullmatch(made) else made


def is_masked(text: str) -> bool:
    """Whether the text is a masked password, of which only the dots' width can differ."""
    return normalized(text) == "•"


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> float:
    """From 0 to 1: twice the common subsequence's length, divided by the sum of the lengths."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    return 2 * common(one, other) / (len(one) + len(other))


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence, with all positions of `one` in one integer."""
    places = _letter_positions(one)
    full = (1 << len(one)) - 1
    row = full
    for letter in other:
        matches = row & places.get(letter, 0)
        row = (row + matches | row - matches) & full
    return len(one) - row.bit_count()


@lru_cache(maxsize=4096)
def _letter_positions(text: str) -> dict[str, int]:
    """For each letter a number with a bit for each of its places."""
    places: dict[str, int] = {}
    for at, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << at
    return places
