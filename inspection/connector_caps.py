"""Draws the ends of connectors: arrows, triangles, circles."""

from __future__ import annotations

import math
from typing import Any

from inspection.paints import short

Point = tuple[float, float]


def cap(kind: Any, tip: Point, before: Point, weight: float) -> tuple[str, bool]:
    """Path data for the cap of a line, and whether it is filled; empty for none."""
    kind = str(kind or "NONE")
    length = math.dist(tip, before)
    if kind in ("NONE", "ROUND", "SQUARE") or not length:
        return "", False
    size = max(weight * 3, 6.0)
    x, y = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length

    def point_at(back: float, aside: float) -> str:
        return (
            f"{short(tip[0] - x * back * size - y * aside * size)}"
            f" {short(tip[1] - y * back * size + x * aside * size)}"
        )

    if "CIRCLE" in kind:
        radius = short(size / 2)
        arc = f"A{radius} {radius} 0 1 1 "
        return f"M{point_at(0.5, 0.5)}{arc}{point_at(0.5, -0.5)}{arc}{point_at(0.5, 0.5)}z", True
    if "DIAMOND" in kind:
        return (
            f"M{point_at(0, 0)}L{point_at(0.5, 0.5)}L{point_at(1, 0)}L{point_at(0.5, -0.5)}z",
            True,
        )
    if "TRIANGLE" in kind or "EQUILATERAL" in kind:
        return f"M{point_at(0, 0)}L{point_at(1, 0.5)}L{point_at(1, -0.5)}z", True
    return f"M{point_at(1, 0.6)}L{point_at(0, 0)}L{point_at(1, -0.6)}", False
