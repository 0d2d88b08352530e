"""Compares two texts by line in bounded time, also as a unified diff of bounded length."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from language import _

COMPARED_LINES: Final = 4_000
SHOWN_LINES: Final = 400
LINE_CHARS: Final = 300
CONTEXT: Final = 3

Opcode = tuple[str, int, int, int, int]


def opcodes(old: list[str], new: list[str]) -> list[Opcode]:
    """difflib's opcodes for what lies between the common ends, unless that is too much.

    Its heuristic for frequent lines stays on, because some inputs take cubic time without it.
    """
    start = common(old, new)
    end = common(old[start:][::-1], new[start:][::-1])
    a, c = len(old) - end, len(new) - end
    if max(a, c) - start <= COMPARED_LINES:
        middle: list[Opcode] = [
            (tag, i + start, j + start, k + start, n + start)
            for tag, i, j, k, n in SequenceMatcher(None, old[start:a], new[start:c]).get_opcodes()
        ]
    else:
        middle = [("replace", start, a, start, c)]
    first: list[Opcode] = [("equal", 0, start, 0, start)] if start else []
    last: list[Opcode] = [("equal", a, len(old), c, len(new))] if end else []
    return [*first, *middle, *last]


def common(some: list[str], others: list[str]) -> int:
    """How many elements are the same at the beginning."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def unified(old: str, new: str) -> str:
    """A diff with three lines of context. If it is cut, its last line says so."""
    before, after = old.split("\n"), new.split("\n")
    groups = Grouped(opcodes(before, after)).get_grouped_opcodes(CONTEXT)
    lines = [line for group in groups for line in hunk(group, before, after)]
    shown = [
        line if len(line) <= LINE_CHARS else f"{line[:LINE_CHARS]}…" for line in lines[:SHOWN_LINES]
    ]
    if len(lines) > SHOWN_LINES:
        shown.append(
            _("@@ and {count:,} more lines of difference @@", count=len(lines) - SHOWN_LINES)
        )
    return "\n".join(shown)


class Grouped(SequenceMatcher[str]):
    """difflib's grouping, for opcodes that are given."""

    def __init__(self, known: list[Opcode]) -> None:
        super().__init__(None, (), ())
        self._known = known

    def get_opcodes(self) -> list[Opcode]:  # type: ignore[override] # strings for its literals
        return self._known


def hunk(group: list[Opcode], before: list[str], after: list[str]) -> Iterator[str]:
    """One hunk: nearby differences with their context, under one heading."""
    removed, added = group[-1][2] - group[0][1], group[-1][4] - group[0][3]
    yield f"@@ -{group[0][1] + 1},{removed} +{group[0][3] + 1},{added} @@"
    for tag, a, b, c, d in group:
        if tag == "equal":
            yield from (f" {line}" for line in before[a:b])
        else:
            yield from side("-", before[a:b])
            yield from side("+", after[c:d])


def side(sign: str, lines: list[str]) -> Iterator[str]:
    """Removed or added lines, cut so that both sides have room."""
    shown = lines[: SHOWN_LINES // 2]
    yield from (f"{sign}{line}" for line in shown)
    if len(lines) > len(shown):
        more = len(lines) - len(shown)
        if sign == "+":
            yield _("@@ and {count:,} more lines added @@", count=more)
        else:
            yield _("@@ and {count:,} more lines removed @@", count=more)
