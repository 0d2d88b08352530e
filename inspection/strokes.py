"""Draws the stroke of one node as SVG: Figma's path, individual sides, or its outline."""

from __future__ import annotations

from typing import Final

from inspection.definitions import Definitions
from inspection.figma_tree import Box, Json, number
from inspection.outlines import DRAWINGS, HINT, geometry, is_drawing, outline
from inspection.paints import attributes, paints, short
from inspection.visible import VisibleNode

# Around every path, so that what is inside it is left out.
_EVERYTHING: Final = "M-1e5-1e5h2e5v2e5h-2e5z"


def stroke(
    visible: VisibleNode, box: Box, paint: Json, definitions: Definitions, *, filled: bool
) -> str:
    """The node's stroke: Figma's path, individual sides, or its outline."""
    node = visible.node
    weight = _weight(node, box)
    if is_drawing(node):
        path = geometry(node, "strokeGeometry", box)
        if path:
            fill = attributes(paint, visible.opacity, "fill", definitions)
            return _aligned(f"<{path}{fill}/>", node, box, definitions) if fill else ""
        if filled:
            return ""  # already drawn as a box
    hint = HINT if node.get("type") in DRAWINGS else 1.0
    line = attributes(paint, visible.opacity * hint, "stroke", definitions)
    if not line or not weight:
        return ""
    if abs(weight - 1) > 0.05:
        line += f' stroke-width="{short(weight)}"'
    line += (dashed := dashes(node))
    if node.get("type") == "LINE" or min(box[2], box[3]) < 0.5:
        x, y = short(box[0]), short(box[1])
        end = f"{short(box[0] + box[2])} {short(box[1] + box[3])}"
        return f'<path d="M{x} {y}L{end}"{line}/>'
    sides = node.get("individualStrokeWeights")
    if isinstance(sides, dict):
        borders = _borders(box, sides, str(node.get("strokeAlign")))
        if dashed:
            return _lines(
                borders, attributes(paint, visible.opacity, "stroke", definitions) + dashed
            )
        return _bars(borders, attributes(paint, visible.opacity, "fill", definitions))
    inset = {"INSIDE": weight / 2, "OUTSIDE": -weight / 2}.get(str(node.get("strokeAlign")), 0.0)
    return f'<{outline(node, box, inset)} fill="none"{line}/>'


def outlined(visible: VisibleNode, box: Box, definitions: Definitions) -> str:
    """The attributes of letters with a line around them and no fill; empty if no line shows."""
    given = paints(visible.node.get("strokes"))
    line = attributes(given[-1], visible.opacity, "stroke", definitions) if given else ""
    weight = _weight(visible.node, box)
    return f' fill="none"{line} stroke-width="{short(weight)}"' if line and weight else ""


def _weight(node: Json, box: Box) -> float:
    weight = number(node.get("strokeWeight"))
    return 1.0 if weight is None else min(max(weight, 0.0), max(box[2], box[3], 1.0))


def sides_drawn(node: Json) -> int:
    """Along how many sides of a node a line with weight runs."""
    sides = node.get("individualStrokeWeights")
    if isinstance(sides, dict):
        weights = [number(sides.get(side)) or 0.0 for side in ("top", "right", "bottom", "left")]
        return sum(weight > 0 for weight in weights)
    weight = number(node.get("strokeWeight"))
    return 4 if weight is None or weight > 0 else 0


def _aligned(line: str, node: Json, box: Box, definitions: Definitions) -> str:
    """A line that Figma gave, without the half of it that does not show: its path runs along both
    sides of the edge, twice as thick, where the line is inside or outside of it."""
    align = node.get("strokeAlign")
    edge = geometry(node, "fillGeometry", box)
    if edge is None or align not in ("INSIDE", "OUTSIDE"):
        return line
    if align == "OUTSIDE":
        edge = edge.replace(' d="', f' clip-rule="evenodd" d="{_EVERYTHING}', 1)
    clip = definitions.use("clipPath", f"><{edge.replace(' fill-rule', ' clip-rule')}/></clipPath>")
    return f'<g clip-path="{clip}">{line}</g>'


def dashes(node: Json) -> str:
    """The attribute for a dashed line, with its leading space; empty for a solid one."""
    given = node.get("strokeDashes")
    if not isinstance(given, list) or not given:
        return ""
    lengths = [abs(number(dash) or 0.0) for dash in given[:4]]
    return f' stroke-dasharray="{" ".join(map(short, lengths))}"'


def _borders(box: Box, sides: Json, align: str) -> list[Box]:
    """The borders of different weights, on their side of the edge."""
    x, y, width, height = box
    top, right, bottom, left = (
        min(max(number(sides.get(side)) or 0.0, 0.0), max(width, height))
        for side in ("top", "right", "bottom", "left")
    )
    part = {"CENTER": 0.5, "OUTSIDE": 1.0}.get(align, 0.0)
    x, y = x - part * left, y - part * top
    width, height = width + part * (left + right), height + part * (top + bottom)
    borders = (
        (x, y, width, top),
        (x + width - right, y, right, height),
        (x, y + height - bottom, width, bottom),
        (x, y, left, height),
    )
    return [border for border in borders if border[2] and border[3]]


def _bars(borders: list[Box], fill: str) -> str:
    path = "".join(
        f"M{short(x)} {short(y)}h{short(width)}v{short(height)}h{short(-width)}z"
        for x, y, width, height in borders
    )
    return f'<path d="{path}"{fill}/>' if path else ""


def _lines(borders: list[Box], line: str) -> str:
    """Each border as a line through its middle, which can have dashes."""
    parts = []
    for x, y, width, height in borders:
        flat = width >= height
        start = f"M{short(x)} {short(y + height / 2)}h{short(width)}"
        upright = f"M{short(x + width / 2)} {short(y)}v{short(height)}"
        weight = f' stroke-width="{short(height if flat else width)}"'
        parts.append(f'<path d="{start if flat else upright}"{line}{weight}/>')
    return "".join(parts)
