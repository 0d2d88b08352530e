"""Pairs of blocks, and the blocks without a partner: which of them count as missing or extra."""

from __future__ import annotations

from typing import Final, NamedTuple

from inspection.match.blocks import Block, Kind
from inspection.match.nearest import greedy, overlaps
from inspection.match.surfaces import edges

SAME_PLACE: Final = 0.8


class Pair(NamedTuple):
    """A block of the design and the corresponding one of the render."""

    design: Block
    render: Block


class Pairing(NamedTuple):
    """All pairs, and the blocks without a partner on either side."""

    pairs: list[Pair]
    missing: list[Block]
    extra: list[Block]


def unpaired(
    one: list[Block], other: list[Block], paired: list[tuple[int, int]]
) -> tuple[list[Block], list[Block]]:
    """The blocks that are in no pair."""
    taken, used = {i for i, _ in paired}, {j for _, j in paired}
    return (
        [block for i, block in enumerate(one) if i not in taken],
        [block for j, block in enumerate(other) if j not in used],
    )


def lined_pairs(designed: list[Block], rendered: list[Block]) -> Pairing:
    """Pairs of a box with a border around it and the same one with lines along some sides."""
    over = overlaps(edges(designed), edges(rendered), SAME_PLACE)
    chosen = list(greedy([(-part, i, j) for part, i, j in over]))
    matches = [Pair(designed[i], rendered[j]) for i, j in chosen]
    return Pairing(matches, *unpaired(designed, rendered, chosen))


def outside_of_pictures(extra: list[Block], matches: list[Pair]) -> list[Block]:
    """Without the shapes that a picture or a drawing of the design is made of on the page: what is
    in it is not compared."""
    holders = [
        block for pair in matches if pair.design.kind in (Kind.PICTURE, Kind.ICON) for block in pair
    ]
    return [each for each in extra if not any(_contains(holder, each) for holder in holders)]


def _contains(holder: Block, block: Block) -> bool:
    wide = min(holder.right, block.right) - max(holder.x, block.x)
    high = min(holder.bottom, block.bottom) - max(holder.y, block.y)
    area = block.width * block.height
    is_larger = holder.width * holder.height > area
    return is_larger and min(wide, high) > 0 and wide * high >= SAME_PLACE * area
