"""Converts Figma's paints to SVG attributes: colors, gradients, image placeholders."""

from __future__ import annotations

from typing import Any, Final

from inspection.definitions import Definitions
from inspection.figma_tree import Json, color, number
from inspection.gradients import gradient

# Paints with less opacity than this are not drawn.
FAINTEST: Final = 0.01
MOST_PAINTS: Final = 4
IMAGE_FILL: Final = "#cbd5e1"


def short(value: float) -> str:
    """A number with at most one decimal, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def paints(value: Any) -> list[Json]:
    """The visible paints, bottom first, limited to a few."""
    if not isinstance(value, list):
        return []
    shown = [
        paint for paint in value if isinstance(paint, dict) and paint.get("visible") is not False
    ]
    return shown[-MOST_PAINTS:]


def fills_of(node: Json) -> Any:
    """A node's fills, or what older answers have in their place: `background`, and before that
    `backgroundColor` alone."""
    if "fills" in node:
        return node["fills"]
    if "background" in node:
        return node["background"]
    return [{"type": "SOLID", "color": node.get("backgroundColor")}]


def attributes(paint: Json, opacity: float, name: str, definitions: Definitions) -> str:
    """` fill="…"` (or stroke, by `name`) for a paint; empty when nothing of it would show."""
    given = number(paint.get("opacity"))
    opacity *= 1.0 if given is None else min(max(given, 0.0), 1.0)
    if opacity < FAINTEST:
        return ""
    kind = paint.get("type")
    if isinstance(kind, str) and kind.startswith("GRADIENT"):
        reference = gradient(paint, kind, definitions)
        return _attribute(name, reference, opacity) if reference else ""
    if kind in ("IMAGE", "VIDEO", "PATTERN", "EMOJI"):
        return _attribute(name, IMAGE_FILL, opacity)
    parsed = color(paint.get("color"))
    if parsed is None or parsed[1] * opacity < FAINTEST:
        return ""
    return _attribute(name, parsed[0], parsed[1] * opacity)


def _attribute(name: str, value: str, opacity: float) -> str:
    if len(value) == 7 and value[1] == value[2] and value[3] == value[4] and value[5] == value[6]:
        value = f"#{value[1]}{value[3]}{value[5]}"
    if opacity > 0.995:
        return f' {name}="{value}"'
    return f' {name}="{value}" {name}-opacity="{f"{opacity:.2f}".lstrip("0")}"'
