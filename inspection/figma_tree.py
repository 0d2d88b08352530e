"""Reads Figma's nodes JSON, with any depth, missing keys and values of wrong types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

Json = dict[str, Any]
Box = tuple[float, float, float, float]
"""x, y, width, height in pixels."""

FURTHEST: Final = 1e7
"""Coordinates beyond this many pixels are taken for garbage."""
BRIGHTEST: Final = 2.0
"""Parts of a color above this are out of 255."""


def children(node: Json) -> list[Json]:
    """The node's children in paint order, ignoring anything that is not an object."""
    given = node.get("children")
    return [child for child in given if isinstance(child, dict)] if isinstance(given, list) else []


def walk(node: Json, enter: Callable[[Json], bool] = lambda _: True) -> Iterator[Json]:
    """The node and its descendants in paint order; `enter` says whose children are wanted."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        if enter(node):
            stack += reversed(children(node))


def number(value: Any) -> float | None:
    """A usable number, or None."""
    if isinstance(value, int | float) and -FURTHEST <= value <= FURTHEST:
        return float(value)
    return None


def hexadecimal(red: Any, green: Any, blue: Any) -> str | None:
    """`#rrggbb` of three parts from 0 to 1, or None where one is not a number.

    Some clients write parts from 0 to 255; those of wide gamuts exceed 1 only a little.
    """
    try:
        most = 255.0 if max(red, green, blue) > BRIGHTEST else 1.0
        parts = [round(min(max(part, 0.0), most) / most * 255) for part in (red, green, blue)]
    except (TypeError, ValueError):  # not a number, or NaN
        return None
    return "#{:02x}{:02x}{:02x}".format(*parts)


def color(value: Any) -> tuple[str, float] | None:
    """`#rrggbb` and alpha of one of Figma's colors (0 to 1 each), or None if it is not one."""
    if not isinstance(value, dict):
        return None
    code = hexadecimal(value.get("r"), value.get("g"), value.get("b"))
    if code is None:
        return None
    alpha = number(value.get("a"))
    return code, 1.0 if alpha is None else min(max(alpha, 0.0), 1.0)


def box(node: Json) -> Box | None:
    """The node's bounding box on its page; None if it has no usable one."""
    bounds = node.get("absoluteBoundingBox")
    if not isinstance(bounds, dict):
        return None
    try:
        x, y, width = bounds["x"], bounds["y"], bounds["width"]
        flat = node.get("type") == "LINE" and bounds.get("height") is None
        height = 0.0 if flat else bounds["height"]
        if (
            -FURTHEST <= x <= FURTHEST
            and -FURTHEST <= y <= FURTHEST
            and 0 <= width <= FURTHEST
            and 0 <= height <= FURTHEST
        ):
            return float(x), float(y), float(width), float(height)
    except (KeyError, TypeError):  # missing, or no numbers
        pass
    return None


def is_near(box: Box) -> bool:
    """Whether the edges of a box are numbers in reach, neither garbage nor infinite."""
    return all(abs(edge) <= FURTHEST for edge in box)


def is_hidden(node: Json) -> bool:
    """Whether the node itself is switched off; its ancestors are not considered."""
    return node.get("visible") is False


def shown_children(node: Json) -> Any:
    """The list in `children`; empty for a section whose contents are hidden."""
    return None if node.get("sectionContentsHidden") is True else node.get("children")


def union(root: Json) -> Box | None:
    """The box around the topmost visible descendants that have one."""
    boxes = [
        own_box
        for node in walk(root, lambda node: not is_hidden(node) and box(node) is None)
        if not is_hidden(node) and (own_box := box(node))
    ]
    if not boxes:
        return None
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    return left, top, right - left, bottom - top
