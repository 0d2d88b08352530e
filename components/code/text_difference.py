"""The difference of two texts as a unified diff of bounded length, in bounded time."""

from __future__ import annotations

import difflib
from itertools import takewhile
from typing import Final

COMPARED_LINES: Final = 2_000
SHOWN_LINES: Final = 400
LINE_CHARS: Final = 300
CONTEXT: Final = 3


def unified(old: str, new: str) -> str:
    """A diff with three lines of context. What is cut is said in its last line."""
    before, after = old.split("\n"), new.split("\n")
    # difflib compares in quadratic time: it gets only what lies between the common ends.
    start = max(common(before, after) - CONTEXT, 0)
    tail = common(before[start:][::-1], after[start:][::-1])
    end = max(tail - CONTEXT, 0)
    before = before[start : len(before) - end]
    after = after[start : len(after) - end]
    if max(len(before), len(after)) <= COMPARED_LINES:
        result = list(difflib.unified_diff(before, after, lineterm="", n=CONTEXT))[2:]
        result = [shifted(line, start) for line in result]
    else:
        result = [
            f"@@ {len(before):,} lines are replaced by {len(after):,}, from line {start + 1:,} @@",
            *(f"-{line}" for line in before[: SHOWN_LINES // 2]),
            *(f"+{line}" for line in after[: SHOWN_LINES // 2]),
        ]
    return bounded(result)


def common(some: list[str], others: list[str]) -> int:
    """How many elements are the same at the beginning."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def shifted(line: str, start: int) -> str:
    """A hunk's heading with line numbers that count from the text's beginning."""
    if not line.startswith("@@"):
        return line
    ranges = []
    for part in line.strip("@ ").split():
        first, _, length = part[1:].partition(",")
        ranges.append(f"{part[0]}{int(first) + start},{length or 1}")
    return f"@@ {' '.join(ranges)} @@"


def bounded(lines: list[str]) -> str:
    """At most 400 lines of at most 300 characters."""
    shown = [
        line if len(line) <= LINE_CHARS else f"{line[:LINE_CHARS]}…" for line in lines[:SHOWN_LINES]
    ]
    if len(lines) > SHOWN_LINES:
        shown.append(f"@@ and {len(lines) - SHOWN_LINES:,} more lines of difference @@")
    return "\n".join(shown)
