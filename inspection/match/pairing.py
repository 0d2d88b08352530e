"""Finds which block of the render corresponds to which block of the design."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np

from inspection.match import joining, texts
from inspection.match.assignment import assigned
from inspection.match.blocks import Block, Kind
from inspection.match.nearest import Points, greedy, overlaps, pairs
from inspection.match.scoring import nearness
from inspection.match.surfaces import edges
from inspection.match.unpaired import Pair, Pairing, lined_pairs, outside_of_pictures, unpaired

# How far from its place a block is searched for, as a fraction of the frame's width.
REACH: Final = 0.25
# The same for a box or an icon that does not overlap its place.
MOVED: Final = 0.1
SIMILAR: Final = 0.5
OVERLAP: Final = 0.3
OTHER_KIND: Final = 0.1
ROUNDS: Final = 4
# Limit on pairs of texts compared letter by letter.
MOST_COMPARED: Final = 4_000
ANYWHERE: Final = float("inf")


def paired(design: list[Block], render: list[Block], frame_width: float) -> Pairing:
    """Pair the blocks of a design and a render; both begin with their background."""
    pairs_found = [Pair(design[0], render[0])]
    wanted, given = _sorted(design[1:]), _sorted(render[1:])
    text_pairs, missing, extra = _texts(
        [each for each in wanted if each.is_text],
        [each for each in given if each.is_text],
        frame_width,
    )
    box_pairs, other_missing, other_extra = _boxes(_closed(wanted), _closed(given), frame_width)
    lined, other_missing, _ = lined_pairs(other_missing, _open(given))
    pairs_found += text_pairs + box_pairs + lined
    lined, _, other_extra = lined_pairs(_open(wanted), other_extra)
    pairs_found += lined
    other_extra = outside_of_pictures(other_extra, pairs_found)
    return Pairing(pairs_found, missing + other_missing, extra + other_extra)


def _closed(blocks: list[Block]) -> list[Block]:
    """The boxes, icons and pictures that are compared by themselves."""
    return [each for each in blocks if not each.is_text and not each.open]


def _open(blocks: list[Block]) -> list[Block]:
    """Boxes of which only a line or two show, which are not missed where there are none."""
    return [each for each in blocks if each.open]


def _sorted(blocks: list[Block]) -> list[Block]:
    """The blocks in reading order."""
    return sorted(
        blocks, key=lambda b: (b.y, b.x, b.kind, b.text, b.width, b.height, b.color or "")
    )


def _middles(blocks: list[Block]) -> Points:
    return np.array([each.middle for each in blocks], dtype=np.float64).reshape(-1, 2)


def _texts(designed: list[Block], rendered: list[Block], frame_width: float) -> Pairing:
    matches, designed, rendered = _equal(designed, rendered)
    reach = REACH * frame_width
    joined, rendered, designed = joining.joined(rendered, designed, reach)
    matches += [Pair(design, render) for render, design in joined]
    joined, designed, rendered = joining.joined(designed, rendered, reach)
    matches += [Pair(design, render) for design, render in joined]
    similar = assigned(_similar(designed, rendered, frame_width))
    matches += [Pair(designed[i], rendered[j]) for i, j in similar]
    return Pairing(matches, *unpaired(designed, rendered, similar))


def _equal(designed: list[Block], rendered: list[Block]) -> Pairing:
    """Pairs of equal texts, each with the nearest."""
    buckets: defaultdict[str, tuple[list[Block], list[Block]]] = defaultdict(lambda: ([], []))
    for side, blocks in enumerate((designed, rendered)):
        for block in blocks:
            buckets[texts.normalized(block.text)][side].append(block)
    result = Pairing([], [], [])
    for one, other in buckets.values():
        if len(one) == len(other) == 1:
            result.pairs.append(Pair(one[0], other[0]))
            continue
        for _ in range(ROUNDS):
            if not one or not other:
                break
            nearest = list(greedy(pairs(_middles(one), _middles(other), ANYWHERE)))
            result.pairs.extend(Pair(one[i], other[j]) for i, j in nearest)
            one, other = unpaired(one, other, nearest)
        rest = min(len(one), len(other))
        result.pairs.extend(Pair(*both) for both in zip(one[:rest], other[:rest], strict=True))
        result.missing.extend(one[rest:])
        result.extra.extend(other[rest:])
    return result


def _similar(
    designed: list[Block], rendered: list[Block], frame_width: float
) -> list[tuple[float, int, int]]:
    """Pairs of neighboring texts that are at least half the same, with the cost of pairing them."""
    candidates = []
    for distance, i, j in pairs(_middles(designed), _middles(rendered), REACH * frame_width)[
        :MOST_COMPARED
    ]:
        one, other = texts.normalized(designed[i].text), texts.normalized(rendered[j].text)
        # Not even if the longer one contains all of the shorter one.
        if 2 * min(len(one), len(other)) < SIMILAR * (len(one) + len(other)):
            continue
        alike = texts.likeness(one, other)
        if alike >= SIMILAR:
            cost = 1 - (0.6 * alike + 0.4 * nearness(distance, frame_width))
            candidates.append((cost, i, j))
    return candidates


def _boxes(designed: list[Block], rendered: list[Block], frame_width: float) -> Pairing:
    """Pairs of boxes, icons and pictures by overlap, then those that only moved."""
    over = [
        (-part + (OTHER_KIND if designed[i].kind is not rendered[j].kind else 0.0), i, j)
        for part, i, j in overlaps(edges(designed), edges(rendered), OVERLAP)
    ]
    chosen = list(greedy(sorted(over)))
    matches = [Pair(designed[i], rendered[j]) for i, j in chosen]
    designed, rendered = unpaired(designed, rendered, chosen)
    near = [
        each
        for each in pairs(_middles(designed), _middles(rendered), MOVED * frame_width)
        if _is_like(designed[each[1]], rendered[each[2]])
    ]
    chosen = list(greedy(near))
    matches += [Pair(designed[i], rendered[j]) for i, j in chosen]
    return Pairing(matches, *unpaired(designed, rendered, chosen))


def _is_like(one: Block, other: Block) -> bool:
    """Whether two blocks have the same kind and nearly the same size."""
    wide = min(one.width, other.width) / max(one.width, other.width)
    high = min(one.height, other.height) / max(one.height, other.height)
    kinds = {one.kind, other.kind}
    return (len(kinds) == 1 or kinds == {Kind.ICON, Kind.PICTURE}) and min(wide, high) >= 0.8
