"""Finds code that is there twice, as when an answer was pasted or appended once more."""

from __future__ import annotations

from typing import Final

from inspection.findings import Finding, Kind
from inspection.wording import CODE

FEWEST_LINES: Final = 3
FEWEST_CUT: Final = 2
# A copy that is cut off is recognized by this part of its lines.
LEAST_SHARE: Final = 0.5


def check(text: str) -> Finding | None:
    """The second copy of the code, or of its end; None if there is none.

    Spaces and empty lines do not count. Call it only for code that does not compile or has not one
    default export: the same lines may be right in a longer module.
    """
    lines = [
        (at, " ".join(line.split())) for at, line in enumerate(text.split("\n"), 1) if line.strip()
    ]
    words = [line for _, line in lines]
    starts = (start for start in range(FEWEST_LINES, len(words)) if _repeats(words, start))
    start = next(starts, None)
    if start is None:
        return None
    message = "The same code is here twice: the second copy starts here."
    return Finding(lines[start][0], 1, Kind.REPEATED, message)


def _repeats(lines: list[str], start: int) -> bool:
    """Whether the lines from here on are those before, or, cut off, those from the beginning."""
    if not CODE.match(lines[start]):
        return False
    copy = lines[start:]
    if len(copy) < max(FEWEST_CUT, start * LEAST_SHARE):
        return FEWEST_LINES <= len(copy) and copy == lines[start - len(copy) : start]
    whole = lines[:start]
    return whole[-len(copy) :] == copy or all(
        line == whole[at % start] for at, line in enumerate(copy)
    )
