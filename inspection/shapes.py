"""Draws one visible node as SVG: fills and strokes on its shape, clipped and rotated."""

from __future__ import annotations

import math
from typing import Final

from inspection import boards, clips, lettering, turning
from inspection.canvas import Canvas
from inspection.figma_tree import Box, Json, is_near
from inspection.outlines import DRAWINGS, HINT, geometry, is_drawing, outline
from inspection.paints import attributes, fills_of, paints, short
from inspection.strokes import outlined, stroke
from inspection.visible import VisibleNode

PICTURE: Final = "#94a3b8"


# These look the same when mirrored, unless one of the fields below says otherwise.
_EVEN: Final = ("RECTANGLE", "FRAME", "INSTANCE", "COMPONENT", "SECTION", "STICKY", "ELLIPSE")
_UNEVEN_FIELDS: Final = ("rectangleCornerRadii", "arcData", "individualStrokeWeights")


def draw(visible: VisibleNode, canvas: Canvas) -> str:
    """The node's SVG; empty if none of its paints is visible."""
    if not is_near(visible.box):
        return ""
    body = _body(visible, canvas)
    if not body:
        return ""
    clip = clips.reference(
        visible.clip, visible.box, (canvas.width, canvas.height), canvas.definitions
    )
    return f'<g clip-path="{clip}">{body}</g>' if clip else body


def has_path(node: Json) -> bool:
    """Whether a node is drawn from the path that Figma gave."""
    return is_drawing(node) and bool(node.get("fillGeometry") or node.get("strokeGeometry"))


def hint(visible: VisibleNode, canvas: Canvas) -> str:
    """The box of a node whose path does not fit, as one element."""
    x, y, width, height = visible.box
    clip = visible.clip
    x0, y0 = max(x, clip.left), max(y, clip.top)
    wide, high = min(x + width, clip.right) - x0, min(y + height, clip.bottom) - y0
    given = paints(fills_of(visible.node)) or paints(visible.node.get("strokes"))
    if wide <= 0 or high <= 0 or not given:
        return ""
    fill = attributes(given[-1], visible.opacity * HINT, "fill", canvas.definitions)
    path = f"M{short(x0)} {short(y0)}h{short(wide)}v{short(high)}h{short(-wide)}z"
    return f'<path{fill} d="{path}"/>' if fill else ""


def _body(visible: VisibleNode, canvas: Canvas) -> str:
    node, box, angle = visible.node, *turning.upright(visible.node, visible.box, visible.angle)
    kind, readable = node.get("type"), lettering.readable(canvas.width)
    if kind == "TEXT":
        return _turned(_text(visible, box, canvas), box, _reading(angle, visible.mirrored))
    if kind == "CONNECTOR":
        return boards.connector(visible, canvas)
    mirrored = visible.mirrored
    if mirrored and kind in _EVEN and not any(name in node for name in _UNEVEN_FIELDS):
        mirrored, angle_drawn = False, _reading(angle, mirrored=True)
    else:
        angle_drawn = angle
    body = _turned(_shape(visible, box, canvas), box, angle_drawn, mirrored=mirrored)
    if node.get("characters"):
        words = boards.text(node, box, readable)
        body += _turned(words, box, _reading(angle, visible.mirrored))
    return body


def _reading(angle: float, mirrored: bool) -> float:
    """A text's rotation: it stays unmirrored inside a mirrored node, to remain readable."""
    return angle - math.copysign(180, angle) if mirrored and abs(angle) > 90 else angle


def _turned(body: str, box: Box, angle: float, *, mirrored: bool = False) -> str:
    """A drawing mirrored vertically and then turned, around the middle of its box."""
    turn = turning.transform(box, angle, mirrored=mirrored)
    return f'<g transform="{turn}">{body}</g>' if turn and body else body


def _text(visible: VisibleNode, box: Box, canvas: Canvas) -> str:
    fills = (
        attributes(paint, visible.opacity, "fill", canvas.definitions)
        for paint in reversed(paints(visible.node.get("fills")))
    )
    look = next(filter(None, fills), "") or outlined(visible, box, canvas.definitions)
    readable = lettering.readable(canvas.width)
    return lettering.draw(visible, box, look, readable, canvas.definitions) if look else ""


def _shape(visible: VisibleNode, box: Box, canvas: Canvas) -> str:
    node = visible.node
    path = geometry(node, "fillGeometry", box) if is_drawing(node) else None
    hinted = node.get("type") in DRAWINGS and path is None
    opacity = visible.opacity * (HINT if hinted else 1.0)
    parts = []
    for paint in paints(fills_of(node)):
        fill = attributes(paint, opacity, "fill", canvas.definitions)
        if fill:
            parts.append(f"<{path or outline(node, box)}{fill}/>")
            if paint.get("type") == "IMAGE":
                parts.append(_picture(box, canvas))
    filled = bool(parts)
    for paint in paints(node.get("strokes"))[-1:]:
        parts.append(stroke(visible, box, paint, canvas.definitions, filled=filled))
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
