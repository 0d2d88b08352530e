"""Converts Figma's paints to SVG attributes: colors, gradients, image placeholders."""

from __future__ import annotations

import math
from typing import Any, Final

from inspection.figma_tree import Json, hexadecimal, number

# Paints with less opacity than this are not drawn.
FAINTEST: Final = 0.01
MOST_STOPS: Final = 8
MOST_PAINTS: Final = 4
IMAGE_FILL: Final = "#cbd5e1"


class Definitions:
    """The definitions of a drawing: gradients and clips, each once, with a short id."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self.size = 0

    def use(self, tag: str, body: str) -> str:
        """A `url(#…)` for an element, given as its tag and everything after the id attribute."""
        key = f"{tag} {body}"  # the body starts with a space or bracket
        name = self._ids.get(key)
        if name is None:
            name = self._ids[key] = f"d{len(self._ids)}"
            self.size += len(key) + len(name) + 8
        return f"url(#{name})"

    def forget(self, count: int) -> None:
        """Keep only the first `count`, to undo what an unused drawing added."""
        while len(self._ids) > count:
            key, name = self._ids.popitem()
            self.size -= len(key) + len(name) + 8

    def __len__(self) -> int:
        return len(self._ids)

    def svg(self) -> str:
        """The `<defs>` element, or nothing."""
        parts = []
        for key, name in self._ids.items():
            tag, _, body = key.partition(" ")
            parts.append(f'<{tag} id="{name}"{body}')
        return f"<defs>{''.join(parts)}</defs>" if parts else ""


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


def color(value: Any) -> tuple[str, float] | None:
    """`#rrggbb` and alpha of one of Figma's colors (0 to 1 each), or None if it is not one."""
    if not isinstance(value, dict):
        return None
    code = hexadecimal(value.get("r"), value.get("g"), value.get("b"))
    if code is None:
        return None
    alpha = number(value.get("a"))
    return code, 1.0 if alpha is None else min(max(alpha, 0.0), 1.0)


def attributes(paint: Json, opacity: float, name: str, definitions: Definitions) -> str:
    """` fill="…"` (or stroke, by `name`) for a paint; empty when nothing of it would show."""
    given = number(paint.get("opacity"))
    opacity *= 1.0 if given is None else min(max(given, 0.0), 1.0)
    if opacity < FAINTEST:
        return ""
    kind = paint.get("type")
    if isinstance(kind, str) and kind.startswith("GRADIENT"):
        reference = _gradient(paint, kind, definitions)
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


def _gradient(paint: Json, kind: str, definitions: Definitions) -> str:
    """A reference to the gradient, or its middle color where SVG has no such gradient."""
    given = paint.get("gradientStops")
    stops = [
        (min(max(number(stop.get("position")) or 0.0, 0.0), 1.0), parsed)
        for stop in (given if isinstance(given, list) else [])
        if isinstance(stop, dict) and (parsed := color(stop.get("color")))
    ][:MOST_STOPS]
    if not stops:
        return ""
    if kind not in ("GRADIENT_LINEAR", "GRADIENT_RADIAL"):
        return stops[len(stops) // 2][1][0]
    body = "".join(
        f'<stop offset="{position:.2f}" stop-color="{code}"'
        + (f' stop-opacity="{alpha:.2f}"/>' if alpha < 1 else "/>")
        for position, (code, alpha) in stops
    )
    (x1, y1), (x2, y2) = _handles(paint.get("gradientHandlePositions"))
    if kind == "GRADIENT_LINEAR":
        line = f' x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}">'
        return definitions.use("linearGradient", f"{line}{body}</linearGradient>")
    radius = math.hypot(x2 - x1, y2 - y1)
    circle = f' cx="{x1:.2f}" cy="{y1:.2f}" r="{radius:.2f}">'
    return definitions.use("radialGradient", f"{circle}{body}</radialGradient>")


def _handles(value: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    """Start and end of a gradient in fractions of the node's box; top to bottom by default."""
    points: list[tuple[float, float]] = []
    for handle in value[:2] if isinstance(value, list) else []:
        if isinstance(handle, dict):
            x, y = number(handle.get("x")), number(handle.get("y"))
            if x is not None and y is not None:
                points.append((x, y))
    return (points[0], points[1]) if len(points) == 2 else ((0.5, 0.0), (0.5, 1.0))
