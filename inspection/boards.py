"""FigJam's own nodes as SVG: connectors with their labels, and texts that shapes carry."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from inspection import connector_caps, connectors, lettering, type_setting
from inspection.figma_tree import Box, Json, number
from inspection.paints import Definitions, attributes, color, fills_of, paints, short

LINE: Final[Json] = {"type": "SOLID", "color": {"r": 0.46, "g": 0.46, "b": 0.46}}
PAPER: Final = ' fill="#fff"'
DARK, LIGHT = ' fill="#1e1e1e"', ' fill="#fff"'
LABEL_SIZE: Final = 16.0
SIZES: Final = (32.0, 24.0, 20.0, 16.0, 14.0, 12.0, 10.0)
# These hold their text from the top left on, others in the middle.
FROM_THE_START: Final = ("STICKY", "CODE_BLOCK")
# The part of its box that a shape leaves to its text.
ROOM: Final = {"DIAMOND": 0.6, "ELLIPSE": 0.72, "TRIANGLE_UP": 0.6, "TRIANGLE_DOWN": 0.6}
MARGIN: Final = 8.0


def connector(
    node: Json,
    hull: Box,
    opacity: float,
    *,
    places: Mapping[str, Box],
    corner: tuple[float, float],
    readable: float,
    definitions: Definitions,
) -> str:
    """A line between two nodes with its ends and its label; `places` are those nodes' boxes."""
    line, path = connectors.route(node, hull, places, corner)
    given = paints(node["strokes"]) if "strokes" in node else [LINE]
    weight = number(node.get("strokeWeight"))
    weight = 2.0 if weight is None else min(max(weight, 0.0), 100.0)
    parts = []
    if given and weight:
        stroke = attributes(given[-1], opacity, "stroke", definitions)
        fill = attributes(given[-1], opacity, "fill", definitions)
        if stroke:
            stroke += f' stroke-width="{short(weight)}"'
            parts.append(f'<path d="{path}" fill="none"{stroke}{_dashes(node)}/>')
            for name, (tip, before) in (
                ("connectorStartStrokeCap", line[:2]),
                ("connectorEndStrokeCap", line[:-3:-1]),
            ):
                shape, filled = connector_caps.cap(node.get(name), tip, before, weight)
                if shape:
                    paint = fill if filled else f' fill="none"{stroke}'
                    parts.append(f'<path d="{shape}"{paint}/>')
    parts.append(_label(node, connectors.half_way(line), opacity, readable, definitions))
    return "".join(parts)


def _dashes(node: Json) -> str:
    dashes = node.get("strokeDashes")
    if not isinstance(dashes, list) or not dashes:
        return ""
    lengths = [abs(number(dash) or 0.0) for dash in dashes[:4]]
    return f' stroke-dasharray="{" ".join(map(short, lengths))}"'


def _label(
    node: Json, middle: tuple[float, float], opacity: float, readable: float, use: Definitions
) -> str:
    """A connector's text on its line, on a ground of its own."""
    raw = node.get("characters")
    if not isinstance(raw, str) or not raw.strip():
        return ""
    type_ = _type(node, LABEL_SIZE)
    lines = raw.strip().splitlines()[:3]
    wide = max(type_setting.estimate(line, type_) for line in lines)
    high = len(lines) * type_.line_height
    box = (middle[0] - wide / 2, middle[1] - high / 2, wide, high)
    ground = node.get("textBackground")
    given = paints(ground.get("fills")) if isinstance(ground, dict) else []
    fill = (attributes(given[-1], opacity, "fill", use) if given else "") or PAPER
    rect = (
        f'<rect x="{short(box[0] - 4)}" y="{short(box[1])}" width="{short(wide + 8)}"'
        f' height="{short(high)}" rx="3"{fill}/>'
    )
    ink = LIGHT if given and _is_dark(given[-1]) else DARK
    return rect + lettering.lay("\n".join(lines), box, ink, readable, type_)


def text(node: Json, box: Box, readable: float) -> str:
    """The text that a sticky, a shape or a table's cell carries, in a size that fits into it."""
    raw = node.get("characters")
    if not isinstance(raw, str) or not raw.strip():
        return ""
    part = ROOM.get(str(node.get("shapeType")), 1.0)
    wide, high = max(box[2] * part - 2 * MARGIN, 1.0), max(box[3] * part - 2 * MARGIN, 1.0)
    inner = (box[0] + (box[2] - wide) / 2, box[1] + (box[3] - high) / 2, wide, high)
    type_ = _type(node, LABEL_SIZE)
    style = node.get("style")
    if not isinstance(style, dict) or number(style.get("fontSize")) is None:
        type_ = lettering.fitting(raw, inner, type_, SIZES)
    given = paints(fills_of(node))
    ink = LIGHT if given and _is_dark(given[-1]) else DARK
    return lettering.lay(raw, inner, ink, readable, type_)


def _type(node: Json, size: float) -> type_setting.Setting:
    """How the text of a node that is no TEXT is set, with FigJam's defaults."""
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
