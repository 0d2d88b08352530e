"""Reads the blocks of a design from Figma's JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from inspection import deep_json, sheets
from inspection.figma_tree import Box, Json, children, is_hidden, is_near
from inspection.figma_tree import box as box_of
from inspection.match.blocks import (
    FURTHEST,
    MOST_BLOCKS,
    Block,
    Kind,
    Scene,
)
from inspection.match.design_texts import text_block
from inspection.match.icons import DRAWN, Icon, icons
from inspection.match.paint_colors import color_of, is_picture
from inspection.outlines import corners
from inspection.paints import fills_of, paints
from inspection.strokes import sides_drawn
from inspection.visible import VisibleNode, visible_nodes

SMALLEST: Final = 8.0
# Lines along this many sides are a border around a box, along fewer they leave it open.
ENCLOSING: Final = 3


@deep_json.no_collection()
def scene(design: Any, *, sheet: int | None = None) -> Scene | None:
    """A design's blocks, from the sheet at this index or else the first that can be drawn.

    None if there is no single frame to compare with. The same design gives the same blocks.
    """
    all_sheets = sheets.sheets(design)
    at = (
        sheet
        if sheet is not None and 0 <= sheet < len(all_sheets)
        else sheets.first_drawable(all_sheets)
    )
    if not all_sheets or (root := _frame(all_sheets[at])) is None or (box := box_of(root)) is None:
        return None
    if box[2] < SMALLEST or box[3] < SMALLEST:
        return None
    # Icons have many parts: enough nodes must be kept for the blocks that remain after joining.
    seen, total = visible_nodes(root, box, 4 * MOST_BLOCKS)
    near = [each for each in seen if is_near(each.box)]
    blocks = list(_blocks(root, box, sorted(near, key=lambda each: each.order)))
    ground = Block(kind=Kind.BOX, x=0, y=0, width=box[2], height=box[3], color="#ffffffff")
    is_cut = total > len(seen) or len(blocks) >= MOST_BLOCKS
    return Scene(box[2], box[3], (ground, *blocks[: MOST_BLOCKS - 1]), is_cut)


def _frame(sheet: sheets.Sheet) -> Json | None:
    """The single frame that a sheet shows."""
    if sheet.kind == "node":
        return sheet.root
    shown = [child for child in children(sheet.root) if not is_hidden(child) and box_of(child)]
    return shown[0] if len(shown) == 1 else None


def _blocks(root: Json, frame: Box, nodes: Iterable[VisibleNode]) -> Iterator[Block]:
    groups = icons(root)
    drawn: dict[int, list[VisibleNode]] = {}
    others: list[tuple[int, VisibleNode]] = []
    for each in nodes:
        icon = groups.get(id(each.node))
        key = id(icon.holder) if icon else 0
        if icon is None:
            others.append((each.order, each))
        elif key in drawn:
            drawn[key].append(each)
        else:
            drawn[key] = [each]
            others.append((each.order, each))
    for _, each in others:
        icon = groups.get(id(each.node))
        parts = drawn[id(icon.holder)] if icon else [each]
        # Circles and lines alone are no drawing.
        is_icon = any(part.node.get("type") in DRAWN for part in parts)
        made = [_icon(icon, parts, frame)] if icon and is_icon else map(_block, parts)
        yield from filter(None, made)


def _icon(icon: Icon, parts: list[VisibleNode], frame: Box) -> Block | None:
    """An icon with its container's box or, if it has none, the box around its parts."""
    there = None if icon.is_loose else box_of(icon.holder)
    if there:
        edges = there[0] - frame[0], there[1] - frame[1], there[2], there[3]
    else:
        left, top = min(each.box[0] for each in parts), min(each.box[1] for each in parts)
        right = max(each.box[0] + each.box[2] for each in parts)
        bottom = max(each.box[1] + each.box[3] for each in parts)
        edges = left, top, right - left, bottom - top
    place = _clipped(edges, parts[0])
    if place is None:
        return None
    inks = {ink for each in parts if (ink := _ink(each))}
    return _placed_block(kind=Kind.ICON, place=place, color=inks.pop() if len(inks) == 1 else None)


def _ink(part: VisibleNode) -> str | None:
    """The color of a drawing's lines or, if it has none, of its shape."""
    given = paints(part.node.get("strokes")) or paints(fills_of(part.node))
    return color_of(given[-1], part.opacity) if given else None


def _block(visible: VisibleNode) -> Block | None:
    node = visible.node
    if node.get("type") == "TEXT":
        return text_block(visible)
    place = _clipped(visible.box, visible)
    if place is None:
        return None
    fills = paints(fills_of(node))
    border = _border(visible)
    is_open = border is not None and sides_drawn(node) < ENCLOSING
    if fills and is_picture(fills[-1]):
        return _placed_block(kind=Kind.PICTURE, place=place, border=None if is_open else border)
    color = next(
        (fill for paint in reversed(fills) if (fill := color_of(paint, visible.opacity))), None
    )
    if color is None and border is None:
        return None
    radius = max(corners(node, visible.box))
    look = {"color": color, "border": border, "open": is_open, "radius": radius}
    return _placed_block(kind=Kind.BOX, place=place, **look)


def _border(visible: VisibleNode) -> str | None:
    """The color of a stroke along any side of the node."""
    given = paints(visible.node.get("strokes"))
    if not given or not sides_drawn(visible.node):
        return None
    return color_of(given[-1], visible.opacity)


def _clipped(box: Box, visible: VisibleNode) -> Box | None:
    """The part of a box inside its clip; None if that is too small to compare."""
    x, y, width, height = box
    clip = visible.clip
    left, top = max(x, clip.left), max(y, clip.top)
    wide, high = min(x + width, clip.right) - left, min(y + height, clip.bottom) - top
    if wide < SMALLEST or high < SMALLEST or max(map(abs, (left, top, wide, high))) > FURTHEST:
        return None
    return left, top, wide, high


def _placed_block(*, place: Box, **look: Any) -> Block:
    x, y, width, height = place
    return Block(x=x, y=y, width=width, height=height, **look)
