"""Converts Figma's gradients to SVG paint servers.

SVG has no angular and no diamond gradient: they become patterns, of wedges or of four linear
gradients.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, Final, NamedTuple

from inspection.definitions import Definitions
from inspection.figma_tree import Json, color, number

MOST_STOPS: Final = 8
WEDGES: Final = 32
# The ends of wedges and the corners of quarters are as far from the center as this, in radii.
FAR: Final = 99
# Smaller areas, in parts of the node's box, have no direction.
FLAT: Final = 1e-6
# Edges that meet must neither overlap nor leave a gap.
_CRISP: Final = ' shape-rendering="crispEdges"'
_UNITS: Final = (
    ' patternUnits="objectBoundingBox" patternContentUnits="objectBoundingBox" width="1" height="1"'
)

Point = tuple[float, float]


class _Stop(NamedTuple):
    """A place from 0 to 1, `#rrggbb`, and alpha."""

    position: float
    code: str
    alpha: float


class _Axes(NamedTuple):
    """Where a gradient starts, and the way to its end and to its side, in parts of the box."""

    start: Point
    main: Point
    side: Point

    @property
    def area(self) -> float:
        return self.main[0] * self.side[1] - self.main[1] * self.side[0]

    @property
    def is_square(self) -> bool:
        """Whether both ways are at a right angle and as long as each other."""
        (a, b), (c, d) = self.main, self.side
        return abs(a * c + b * d) < 0.01 and abs(math.hypot(a, b) - math.hypot(c, d)) < 0.01

    @property
    def matrix(self) -> str:
        return "matrix({})".format(
            " ".join(f"{value:.3f}" for value in (*self.main, *self.side, *self.start))
        )


def gradient(paint: Json, kind: str, definitions: Definitions) -> str:
    """A reference to the paint server, or the middle color of a gradient without a direction; empty
    if no stop is readable."""
    stops = _stops(paint.get("gradientStops"))
    if not stops:
        return ""
    axes = _axes(paint.get("gradientHandlePositions"), kind)
    if kind == "GRADIENT_LINEAR":
        return definitions.use("linearGradient", f"{_line(axes)}{_svg(stops)}</linearGradient>")
    if kind == "GRADIENT_RADIAL":
        return definitions.use("radialGradient", f"{_circle(axes)}{_svg(stops)}</radialGradient>")
    if abs(axes.area) < FLAT or kind not in ("GRADIENT_ANGULAR", "GRADIENT_DIAMOND"):
        return stops[len(stops) // 2].code
    inner = _wedges(stops) if kind == "GRADIENT_ANGULAR" else _quarters(stops, definitions)
    turned = f'{_UNITS}><g transform="{axes.matrix}"{_CRISP}>{inner}</g></pattern>'
    return definitions.use("pattern", turned)


def is_unreadable(paint: Json) -> bool:
    """Whether a paint is a gradient without a stop that can be read."""
    return str(paint.get("type")).startswith("GRADIENT") and not _stops(paint.get("gradientStops"))


def _stops(values: Any) -> list[_Stop]:
    return [
        _Stop(min(max(number(stop.get("position")) or 0.0, 0.0), 1.0), *parsed)
        for stop in (values if isinstance(values, list) else [])
        if isinstance(stop, dict) and (parsed := color(stop.get("color")))
    ][:MOST_STOPS]


def _axes(value: Any, kind: str) -> _Axes:
    """The handles of a gradient; without them from top to bottom, or around the middle."""
    points: list[Point] = []
    for handle in value[:3] if isinstance(value, list) else []:
        if isinstance(handle, dict):
            x, y = number(handle.get("x")), number(handle.get("y"))
            if x is not None and y is not None:
                points.append((x, y))
    if len(points) < 2:
        is_around = kind in ("GRADIENT_ANGULAR", "GRADIENT_DIAMOND")
        points = [(0.5, 0.5 if is_around else 0.0), (0.5, 1.0)]
    (x, y), end = points[0], points[1]
    main = (end[0] - x, end[1] - y)
    side = (points[2][0] - x, points[2][1] - y) if len(points) > 2 else (-main[1], main[0])
    return _Axes((x, y), main, side)


def _line(axes: _Axes) -> str:
    """A linear gradient's geometry; its colors run along the side handle."""
    (x, y), (a, b), (c, d) = axes
    if abs(axes.area) < FLAT or abs(a * c + b * d) < 0.01:
        return f' x1="{x:.2f}" y1="{y:.2f}" x2="{x + a:.2f}" y2="{y + b:.2f}">'
    return f' x1="0" y1="0" x2="1" y2="0" gradientTransform="{axes.matrix}">'


def _circle(axes: _Axes) -> str:
    """A radial gradient's geometry: an ellipse with both handles on it."""
    (x, y), (a, b), _ = axes
    if abs(axes.area) < FLAT or axes.is_square:
        return f' cx="{x:.2f}" cy="{y:.2f}" r="{math.hypot(a, b):.2f}">'
    return f' cx="0" cy="0" r="1" gradientTransform="{axes.matrix}">'


def _svg(stops: list[_Stop]) -> str:
    return "".join(
        f'<stop offset="{position:.2f}" stop-color="{code}"'
        + (f' stop-opacity="{alpha:.2f}"/>' if alpha < 1 else "/>")
        for position, code, alpha in stops
    )


def _wedges(stops: list[_Stop]) -> str:
    """Wedges of a circle with the radius `FAR`, clockwise from the right."""
    parts = []
    for index in range(WEDGES):
        code, alpha = _color_at(stops, (index + 0.5) / WEDGES)
        angles = (math.tau * edge / WEDGES for edge in (index, index + 1))
        edges = (f"L{FAR * math.cos(angle):.1f} {FAR * math.sin(angle):.1f}" for angle in angles)
        faint = f' fill-opacity="{alpha:.2f}"' if alpha < 1 else ""
        parts.append(f'<path d="M0 0{"".join(edges)}z" fill="{code}"{faint}/>')
    return "".join(parts)


def _quarters(stops: list[_Stop], definitions: Definitions) -> str:
    """Four quarters, in each of which a diamond gradient is a linear one."""
    line = ' gradientUnits="userSpaceOnUse" x1="0" y1="0" x2=".5" y2=".5">'
    fill = definitions.use("linearGradient", f"{line}{_svg(stops)}</linearGradient>")
    quarter = f'<path d="M0 0h{FAR}v{FAR}H0z" fill="{fill}"'
    return "".join(
        f"{quarter}{turn}/>"
        for turn in (
            "",
            ' transform="scale(-1 1)"',
            ' transform="scale(1 -1)"',
            ' transform="scale(-1)"',
        )
    )


def _color_at(stops: list[_Stop], position: float) -> tuple[str, float]:
    """The color and alpha at a place between the stops."""
    ordered = sorted(stops, key=lambda stop: stop.position)
    if position <= ordered[0].position:
        return ordered[0].code, ordered[0].alpha
    for before, after in pairwise(ordered):
        if position <= after.position:
            part = (position - before.position) / max(after.position - before.position, 1e-9)
            return _mixed(before, after, part)
    return ordered[-1].code, ordered[-1].alpha


def _mixed(before: _Stop, after: _Stop, part: float) -> tuple[str, float]:
    pairs = ((int(stop.code[at : at + 2], 16) for stop in (before, after)) for at in (1, 3, 5))
    channels = [round(first * (1 - part) + second * part) for first, second in pairs]
    alpha = before.alpha * (1 - part) + after.alpha * part
    return "#{:02x}{:02x}{:02x}".format(*channels), alpha
