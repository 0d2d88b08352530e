"""Finds which vectors of a design form one icon: those alone in a container without paint."""

from __future__ import annotations

from typing import Final, NamedTuple

from inspection.figma_tree import Json, box, children, is_hidden
from inspection.paints import fills_of, paints

# At least one part of an icon is a drawing; the others may be simple shapes.
DRAWN: Final = frozenset({"VECTOR", "BOOLEAN_OPERATION", "STAR", "REGULAR_POLYGON"})
SHAPES: Final = DRAWN | {"LINE", "ELLIPSE"}


class Icon(NamedTuple):
    """A container with only drawings in it: the node whose box the icon has.

    `is_loose` says that the node contains other things too, so the box is that of its drawings.
    """

    holder: Json
    is_loose: bool


def icons(root: Json) -> dict[int, Icon]:
    """The icon that each vector belongs to, by `id()` of the vector's node."""
    order: list[tuple[Json, Json | None]] = []
    stack: list[tuple[Json, Json | None]] = [(root, None)]
    while stack:
        node, parent = stack.pop()
        if is_hidden(node):
            continue
        order.append((node, parent))
        if node.get("type") != "BOOLEAN_OPERATION":
            stack += [(child, node) for child in children(node)]
    pure = _pure(order)
    holders: dict[int, Icon] = {}
    for node, parent in order:
        if not pure.get(id(node)):
            continue
        above = holders.get(id(parent)) if parent else None
        is_alone = parent is None or not _is_vector(node)
        holders[id(node)] = above or Icon(node if is_alone else parent or node, not is_alone)
    return holders


def _pure(order: list[tuple[Json, Json | None]]) -> dict[int, bool]:
    """Whether each node, itself included, contains only vectors."""
    parts: dict[int, list[bool]] = {}
    pure: dict[int, bool] = {}
    for node, parent in reversed(order):
        inside = parts.pop(id(node), [])
        if _is_vector(node):
            own = True
        elif inside:
            own = all(inside) and not _has_paint(node)
        else:
            # An empty container shows nothing, so it does not affect what is around it.
            if not _has_paint(node) and node.get("type") != "TEXT":
                continue
            own = False
        pure[id(node)] = own
        if parent is not None:
            parts.setdefault(id(parent), []).append(own)
    return pure


def _is_vector(node: Json) -> bool:
    return node.get("type") in SHAPES and not _has_picture(node) and box(node) is not None


def _has_paint(node: Json) -> bool:
    return bool(paints(fills_of(node)) or paints(node.get("strokes")))


def _has_picture(node: Json) -> bool:
    return any(paint.get("type") == "IMAGE" for paint in paints(node.get("fills")))
