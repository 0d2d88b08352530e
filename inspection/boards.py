"""Draws FigJam nodes as SVG: connectors with labels, and the texts of shapes."""

from __future__ import annotations

import math
from typing import Final

from inspection import connector_caps, connectors, lettering, runs, type_setting
from inspection.canvas import Canvas
from inspection.figma_tree import Box, Json, color, number
from inspection.paints import attributes, fills_of, paints, short
from inspection.strokes import dashes
from inspection.visible import VisibleNode

LINE: Final[Json] = {"type": "SOLID", "color": {"r": 0.46, "g": 0.46, "b": 0.46}}
PAPER: Final = ' fill="#fff"'
DARK, LIGHT = ' fill="#1e1e1e"', ' fill="#fff"'
LABEL_SIZE: Final = 16.0
SIZES: Final = (32.0, 24.0, 20.0, 16.0, 14.0, 12.0, 10.0)
# These have their text at the top left, others in the middle.
FROM_THE_START: Final = ("STICKY", "CODE_BLOCK")
# The part of a shape's box that is available for its text.
ROOM: Final = {"DIAMOND": 0.6, "ELLIPSE": 0.72, "TRIANGLE_UP": 0.6, "TRIANGLE_DOWN": 0.6}
MARGIN: Final = 8.0


def connector(visible: VisibleNode, canvas: Canvas) -> str:
    """A line between two nodes with its ends and its label."""
    node, opacity = visible.node, visible.opacity
    line, path = connectors.route(node, visible.box, canvas.endpoint_boxes, canvas.corner)
    given = paints(node["strokes"]) if "strokes" in node else [LINE]
    weight = number(node.get("strokeWeight"))
    weight = 2.0 if weight is None else min(max(weight, 0.0), 100.0)
    parts = []
    if given and weight:
        stroke = attributes(given[-1], opacity, "stroke", canvas.definitions)
        fill = attributes(given[-1], opacity, "fill", canvas.definitions)
        if stroke:
            stroke += f' stroke-width="{short(weight)}"'
            parts.append(f'<path d="{path}" fill="none"{stroke}{dashes(node)}/>')
            ends = ("connectorStartStrokeCap", line[:2]), ("connectorEndStrokeCap", line[:-3:-1])
            for name, (tip, before) in ends if len(line) > 1 else ():
                shape, filled = connector_caps.cap(node.get(name), tip, before, weight)
                if shape:
                    paint = fill if filled else f' fill="none"{stroke}'
                    parts.append(f'<path d="{shape}"{paint}/>')
    parts.append(_label(visible, connectors.midpoint(line), canvas))
    return "".join(parts)


def _label(visible: VisibleNode, middle: tuple[float, float], canvas: Canvas) -> str:
    """A connector's text on its line, with a background."""
    node = visible.node
    words = _node_text(node)
    if not words.strip():
        return ""
    type_ = _type(node, LABEL_SIZE)
    lines = words.strip().splitlines()[:3]
    wide = max(type_setting.estimate(line, type_) for line in lines)
    high = len(lines) * type_.line_height
    box = (middle[0] - wide / 2, middle[1] - high / 2, wide, high)
    ground = node.get("textBackground")
    given = paints(ground.get("fills")) if isinstance(ground, dict) else []
    fill = attributes(given[-1], visible.opacity, "fill", canvas.definitions) if given else ""
    rect = (
        f'<rect x="{short(box[0] - 4)}" y="{short(box[1])}" width="{short(wide + 8)}"'
        f' height="{short(high)}" rx="3"{fill or PAPER}/>'
    )
    ink = LIGHT if given and _is_dark(given[-1]) else DARK
    readable = lettering.readable(canvas.width)
    return rect + lettering.lay("\n".join(lines), box, ink, readable, type_)


def text(node: Json, box: Box, readable: float) -> str:
    """The text of a sticky, shape or table cell, in a size that fits."""
    words = _node_text(node)
    if not words.strip():
        return ""
    part = ROOM.get(str(node.get("shapeType")), 1.0)
    wide, high = max(box[2] * part - 2 * MARGIN, 1.0), max(box[3] * part - 2 * MARGIN, 1.0)
    inner = (box[0] + (box[2] - wide) / 2, box[1] + (box[3] - high) / 2, wide, high)
    type_ = _type(node, LABEL_SIZE)
    style = node.get("style")
    if not isinstance(style, dict) or number(style.get("fontSize")) is None:
        type_ = lettering.fitting(words, inner, type_, SIZES)
    given = paints(fills_of(node))
    ink = LIGHT if given and _is_dark(given[-1]) else DARK
    return lettering.lay(words, inner, ink, readable, type_)


def _node_text(node: Json) -> str:
    """The text of a node, without characters that `lettering` would take for marks."""
    characters = node.get("characters")
    return runs.unmarked(characters) if isinstance(characters, str) else ""


def _type(node: Json, size: float) -> type_setting.Setting:
    """The type settings for the text of a node other than TEXT, with FigJam's defaults."""
    style = node.get("style")
    given: Json = style if isinstance(style, dict) else {}
    from_start = node.get("type") in FROM_THE_START
    usual = {
        "fontSize": size,
        "textAlignHorizontal": "LEFT" if from_start else "CENTER",
        "textAlignVertical": "TOP" if from_start else "CENTER",
    }
    return type_setting.setting({"style": {**usual, **given}})


def _is_dark(paint: Json) -> bool:
    """Whether light text reads better on a paint."""
    parsed = color(paint.get("color"))
    if parsed is None or parsed[1] < 0.5:
        return False
    red, green, blue = (int(parsed[0][at : at + 2], 16) for at in (1, 3, 5))
    return math.sqrt(0.299 * red**2 + 0.587 * green**2 + 0.114 * blue**2) < 120
