"""The shape of one node as an SVG element without its paint."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from inspection.figma_tree import Box, Json, number
from inspection.paints import short

LONGEST_PATH: Final = 3000
# The opacity of a box that replaces a path.
HINT: Final = 0.45
DRAWINGS: Final = ("VECTOR", "BOOLEAN_OPERATION")
# FigJam's shapes by their corners, in fractions of the box; others are rectangles.
FLOWCHART: Final = {
    "DIAMOND": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "TRIANGLE_UP": ((0.5, 0), (1, 1), (0, 1)),
    "TRIANGLE_DOWN": ((0, 0), (1, 0), (0.5, 1)),
    "PARALLELOGRAM_RIGHT": ((0.2, 0), (1, 0), (0.8, 1), (0, 1)),
    "PARALLELOGRAM_LEFT": ((0, 0), (0.8, 0), (1, 1), (0.2, 1)),
    "TRAPEZOID": ((0.2, 0), (0.8, 0), (1, 1), (0, 1)),
    "HEXAGON": ((0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1), (0, 0.5)),
    "PENTAGON": ((0.5, 0), (1, 0.4), (0.8, 1), (0.2, 1), (0, 0.4)),
    "OCTAGON": ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3)),
    "CHEVRON": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    "ARROW_RIGHT": ((0, 0.25), (0.6, 0.25), (0.6, 0), (1, 0.5), (0.6, 1), (0.6, 0.75), (0, 0.75)),
    "ARROW_LEFT": ((1, 0.25), (0.4, 0.25), (0.4, 0), (0, 0.5), (0.4, 1), (0.4, 0.75), (1, 0.75)),
}

_PATH: Final = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]+")
_DECIMALS: Final = re.compile(r"(\.[0-9])[0-9]+(?![0-9eE])")


def is_drawing(node: Json) -> bool:
    """Whether the shape differs from the box."""
    return node.get("type") in (*DRAWINGS, "STAR", "REGULAR_POLYGON", "LINE")


def geometry(node: Json, key: str, box: Box) -> str | None:
    """The path that Figma gave (`fillGeometry`, `strokeGeometry`), placed at the node's box.

    None if there is none, if it is not a path, or if it would be too long.
    """
    given = node.get(key)
    if not isinstance(given, list) or not given:
        return None
    path, rule = "", ""
    for part in given:
        piece = part.get("path") if isinstance(part, dict) else None
        if not isinstance(piece, str) or len(path) + len(piece) > 2 * LONGEST_PATH:
            return None
        path += piece
        if part.get("windingRule") == "EVENODD":
            rule = ' fill-rule="evenodd"'
    if not _PATH.fullmatch(path):
        return None
    path = _DECIMALS.sub(r"\1", path)
    if len(path) > LONGEST_PATH:
        return None
    return f'path d="{path}"{rule} transform="translate({short(box[0])} {short(box[1])})"'


def outline(node: Json, box: Box, inset: float = 0.0) -> str:
    """The node's shape from its type and box, made smaller by `inset` pixels on each side."""
    x, y, width, height = box[0] + inset, box[1] + inset, box[2] - 2 * inset, box[3] - 2 * inset
    width, height = max(width, 0.0), max(height, 0.0)
    kind = node.get("type")
    if kind == "ELLIPSE":
        return _ellipse(node, (x, y, width, height))
    if kind in ("STAR", "REGULAR_POLYGON"):
        return _polygon((x, y, width, height), star=kind == "STAR")
    if kind == "SHAPE_WITH_TEXT":
        shape = str(node.get("shapeType"))
        if shape == "ELLIPSE":
            return _ellipse(node, (x, y, width, height))
        if shape in FLOWCHART:
            points = [
                f"{short(x + a * width)} {short(y + b * height)}" for a, b in FLOWCHART[shape]
            ]
            return f'path d="M{"L".join(points)}z"'
    radii = corners(node, box)
    size = f'width="{short(width)}" height="{short(height)}"'
    place = f'rect x="{short(x)}" y="{short(y)}" {size}'
    if len(set(radii)) == 1:
        radius = max(radii[0] - inset, 0.0)
        return f'{place} rx="{short(radius)}"' if radius >= 0.5 else place
    a, b, c, d = (max(radius - inset, 0.0) for radius in radii)
    return (
        f'path d="M{short(x + a)} {short(y)}h{short(width - a - b)}{_arc(b, b, b)}'
        f"v{short(height - b - c)}{_arc(c, -c, c)}h{short(c + d - width)}{_arc(d, -d, -d)}"
        f'v{short(a + d - height)}{_arc(a, a, -a)}z"'
    )


def corners(node: Json, box: Box) -> tuple[float, float, float, float]:
    """The radius of each corner, clockwise from the top left, limited by the box."""
    most = min(box[2], box[3]) / 2
    each = node.get("rectangleCornerRadii")
    if isinstance(each, list) and len(each) == 4:
        a, b, c, d = (min(max(number(value) or 0.0, 0.0), most) for value in each)
        return a, b, c, d
    radius = number(node.get("cornerRadius"))
    if radius is None:
        radius = 8.0 if node.get("shapeType") == "ROUNDED_RECTANGLE" else 0.0
    radius = min(max(radius, 0.0), most)
    return radius, radius, radius, radius


def _arc(radius: float, x: float, y: float) -> str:
    return f"a{short(radius)} {short(radius)} 0 0 1 {short(x)} {short(y)}" if radius else ""


def _ellipse(node: Json, box: Box) -> str:
    """An ellipse, or the pie or ring segment that `arcData` makes of it."""
    rx, ry = box[2] / 2, box[3] / 2
    cx, cy = box[0] + rx, box[1] + ry
    whole = f'ellipse cx="{short(cx)}" cy="{short(cy)}" rx="{short(rx)}" ry="{short(ry)}"'
    arc = node.get("arcData")
    if not isinstance(arc, dict):
        return whole
    start = _angle(arc.get("startingAngle"), 0.0)
    sweep = _angle(arc.get("endingAngle"), math.tau) - start
    inner = min(max(number(arc.get("innerRadius")) or 0.0, 0.0), 0.99)
    full = abs(sweep) >= math.tau - 0.01
    if full and not inner:
        return whole
    # An arc cannot end where it began.
    sweep = math.copysign(math.tau - 0.001, sweep) if full else sweep
    large, is_clockwise = int(abs(sweep) > math.pi), int(sweep > 0)

    def point_at(angle: float, part: float) -> str:
        return (
            f"{short(cx + rx * part * math.cos(angle))} {short(cy + ry * part * math.sin(angle))}"
        )

    end = start + sweep
    path = f"M{point_at(start, 1)}A{short(rx)} {short(ry)} 0 {large} {is_clockwise}"
    path += f" {point_at(end, 1)}L{point_at(end, inner)}"
    if inner:
        path += f"A{short(rx * inner)} {short(ry * inner)} 0 {large} {1 - is_clockwise}"
        path += f" {point_at(start, inner)}"
    return f'path d="{path}z"'


def _angle(value: Any, default: float) -> float:
    angle = number(value)
    return default if angle is None else math.fmod(angle, 2 * math.tau)


def _polygon(box: Box, *, star: bool) -> str:
    """A triangle, or a star with five points, which are the defaults of these types."""
    cx, cy = box[0] + box[2] / 2, box[1] + box[3] / 2
    if not star:
        top = f"{short(cx)} {short(box[1])}"
        bottom = short(box[1] + box[3])
        return f'path d="M{top}L{short(box[0] + box[2])} {bottom}H{short(box[0])}z"'
    points = []
    for index in range(10):
        reach = 0.5 if index % 2 == 0 else 0.19
        angle = math.pi * (index / 5 - 0.5)
        x, y = cx + box[2] * reach * math.cos(angle), cy + box[3] * reach * math.sin(angle)
        points.append(f"{short(x)} {short(y)}")
    return f'path d="M{"L".join(points)}z"'
