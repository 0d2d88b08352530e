"""Turned and mirrored nodes: how they lie, and the box that they have before it."""

from __future__ import annotations

import math

from inspection.figma_tree import Box, Json, number
from inspection.paints import short


def orientation(node: Json) -> tuple[float, bool]:
    """The node's own turn within its container, clockwise in degrees, after it was mirrored
    vertically or not; 0 and False where unknown.

    Figma's matrix says it best, its determinant that it is mirrored; its `rotation` is in radians
    here, counter-clockwise, and in degrees in exports made by plug-ins.
    """
    matrix = node.get("relativeTransform")
    if isinstance(matrix, list) and len(matrix) >= 2:
        first, second = matrix[:2]
        if isinstance(first, list) and isinstance(second, list) and first and second:
            a, c = number(first[0]), number(second[0])
            if a is not None and c is not None and (a or c):
                b, d = (number(row[1]) if len(row) > 1 else None for row in (first, second))
                mirrored = b is not None and d is not None and a * d - b * c < 0
                return round(math.degrees(math.atan2(c, a)), 2), mirrored
    turn = number(node.get("rotation")) or 0.0
    return -round(math.degrees(turn) if abs(turn) <= math.tau else turn, 2), False


def upright(node: Json, hull: Box, turn: float) -> tuple[Box, float]:
    """The node's own box before it was turned, around the same center; and the angle from -180."""
    angle = (turn + 180) % 360 - 180
    if abs(angle) < 0.5:
        return hull, 0.0
    x, y, width, height = hull
    cx, cy = x + width / 2, y + height / 2
    wide, high = _size(node, width, height, math.radians(angle))
    return (cx - wide / 2, cy - high / 2, wide, high), angle


def transform(box: Box, angle: float, *, mirrored: bool = False) -> str:
    """SVG's transform that mirrors vertically and then turns around the middle of a box; empty if
    it would do neither."""
    cx, cy = box[0] + box[2] / 2, box[1] + box[3] / 2
    if mirrored and abs(abs(angle) - 180) < 0.5:
        return f"matrix(-1 0 0 1 {short(2 * cx)} 0)"
    turn = f"rotate({short(angle)} {short(cx)} {short(cy)})" if abs(angle) >= 0.5 else ""
    return turn + (f"matrix(1 0 0 -1 0 {short(2 * cy)})" if mirrored else "")


def _size(node: Json, width: float, height: float, angle: float) -> tuple[float, float]:
    """The size of the box whose hull, turned by `angle`, is width by height."""
    size = node.get("size")
    if isinstance(size, dict):
        x, y = number(size.get("x")), number(size.get("y"))
        if x is not None and y is not None and x >= 0 and y >= 0:
            return x, y
    cosine, sine = abs(math.cos(angle)), abs(math.sin(angle))
    spread = cosine * cosine - sine * sine
    if abs(spread) < 0.05:  # near 45 degrees many boxes have the same hull: take the square
        side = min(width, height) / (cosine + sine)
        return side, side
    wide = (width * cosine - height * sine) / spread
    high = (height * cosine - width * sine) / spread
    return max(wide, 0.0), max(high, 0.0)
