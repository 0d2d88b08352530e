"""Joins texts that are one block on one side and several on the other."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Final

from inspection.match import texts
from inspection.match.blocks import LONGEST_TEXT, Block, Kind

MOST_PARTS: Final = 4
# Limit on beginnings of texts to look up.
MOST_STEPS: Final = 20_000

Joined = tuple[Block, Block]
"""Parts joined as one block, and the block that says the same."""


class _Parts:
    """Blocks that may be parts of a longer text, by their text."""

    def __init__(self, blocks: list[Block], reach: float) -> None:
        self.reach = reach
        self.steps = 0
        self._by_text: defaultdict[str, list[Block]] = defaultdict(list)
        for block in blocks:
            self._by_text[texts.normalized(block.text)].append(block)
        self._lengths = sorted({len(text) for text in self._by_text if text}, reverse=True)

    def find(self, text: str, near: Block, room: int = MOST_PARTS) -> list[Block] | None:
        """Two to four neighboring blocks whose texts together, in order, are this one."""
        whole = len(text)
        for length in self._lengths:
            if length > whole or (length == whole and room == MOST_PARTS):
                continue
            self.steps += 1
            if self.steps > MOST_STEPS:
                return None
            blocks = self._by_text.get(text[:length])
            block = self._nearest(blocks, near) if blocks else None
            if block is None:
                continue
            if length == whole:
                return [block]
            rest = self.find(text[length:], block, room - 1) if room > 1 else None
            if rest is not None and all(part is not block for part in rest):
                return [block, *rest]
        return None

    def _nearest(self, blocks: list[Block], near: Block) -> Block | None:
        block = min(blocks, key=lambda each: _distance(each, near))
        return block if _distance(block, near) <= self.reach else None

    def take(self, parts: list[Block]) -> None:
        for part in parts:
            self._by_text[texts.normalized(part.text)].remove(part)

    @property
    def remaining(self) -> list[Block]:
        return [block for blocks in self._by_text.values() for block in blocks]


def joined(
    parts: list[Block], wholes: list[Block], reach: float
) -> tuple[list[Joined], list[Block], list[Block]]:
    """The pairs of joined parts and wholes, the remaining parts, and the remaining wholes."""
    by_text = _Parts(parts, reach)
    pairs: list[Joined] = []
    left: list[Block] = []
    for whole in wholes:
        chosen = by_text.find(texts.normalized(whole.text), whole) if parts else None
        if chosen is None:
            left.append(whole)
        else:
            by_text.take(chosen)
            pairs.append((_merge(chosen), whole))
    return pairs, by_text.remaining, left


def _distance(one: Block, other: Block) -> float:
    """The gap between two blocks; 0 if they overlap."""
    across = max(one.x - other.right, other.x - one.right, 0.0)
    down = max(one.y - other.bottom, other.y - one.bottom, 0.0)
    return math.hypot(across, down)


def _merge(parts: list[Block]) -> Block:
    """Parts as one block with the look of the longest."""
    longest = max(parts, key=lambda part: len(part.text))
    left, top = min(part.x for part in parts), min(part.y for part in parts)
    right, bottom = max(part.right for part in parts), max(part.bottom for part in parts)
    rows: list[float] = []
    for part in sorted(parts, key=lambda each: each.middle[1]):
        if not rows or part.y > rows[-1]:
            rows.append(part.middle[1])
    return longest.model_copy(
        update={
            "kind": Kind.TEXT,
            "x": left,
            "y": top,
            "width": right - left,
            "height": bottom - top,
            "text": " ".join(part.text for part in parts)[:LONGEST_TEXT],
            "lines": max(len(rows), *(part.lines for part in parts)),
            "loose": any(part.loose for part in parts),
        }
    )
