"""One visible node as SVG: its fills and strokes on its shape, clipped and turned as it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from inspection import lettering
from inspection.figma_tree import FURTHEST, Box, Json, number
from inspection.outlines import geometry, outline
from inspection.paints import Definitions, attributes, paints, short
from inspection.visible import Seen

# A rounded corner cuts this part of its radius off each side's reach.
CORNER: Final = 1 - math.sqrt(0.5)
# How strongly a drawing without its path is hinted at by its box.
HINT: Final = 0.45
PICTURE: Final = "#94a3b8"

_DRAWINGS: Final = ("VECTOR", "BOOLEAN_OPERATION")


@dataclass(frozen=True, slots=True)
class Canvas:
    """What every drawing needs: the frame's size in pixels and the shared definitions."""

    width: float
    height: float
    definitions: Definitions


def draw(seen: Seen, canvas: Canvas) -> str:
    """The node's SVG, or nothing where no paint of it would show."""
    if not all(abs(edge) <= FURTHEST for edge in seen.box):
        return ""
    box, turn = _upright(seen)
    body = (_text if seen.node.get("type") == "TEXT" else _shape)(seen, box, canvas)
    if not body:
        return ""
    if turn:
        body = f'<g transform="{turn}">{body}</g>'
    clip = _clip(seen, canvas)
    return f'<g clip-path="{clip}">{body}</g>' if clip else body


def _upright(seen: Seen) -> tuple[Box, str]:
    """The node's own box before it was turned, around the same centre; and the turn."""
    angle = (seen.angle + 180) % 360 - 180
    if abs(angle) < 0.5:
        return seen.box, ""
    x, y, width, height = seen.box
    cx, cy = x + width / 2, y + height / 2
    wide, high = _size(seen.node, width, height, math.radians(angle))
    turn = f"rotate({short(angle)} {short(cx)} {short(cy)})"
    return (cx - wide / 2, cy - high / 2, wide, high), turn


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


def _clip(seen: Seen, canvas: Canvas) -> str:
    """A reference to the clip, where it cuts the node; the frame's own edges cut anyway."""
    clip = seen.clip
    if clip == (0, 0, canvas.width, canvas.height, 0):
        return ""
    x, y, width, height = seen.box
    # Half a pixel is not seen. A square box in a rounded clip is whole clear of the corners.
    inset = clip.radius * CORNER - 0.5
    if (
        x >= clip.left + inset
        and y >= clip.top + inset
        and x + width <= clip.right - inset
        and y + height <= clip.bottom - inset
    ):
        return ""
    radius = f' rx="{short(clip.radius)}"' if clip.radius else ""
    wide, high = max(clip.right - clip.left, 0.0), max(clip.bottom - clip.top, 0.0)
    return canvas.definitions.use(
        "clipPath",
        f'><rect x="{short(clip.left)}" y="{short(clip.top)}"'
        f' width="{short(wide)}" height="{short(high)}"{radius}/></clipPath>',
    )


def _text(seen: Seen, box: Box, canvas: Canvas) -> str:
    for paint in reversed(paints(seen.node.get("fills"))):
        fill = attributes(paint, seen.opacity, "fill", canvas.definitions)
        if fill:
            return lettering.draw(seen.node, box, fill, lettering.readable(canvas.width))
    return ""


def _shape(seen: Seen, box: Box, canvas: Canvas) -> str:
    node = seen.node
    path = geometry(node, "fillGeometry", box) if _drawn(node) else None
    hinted = node.get("type") in _DRAWINGS and path is None
    opacity = seen.opacity * (HINT if hinted else 1.0)
    parts = []
    for paint in paints(node["fills"] if "fills" in node else node.get("background")):
        fill = attributes(paint, opacity, "fill", canvas.definitions)
        if fill:
            parts.append(f"<{path or outline(node, box)}{fill}/>")
            if paint.get("type") == "IMAGE":
                parts.append(_picture(box, canvas))
    filled = bool(parts)
    for paint in paints(node.get("strokes"))[-1:]:
        parts.append(_stroke(seen, box, paint, canvas, filled=filled))
    return "".join(parts)


def _drawn(node: Json) -> bool:
    """Whether the box alone does not tell the shape."""
    return node.get("type") in (*_DRAWINGS, "STAR", "REGULAR_POLYGON", "LINE")


def _stroke(seen: Seen, box: Box, paint: Json, canvas: Canvas, *, filled: bool) -> str:
    """The node's line: as the path Figma gave, as sides of its own, or around its shape."""
    node = seen.node
    weight = number(node.get("strokeWeight"))
    weight = 1.0 if weight is None else min(max(weight, 0.0), max(box[2], box[3], 1.0))
    if _drawn(node):
        path = geometry(node, "strokeGeometry", box)
        if path:
            fill = attributes(paint, seen.opacity, "fill", canvas.definitions)
            return f"<{path}{fill}/>" if fill else ""
        if filled:
            return ""  # its box is already hinted at
    hint = HINT if node.get("type") in _DRAWINGS else 1.0
    stroke = attributes(paint, seen.opacity * hint, "stroke", canvas.definitions)
    if not stroke or not weight:
        return ""
    if abs(weight - 1) > 0.05:
        stroke += f' stroke-width="{short(weight)}"'
    dashes = node.get("strokeDashes")
    if isinstance(dashes, list) and dashes:
        lengths = [abs(number(dash) or 0.0) for dash in dashes[:4]]
        stroke += f' stroke-dasharray="{" ".join(map(short, lengths))}"'
    if node.get("type") == "LINE" or min(box[2], box[3]) < 0.5:
        x, y = short(box[0]), short(box[1])
        end = f"{short(box[0] + box[2])} {short(box[1] + box[3])}"
        return f'<path d="M{x} {y}L{end}"{stroke}/>'
    sides = node.get("individualStrokeWeights")
    if isinstance(sides, dict):
        return _sides(box, sides, attributes(paint, seen.opacity, "fill", canvas.definitions))
    inset = {"INSIDE": weight / 2, "OUTSIDE": -weight / 2}.get(str(node.get("strokeAlign")), 0.0)
    return f'<{outline(node, box, inset)} fill="none"{stroke}/>'


def _sides(box: Box, sides: Json, fill: str) -> str:
    """Borders of different weights, each inside its edge."""
    x, y, width, height = box
    top, right, bottom, left = (
        min(max(number(sides.get(side)) or 0.0, 0.0), max(width, height))
        for side in ("top", "right", "bottom", "left")
    )
    bars = (
        (x, y, width, top),
        (x + width - right, y, right, height),
        (x, y + height - bottom, width, bottom),
        (x, y, left, height),
    )
    path = "".join(
        f"M{short(a)} {short(b)}h{short(w)}v{short(h)}h{short(-w)}z"
        for a, b, w, h in bars
        if w and h
    )
    return f'<path d="{path}"{fill}/>' if path else ""


def _picture(box: Box, canvas: Canvas) -> str:
    """The sign for an image, where there is room for it: a hill in the middle."""
    side = min(box[2], box[3])
    if side < canvas.width / 30 or side < 12:
        return ""
    size = min(side * 0.3, canvas.width / 12)
    left, base = box[0] + box[2] / 2 - size, box[1] + box[3] / 2 + size / 2
    steps = f"l{short(size * 0.7)} {short(-size)} {short(size * 0.5)} {short(size * 0.6)}"
    steps += f" {short(size * 0.3)} {short(-size * 0.3)} {short(size * 0.5)} {short(size * 0.7)}z"
    return f'<path d="M{short(left)} {short(base)}{steps}" fill="{PICTURE}"/>'
