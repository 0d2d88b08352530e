"""Plane geometry for vectors: SVG-like paths as lines, and lines as filled outlines."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

Point = tuple[float, float]
Polyline = tuple[Point, ...]

CURVE_STEPS: Final = 6
_TOKEN: Final = re.compile(r"[MLHVQCZO]|-?\d*\.?\d+")


def circle(x: float, y: float, radius: float, part: float = 1) -> Polyline:
    """A circle, or the given part of it, clockwise from the top."""
    steps = max(2, round(min(48, 10 + radius) * part))
    angles = (2 * math.pi * part * step / steps - math.pi / 2 for step in range(steps + 1))
    return tuple((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles)


def bezier(points: Sequence[Point]) -> Iterable[Point]:
    """Points on a Bézier curve of any degree, without its start."""
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        level = list(points)
        while len(level) > 1:
            level = [
                (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)
            ]
        yield level[0]


def polylines(path: str) -> list[Polyline]:
    """The lines of a path of absolute commands M L H V Q C Z, and O x y r for a circle."""
    tokens = _TOKEN.findall(path)
    made: list[list[Point]] = []
    at = 0

    def numbers(count: int) -> list[float]:
        nonlocal at
        values = [float(token) for token in tokens[at : at + count]]
        at += count
        return values

    command = "M"
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        match command:
            case "M":
                x, y = numbers(2)
                made.append([(x, y)])
                command = "L"
            case "L":
                x, y = numbers(2)
                made[-1].append((x, y))
            case "H":
                made[-1].append((numbers(1)[0], made[-1][-1][1]))
            case "V":
                made[-1].append((made[-1][-1][0], numbers(1)[0]))
            case "Q" | "C":
                flat = numbers(4 if command == "Q" else 6)
                controls = list(zip(flat[::2], flat[1::2], strict=True))
                made[-1].extend(bezier([made[-1][-1], *controls]))
            case "Z":
                made[-1].append(made[-1][0])
            case "O":
                x, y, radius = numbers(3)
                made.append(list(circle(x, y, radius)))
    return [tuple(line) for line in made]


def smooth(points: Sequence[Point]) -> Polyline:
    """A curve through the points, level at each of them."""
    made = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        made.extend(bezier([(x0, y0), (middle, y0), (middle, y1), (x1, y1)]))
    return tuple(made)


def outline(line: Polyline, weight: float) -> list[Polyline]:
    """A stroke as one quadrilateral per segment, extended slightly at both ends to close joints."""
    half = weight / 2
    made: list[Polyline] = []
    for (x0, y0), (x1, y1) in pairwise(line):
        length = math.hypot(x1 - x0, y1 - y0)
        if length == 0:
            continue
        across = (x1 - x0) / length * half, (y1 - y0) / length * half
        longer = min(1, length * 0.15 / half)
        dx, dy = across[0] * longer, across[1] * longer
        made.append(
            (
                (x0 - dx - across[1], y0 - dy + across[0]),
                (x1 + dx - across[1], y1 + dy + across[0]),
                (x1 + dx + across[1], y1 + dy - across[0]),
                (x0 - dx + across[1], y0 - dy - across[0]),
            )
        )
    return made


def bounds(lines: Iterable[Polyline]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all the lines."""
    points = [point for line in lines for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
