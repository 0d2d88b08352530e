"""Draws the stroke of one node as SVG: Figma's path, individual sides, or its outline."""

from __future__ import annotations

from inspection.figma_tree import Box, Json, number
from inspection.outlines import DRAWINGS, HINT, geometry, is_drawing, outline
from inspection.paints import Definitions, attributes, paints, short
from inspection.visible import Seen


def stroke(seen: Seen, box: Box, paint: Json, definitions: Definitions, *, filled: bool) -> str:
    """The node's stroke: Figma's path, individual sides, or its outline."""
    node = seen.node
    weight = _weight(node, box)
    if is_drawing(node):
        path = geometry(node, "strokeGeometry", box)
        if path:
            fill = attributes(paint, seen.opacity, "fill", definitions)
            return f"<{path}{fill}/>" if fill else ""
        if filled:
            return ""  # already drawn as a box
    hint = HINT if node.get("type") in DRAWINGS else 1.0
    line = attributes(paint, seen.opacity * hint, "stroke", definitions)
    if not line or not weight:
        return ""
    if abs(weight - 1) > 0.05:
        line += f' stroke-width="{short(weight)}"'
    dashes = node.get("strokeDashes")
    if isinstance(dashes, list) and dashes:
        lengths = [abs(number(dash) or 0.0) for dash in dashes[:4]]
        line += f' stroke-dasharray="{" ".join(map(short, lengths))}"'
    if node.get("type") == "LINE" or min(box[2], box[3]) < 0.5:
        x, y = short(box[0]), short(box[1])
        end = f"{short(box[0] + box[2])} {short(box[1] + box[3])}"
        return f'<path d="M{x} {y}L{end}"{line}/>'
    sides = node.get("individualStrokeWeights")
    if isinstance(sides, dict):
        return _sides(box, sides, attributes(paint, seen.opacity, "fill", definitions))
    inset = {"INSIDE": weight / 2, "OUTSIDE": -weight / 2}.get(str(node.get("strokeAlign")), 0.0)
    return f'<{outline(node, box, inset)} fill="none"{line}/>'


def outlined(seen: Seen, box: Box, definitions: Definitions) -> str:
    """The attributes of letters with a line around them and no fill; empty if no line shows."""
    given = paints(seen.node.get("strokes"))
    line = attributes(given[-1], seen.opacity, "stroke", definitions) if given else ""
    weight = _weight(seen.node, box)
    return f' fill="none"{line} stroke-width="{short(weight)}"' if line and weight else ""


def _weight(node: Json, box: Box) -> float:
    weight = number(node.get("strokeWeight"))
    return 1.0 if weight is None else min(max(weight, 0.0), max(box[2], box[3], 1.0))


def enclosing(node: Json) -> bool:
    """Whether a line with weight runs around at least three sides of a node."""
    sides = node.get("individualStrokeWeights")
    if isinstance(sides, dict):
        weights = [number(sides.get(side)) or 0.0 for side in ("top", "right", "bottom", "left")]
        return sum(weight > 0 for weight in weights) >= 3
    weight = number(node.get("strokeWeight"))
    return weight is None or weight > 0


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
