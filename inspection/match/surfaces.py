"""What is visible of a scene: resulting colors, without boxes that look like their background."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inspection.match.blocks import Block, Kind, Scene
from inspection.match.colors import blend, difference

WHITE: Final = "#ffffffff"
# Edges this close count as one.
SAME_EDGE: Final = 1.0
# Two colors closer than this count as one.
SAME_COLOR: Final = 1.0
CHUNK: Final = 64

Edges = NDArray[np.float64]


def edges(blocks: list[Block]) -> Edges:
    """Left, top, right and bottom of each block."""
    rows = [(each.x, each.y, each.right, each.bottom) for each in blocks]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def visible(scene: Scene) -> list[Block]:
    """The visible blocks, the background first, with opaque colors.

    Boxes with the same edges become one. A block's background is the smallest box around it, so the
    order of blocks beside each other makes no difference.
    """
    blocks = _merged(scene.blocks)
    grounds = _grounds(blocks)
    # The largest first, so that a block's background already has its color.
    order = sorted(range(len(blocks)), key=lambda at: -blocks[at].width * blocks[at].height)
    looks: dict[int, str | None] = {}
    shown: dict[int, Block] = {}
    for at in order:
        block = blocks[at]
        below = looks.get(grounds[at], WHITE) if grounds[at] >= 0 else WHITE
        seen = _opened(_on(block, below), below)
        looks[at] = seen.color if block.kind is Kind.BOX and block.color else below
        if block.kind is Kind.PICTURE:
            looks[at] = None
        if at == 0 or not _is_invisible(seen, block, below):
            shown[at] = seen
    return [shown[at] for at in sorted(shown)]


def _on(block: Block, below: str | None) -> Block:
    """The block with its colors on this background; unknown on a picture."""
    colors = {}
    for name in ("color", "border"):
        color = getattr(block, name)
        if color is None or color.endswith("ff"):
            continue
        colors[name] = blend(color, below) if below else None
    return block.model_copy(update=colors) if colors else block


def _opened(block: Block, below: str | None) -> Block:
    """An open box as a closed one if its fill shows, else with its background as its fill."""
    if not block.open:
        return block
    color = block.color
    if color and (below is None or difference(color, below) >= SAME_COLOR):
        return block.model_copy(update={"border": None, "open": False})
    return block.model_copy(update={"color": below})


def _is_invisible(seen: Block, block: Block, below: str | None) -> bool:
    """Whether a box looks like its background."""
    if block.kind is not Kind.BOX or below is None:
        return False
    given = [color for color in (seen.color, seen.border) if color]
    return all(difference(color, below) < SAME_COLOR for color in given)


def _merged(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks, with boxes of the same edges as one: the later is painted over the earlier."""
    kept: list[Block] = []
    places: dict[tuple[int, ...], int] = {}
    for block in blocks:
        if block.kind not in (Kind.BOX, Kind.PICTURE):
            kept.append(block)
            continue
        cell = [round(edge / SAME_EDGE) for edge in (block.x, block.y, block.right, block.bottom)]
        key = tuple(cell)
        if kept and _is_same(block, kept[0]):
            kept[0] = _stack(block, kept[0])
        elif key not in places:
            places[key] = len(kept)
            kept.append(block)
        else:
            kept[places[key]] = _stack(block, kept[places[key]])
    return kept


def _is_same(block: Block, ground: Block) -> bool:
    """Whether a box covers the ground: heights of pages are rounded."""
    offsets = (
        block.x - ground.x,
        block.y - ground.y,
        block.right - ground.right,
        block.bottom - ground.bottom,
    )
    return max(map(abs, offsets)) <= 2 * SAME_EDGE


def _stack(upper: Block, lower: Block) -> Block:
    if Kind.PICTURE in (upper.kind, lower.kind):
        # A picture stays a picture under an overlay that tints it.
        opaque = upper.kind is Kind.BOX and upper.color is not None and upper.color.endswith("ff")
        kind = Kind.BOX if opaque else Kind.PICTURE
        look = {"kind": kind, "color": upper.color if opaque else None, "open": False}
        return upper.model_copy(update=look)
    color = upper.color or lower.color
    if upper.color and lower.color and not upper.color.endswith("ff"):
        color = blend(upper.color, lower.color) if lower.color.endswith("ff") else upper.color
    # A border around it counts more than a line along one side.
    edges_of = [each for each in (upper, lower) if each.border]
    edge = next((each for each in edges_of if not each.open), next(iter(edges_of), lower))
    update: dict[str, object] = {
        "color": color,
        "border": edge.border,
        "open": edge.open,
        "radius": max(upper.radius, lower.radius),
    }
    return lower.model_copy(update=update)


def _grounds(blocks: list[Block]) -> list[int]:
    """For each block, the smallest other box or picture around it; -1 if there is none."""
    holders = [at for at, each in enumerate(blocks) if each.kind in (Kind.BOX, Kind.PICTURE)]
    holders.sort(key=lambda at: (blocks[at].width * blocks[at].height, at))
    outer = np.ascontiguousarray(edges([blocks[at] for at in holders]).T, dtype=np.float32)
    places = edges(blocks).astype(np.float32)
    middles_x, middles_y = (places[:, 0] + places[:, 2]) / 2, (places[:, 1] + places[:, 3]) / 2
    sizes = np.array([each.width * each.height for each in blocks], dtype=np.float64)
    areas = sizes[holders]
    grounds = [-1] * len(blocks)
    # Blocks of about the same size together: what is smaller than all of them is left out.
    order = np.argsort(sizes, kind="stable")
    for start in range(0, len(blocks), CHUNK):
        rows = order[start : start + CHUNK]
        larger = int(np.searchsorted(areas, sizes[rows[0]], side="right"))
        if larger == len(holders):
            continue
        left, top, right, bottom = outer[:, larger:]
        # A text may be slightly wider than its button, so its middle counts.
        x, y = middles_x[rows, None], middles_y[rows, None]
        holds = left <= x
        holds &= top <= y
        holds &= right >= x
        holds &= bottom >= y
        holds &= areas[larger:] > sizes[rows, None]
        first = holds.argmax(axis=1)
        held = holds[np.arange(len(holds)), first]
        for row, at in zip(rows[held].tolist(), first[held].tolist(), strict=True):
            grounds[row] = holders[larger + at]
    return grounds
