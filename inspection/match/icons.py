"""Finds which vectors of a design form one icon: those alone in a container without paint."""

from __future__ import annotations

from typing import Final, NamedTuple

from inspection.figma_tree import Box, Json, box, children, is_hidden
from inspection.match.paint_colors import color_of, is_picture
from inspection.paints import fills_of, paints

# At least one part of an icon is a drawing; the others may be simple shapes.
# Tuples: what stands in place of a type may have no hash.
DRAWN: Final = ("VECTOR", "BOOLEAN_OPERATION", "STAR", "REGULAR_POLYGON")
# A container of containers larger than this many pixels holds several icons.
ICON: Final = 64.0
# So is a container whose one side is so many times the other.
LONG: Final = 1.8
SHAPES: Final = (*DRAWN, "LINE", "ELLIPSE")


class Icon(NamedTuple):
    """A container with only drawings in it, whose box the icon has.

    If it `is_loose`, the holder is no container but the first of some drawings that overlap.
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
    pure = {**_pure(order), id(root): False}  # the frame itself is none
    holders: dict[int, Icon] = {}
    loose: dict[int, list[tuple[Icon, Box]]] = {}
    for node, parent in order:
        if not pure.get(id(node)):
            continue
        above = holders.get(id(parent)) if parent else None
        if above:
            holders[id(node)] = above
        elif not _is_vector(node):
            if not _is_row(node):
                holders[id(node)] = Icon(node, False)
        elif parent is not None and (place := box(node)):
            holders[id(node)] = _among(loose.setdefault(id(parent), []), node, place)
    return holders


def _is_row(node: Json) -> bool:
    """Whether a node holds several icons beside each other, too large or long to be one."""
    shown = [child for child in children(node) if not is_hidden(child)]
    place = box(node)
    if place is None or any(child.get("type") in DRAWN for child in shown):
        return False
    is_long = len(shown) > 1 and max(place[2:]) > LONG * min(place[2:])
    return is_long or max(place[2:]) > ICON


def _among(others: list[tuple[Icon, Box]], node: Json, node_box: Box) -> Icon:
    """The icon of a drawing beside others: one that it overlaps with, or one of its own."""
    for icon, there in others:
        if all(
            node_box[at] <= there[at] + there[at + 2]
            and there[at] <= node_box[at] + node_box[at + 2]
            for at in (0, 1)
        ):
            others.append((icon, node_box))
            return icon
    icon = Icon(node, True)
    others.append((icon, node_box))
    return icon


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
    given = (*paints(fills_of(node)), *paints(node.get("strokes")))
    return any(is_picture(paint) or color_of(paint, 1.0) for paint in given)


def _has_picture(node: Json) -> bool:
    return any(is_picture(paint) for paint in paints(node.get("fills")))
