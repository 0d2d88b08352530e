"""Connectors of FigJam boards: the path of the line between two nodes, and its ends."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from inspection.connector_caps import Point
from inspection.figma_tree import Box, Json, number, walk
from inspection.figma_tree import box as box_of
from inspection.paints import short

SIDES: Final[Mapping[str, Point]] = {
    "TOP": (0, -1), "RIGHT": (1, 0), "BOTTOM": (0, 1), "LEFT": (-1, 0),
}  # fmt: skip
# How far a line continues before it turns back.
DETOUR: Final = 24.0


class End(NamedTuple):
    """An end of a connector; `direction` is the direction in which it leaves its node."""

    x: float
    y: float
    direction: Point | None = None


def endpoint_boxes(
    root: Json, connectors: Iterable[Json], left: float, top: float
) -> dict[str, Box]:
    """The boxes of the nodes that connectors join, by id, relative to a frame's corner."""
    ends = [node.get(key) for node in connectors for key in ("connectorStart", "connectorEnd")]
    wanted = {str(end.get("endpointNodeId")) for end in ends if isinstance(end, dict)}
    boxes: dict[str, Box] = {}
    for node in walk(root) if wanted else ():
        if (name := str(node.get("id"))) in wanted and (box := box_of(node)):
            boxes[name] = (box[0] - left, box[1] - top, box[2], box[3])
    return boxes


def hull(node: Json, node_boxes: Mapping[str, Box]) -> Box | None:
    """The box around the line between a connector's ends on its page; None if one is unknown."""
    points = []
    for key in ("connectorStart", "connectorEnd"):
        given = node.get(key)
        end: Json = given if isinstance(given, dict) else {}
        box = node_boxes.get(str(end.get("endpointNodeId")))
        point = _middle(box) if box else _explicit_point(end, None, (0, 0, 0, 0), (0, 0))
        if point is None:
            return None
        points.append(point)
    (left, right), (top, bottom) = (sorted(each) for each in zip(*points, strict=True))
    return left, top, right - left, bottom - top


def route(
    node: Json, hull: Box, node_boxes: Mapping[str, Box], corner: Point
) -> tuple[list[Point], str]:
    """The corners of a connector's line, and the line as path data. `hull` is the connector's own
    box, `corner` the frame's on its page."""
    given = [node.get(key) for key in ("connectorStart", "connectorEnd")]
    ends = [each if isinstance(each, dict) else {} for each in given]
    boxes = [node_boxes.get(str(end.get("endpointNodeId"))) for end in ends]
    corners = [(hull[0], hull[1]), (hull[0] + hull[2], hull[1] + hull[3])]
    points = [_explicit_point(ends[at], boxes[at], hull, corner) for at in (0, 1)]
    rough = [points[at] or (_middle(boxes[at]) if boxes[at] else corners[at]) for at in (0, 1)]
    start, end = (
        _end(ends[at], boxes[at], points[at], (rough[at], rough[1 - at])) for at in (0, 1)
    )
    kind = node.get("connectorLineType")
    if kind == "STRAIGHT":
        line = [(start.x, start.y), (end.x, end.y)]
    else:
        line = _elbows(start, end)
    if kind == "CURVED" and len(line) > 2:
        return line, _curve(line)
    return line, "M" + "L".join(f"{short(x)} {short(y)}" for x, y in line)


def _middle(box: Box | None) -> Point:
    x, y, width, height = box or (0.0, 0.0, 0.0, 0.0)
    return x + width / 2, y + height / 2


def _explicit_point(end: Json, box: Box | None, hull: Box, corner: Point) -> Point | None:
    """The point of an end: on the page, or relative to its node in pixels or fractions.

    Responses have all of these forms; the one nearest to both boxes is right."""
    position = end.get("position")
    if not isinstance(position, dict):
        return None
    x, y = number(position.get("x")), number(position.get("y"))
    if x is None or y is None:
        return None
    on_page = (x - corner[0], y - corner[1])
    if not box:
        return on_page
    candidates = [on_page, (box[0] + x, box[1] + y)]
    if 0 <= x <= 1 and 0 <= y <= 1:  # in fractions of the node
        candidates.insert(0, (box[0] + x * box[2], box[1] + y * box[3]))
    return min(candidates, key=lambda point: _distance(point, hull) + _distance(point, box))


def _distance(point: Point, box: Box) -> float:
    x, y, width, height = box
    across = max(x - point[0], 0.0, point[0] - x - width)
    return math.hypot(across, max(y - point[1], 0.0, point[1] - y - height))


def _end(end: Json, box: Box | None, point: Point | None, line: tuple[Point, Point]) -> End:
    """One end: at its magnet, at its point, or where the straight `line` leaves its node."""
    here, other = line
    magnet = str(end.get("magnet"))
    if box and magnet in SIDES:
        x, y = SIDES[magnet]
        cx, cy = _middle(box)
        return End(cx + x * box[2] / 2, cy + y * box[3] / 2, (x, y))
    if point:
        return End(*point, _side(point, box) if box else None)
    if not box:
        return End(*here)
    across, down = other[0] - here[0], other[1] - here[1]
    if magnet == "CENTER" or not (box[2] and box[3]):
        reach = min(
            box[2] / 2 / abs(across) if across else math.inf,
            box[3] / 2 / abs(down) if down else math.inf,
            1.0,
        )
        return End(here[0] + across * reach, here[1] + down * reach)
    # AUTO: the side that faces the other end
    if abs(across) * box[3] >= abs(down) * box[2]:
        side: Point = (1, 0) if across >= 0 else (-1, 0)
    else:
        side = (0, 1) if down >= 0 else (0, -1)
    return End(here[0] + side[0] * box[2] / 2, here[1] + side[1] * box[3] / 2, side)


def _side(point: Point, box: Box) -> Point | None:
    """The side of a box that a point on its edge lies on."""
    x, y, width, height = box
    edges = {
        "LEFT": abs(point[0] - x), "RIGHT": abs(point[0] - x - width),
        "TOP": abs(point[1] - y), "BOTTOM": abs(point[1] - y - height),
    }  # fmt: skip
    nearest = min(edges, key=edges.__getitem__)
    return SIDES[nearest] if edges[nearest] <= 2 else None


def _elbows(start: End, end: End) -> list[Point]:
    """A line of horizontal and vertical parts that leaves both ends in their directions."""
    across, down = end.x - start.x, end.y - start.y
    usual: Point = (1, 0) if abs(across) >= abs(down) else (0, 1)
    first, last = (
        start.direction or end.direction or usual,
        end.direction or start.direction or usual,
    )
    if first[0] and last[0]:
        if first[0] == last[0] and start.direction and end.direction:
            far = max(start.x, end.x) if first[0] > 0 else min(start.x, end.x)
            x = far + first[0] * DETOUR
        else:
            x = start.x + across / 2
        middle = [(x, start.y), (x, end.y)]
    elif first[1] and last[1]:
        if first[1] == last[1] and start.direction and end.direction:
            far = max(start.y, end.y) if first[1] > 0 else min(start.y, end.y)
            y = far + first[1] * DETOUR
        else:
            y = start.y + down / 2
        middle = [(start.x, y), (end.x, y)]
    else:
        middle = [(end.x, start.y) if first[0] else (start.x, end.y)]
    line = [(start.x, start.y), *middle, (end.x, end.y)]
    return [at for number_, at in enumerate(line) if not number_ or at != line[number_ - 1]]


def _curve(line: list[Point]) -> str:
    """A smooth line with the directions of the elbow line."""
    numbers = [*line[:1], line[1], line[-2], line[-1]]
    first, *rest = (f"{short(x)} {short(y)}" for x, y in numbers)
    return f"M{first}C{' '.join(rest)}"


def midpoint(line: list[Point]) -> Point:
    """The point in the middle of a line's length."""
    pairs = list(pairwise(line))
    left = sum(math.dist(a, b) for a, b in pairs) / 2
    for a, b in pairs:
        length = math.dist(a, b)
        if length and left <= length:
            part = left / length
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        left -= length
    return line[0]
