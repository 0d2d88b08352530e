"""Fits drawings into a picture of limited size: the most visible, in full or as boxes."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from typing import Final, NamedTuple

from inspection import shapes
from inspection.canvas import Canvas
from inspection.visible import VisibleNode

# After this many drawings in a row that do not fit, the rest is left out.
MOST_MISFITS: Final = 20
# Paths may always use this part of the space, even if other nodes then lose their boxes.
LEAST_SHARE: Final = 0.5
# A longer path that does not fit becomes a box.
LONG: Final = 120
# What the box of one more path takes, once boxes beside each other are one element.
BOX_BYTES: Final = 24

_BOX: Final = re.compile(r'(<path fill="[^>]*) d="([^"]*)"/>')


class Drawn(NamedTuple):
    """The elements in paint order. `total` nodes are drawn, of which `hinted` are boxes; `empty`
    ones turned out to show nothing."""

    body: str
    total: int
    hinted: int
    empty: int


def fill(nodes: list[VisibleNode], canvas: Canvas, room: int) -> Drawn:
    """Draw nodes, the most visible first, until `room` bytes are used."""
    drawn: dict[int, str] = {}
    waiting: list[VisibleNode] = []
    empty = misfits = used = kept = 0
    paths = sum(shapes.has_path(node.node) for node in nodes)
    for node in nodes:
        before = len(canvas.definitions)
        svg = shapes.draw(node, canvas)
        has_path = shapes.has_path(node.node)
        paths -= has_path
        if not svg:
            canvas.definitions.forget(before)
            empty += 1
            continue
        size = len(svg) if svg.isascii() else len(svg.encode())
        total = used + size + canvas.definitions.size + kept
        is_path = has_path and size > LONG
        others = BOX_BYTES * paths if is_path and total > room * LEAST_SHARE else 0
        if total + others <= room:
            used += size
            drawn[node.order] = svg
            continue
        canvas.definitions.forget(before)
        if is_path and used + canvas.definitions.size + kept + BOX_BYTES <= room:
            kept += BOX_BYTES
            waiting.append(node)
            continue
        misfits += 1
        if misfits >= MOST_MISFITS:
            break
    body, hinted = _with_boxes(drawn, waiting, canvas, room)
    return Drawn(body, len(drawn) + hinted, hinted, empty)


def _with_boxes(
    drawn: dict[int, str], waiting: list[VisibleNode], canvas: Canvas, room: int
) -> tuple[str, int]:
    """All of it in paint order, with the boxes of as many waiting nodes as fit."""
    boxes: list[tuple[int, str]] = []
    for node in waiting:
        before = len(canvas.definitions)
        if svg := shapes.hint(node, canvas):
            boxes.append((node.order, svg))
        if len(canvas.definitions) > before:
            canvas.definitions.forget(before)
            boxes.pop()  # a gradient would be too much for a hint
    room -= canvas.definitions.size
    count = len(boxes)
    if boxes and len(_joined(drawn, boxes).encode()) > room:
        size = partial(_size_with, drawn, boxes)
        count = bisect_right(range(1, len(boxes)), room, key=size)
    return _joined(drawn, boxes[:count]), count


def _size_with(drawn: dict[int, str], boxes: list[tuple[int, str]], count: int) -> int:
    return len(_joined(drawn, boxes[:count]).encode())


def _joined(drawn: dict[int, str], boxes: list[tuple[int, str]]) -> str:
    """The elements in paint order; boxes of one color that follow each other are one element."""
    parts: list[str] = []
    last = ""
    for order, svg in sorted([*drawn.items(), *boxes]):
        match = None if order in drawn else _BOX.fullmatch(svg)
        if match and match[1] == last:
            parts[-1] = f'{parts[-1][:-3]}{match[2]}"/>'
        else:
            parts.append(svg)
        last = match[1] if match else ""
    return "".join(parts)
