"""Draws one visible node as SVG: fills and strokes on its shape, clipped and rotated."""

from __future__ import annotations

import math
from typing import Final

from inspection import boards, lettering
from inspection.canvas import Canvas
from inspection.figma_tree import Box, Json, is_near, number
from inspection.outlines import DRAWINGS, HINT, geometry, is_drawing, outline
from inspection.paints import attributes, fills_of, paints, short
from inspection.strokes import outlined, stroke
from inspection.visible import Seen

# A rounded corner takes this part of its radius from each side.
CORNER: Final = 1 - math.sqrt(0.5)
PICTURE: Final = "#94a3b8"


# These look the same when mirrored, unless one of the fields below says otherwise.
_EVEN: Final = ("RECTANGLE", "FRAME", "INSTANCE", "COMPONENT", "SECTION", "STICKY", "ELLIPSE")
_UNEVEN_FIELDS: Final = ("rectangleCornerRadii", "arcData", "individualStrokeWeights")


def draw(seen: Seen, canvas: Canvas) -> str:
    """The node's SVG; empty if none of its paints is visible."""
    if not is_near(seen.box):
        return ""
    body = _body(seen, canvas)
    if not body:
        return ""
    clip = _clip(seen, canvas)
    return f'<g clip-path="{clip}">{body}</g>' if clip else body


def has_path(node: Json) -> bool:
    """Whether a node is drawn from the path that Figma gave."""
    return is_drawing(node) and bool(node.get("fillGeometry") or node.get("strokeGeometry"))


def hint(seen: Seen, canvas: Canvas) -> str:
    """The box of a node whose path does not fit, as one element."""
    x, y, width, height = seen.box
    clip = seen.clip
    x0, y0 = max(x, clip.left), max(y, clip.top)
    wide, high = min(x + width, clip.right) - x0, min(y + height, clip.bottom) - y0
    given = paints(fills_of(seen.node)) or paints(seen.node.get("strokes"))
    if wide <= 0 or high <= 0 or not given:
        return ""
    fill = attributes(given[-1], seen.opacity * HINT, "fill", canvas.definitions)
    path = f"M{short(x0)} {short(y0)}h{short(wide)}v{short(high)}h{short(-wide)}z"
    return f'<path{fill} d="{path}"/>' if fill else ""


def _body(seen: Seen, canvas: Canvas) -> str:
    node, box, angle = seen.node, *_upright(seen)
    kind, readable = node.get("type"), lettering.readable(canvas.width)
    if kind == "TEXT":
        return _turned(_text(seen, box, canvas), box, _reading(angle, seen.mirrored))
    if kind == "CONNECTOR":
        return boards.connector(seen, canvas)
    mirrored = seen.mirrored
    if mirrored and kind in _EVEN and not any(name in node for name in _UNEVEN_FIELDS):
        mirrored, angle_drawn = False, _reading(angle, mirrored=True)
    else:
        angle_drawn = angle
    body = _turned(_shape(seen, box, canvas), box, angle_drawn, mirrored=mirrored)
    if node.get("characters"):
        words = boards.text(node, box, readable)
        body += _turned(words, box, _reading(angle, seen.mirrored))
    return body


def _reading(angle: float, mirrored: bool) -> float:
    """A text's rotation: it stays unmirrored inside a mirrored node, to remain readable."""
    return angle - math.copysign(180, angle) if mirrored and abs(angle) > 90 else angle


def _turned(body: str, box: Box, angle: float, *, mirrored: bool = False) -> str:
    """A drawing mirrored vertically and then turned, around the middle of its box."""
    cx, cy = box[0] + box[2] / 2, box[1] + box[3] / 2
    if mirrored and abs(abs(angle) - 180) < 0.5:
        turn = f"matrix(-1 0 0 1 {short(2 * cx)} 0)"
    else:
        turn = f"rotate({short(angle)} {short(cx)} {short(cy)})" if abs(angle) >= 0.5 else ""
        turn += f"matrix(1 0 0 -1 0 {short(2 * cy)})" if mirrored else ""
    return f'<g transform="{turn}">{body}</g>' if turn and body else body


def _upright(seen: Seen) -> tuple[Box, float]:
    """The node's own box before it was turned, around the same center; and the angle."""
    angle = (seen.angle + 180) % 360 - 180
    if abs(angle) < 0.5:
        return seen.box, 0.0
    x, y, width, height = seen.box
    cx, cy = x + width / 2, y + height / 2
    wide, high = _size(seen.node, width, height, math.radians(angle))
    return (cx - wide / 2, cy - high / 2, wide, high), angle


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
    # Half a pixel is invisible. In a rounded clip, a square box is whole if clear of the corners.
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
    fills = (
        attributes(paint, seen.opacity, "fill", canvas.definitions)
        for paint in reversed(paints(seen.node.get("fills")))
    )
    look = next(filter(None, fills), "") or outlined(seen, box, canvas.definitions)
    readable = lettering.readable(canvas.width)
    return lettering.draw(seen, box, look, readable, canvas.definitions) if look else ""


def _shape(seen: Seen, box: Box, canvas: Canvas) -> str:
    node = seen.node
    path = geometry(node, "fillGeometry", box) if is_drawing(node) else None
    hinted = node.get("type") in DRAWINGS and path is None
    opacity = seen.opacity * (HINT if hinted else 1.0)
    parts = []
    for paint in paints(fills_of(node)):
        fill = attributes(paint, opacity, "fill", canvas.definitions)
        if fill:
            parts.append(f"<{path or outline(node, box)}{fill}/>")
            if paint.get("type") == "IMAGE":
                parts.append(_picture(box, canvas))
    filled = bool(parts)
    for paint in paints(node.get("strokes"))[-1:]:
        parts.append(stroke(seen, box, paint, canvas.definitions, filled=filled))
    return "".join(parts)


def _picture(box: Box, canvas: Canvas) -> str:
    """The sign for an image, if it fits: a hill in the middle."""
    side = min(box[2], box[3])
    if side < canvas.width / 30 or side < 12:
        return ""
    size = min(side * 0.3, canvas.width / 12)
    left, base = box[0] + box[2] / 2 - size, box[1] + box[3] / 2 + size / 2
    steps = f"l{short(size * 0.7)} {short(-size)} {short(size * 0.5)} {short(size * 0.6)}"
    steps += f" {short(size * 0.3)} {short(-size * 0.3)} {short(size * 0.5)} {short(size * 0.7)}z"
    return f'<path d="M{short(left)} {short(base)}{steps}" fill="{PICTURE}"/>'
