"""Finds out whether a design shows anything at all, since an empty picture needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from inspection import figma_tree
from inspection.definitions import Definitions
from inspection.figma_tree import Json, color, number
from inspection.gradients import is_unreadable
from inspection.paints import attributes, fills_of, paints

WHITE: Final = "#ffffff"


def shows_something(root: Json) -> bool:
    """Whether any node that is not hidden has a box and something to paint in it."""
    definitions = Definitions()
    return any(_shows(node, definitions) for node in _visible(root))


def is_blank(root: Json) -> bool:
    """Whether everything that is painted is white, as in an empty frame on a page."""
    definitions = Definitions()
    return not any(
        node.get("characters") or node.get("type") == "CONNECTOR" or _has_color(node, definitions)
        for node in _visible(root)
        if _shows(node, definitions)
    )


def _has_color(node: Json, definitions: Definitions) -> bool:
    for paint in _paints(node):
        painted = attributes(paint, 1.0, "fill", definitions)
        known = color(paint.get("color"))
        if painted and (known is None or known[0] != WHITE):
            return True
    return False


def shows_without_a_box(root: Json) -> bool:
    """Whether a node that is not hidden has something to paint, but no box to paint it in."""
    definitions = Definitions()
    return any(
        _is_on(node) and not figma_tree.box(node) and _shows(node, definitions)
        for node in figma_tree.walk(root, _is_on)
    )


def has_unreadable_colors(root: Json) -> bool:
    """Whether a visible paint has a color, or a gradient, that is not in Figma's form."""
    return any(
        ("color" in paint and color(paint["color"]) is None) or is_unreadable(paint)
        for node in _visible(root)
        for paint in _paints(node)
    )


def _visible(root: Json) -> Iterator[Json]:
    """The nodes with a box that are not hidden, in paint order."""
    for node in figma_tree.walk(root, _is_on):
        if _is_on(node) and node.get("isMask") is not True and figma_tree.box(node):
            yield node


def _is_on(node: Json) -> bool:
    return not figma_tree.is_hidden(node) and number(node.get("opacity")) != 0


def _paints(node: Json) -> list[Json]:
    own = any(key in node for key in ("fills", "background", "backgroundColor"))
    return [*(paints(fills_of(node)) if own else ()), *paints(node.get("strokes"))]


def _shows(node: Json, definitions: Definitions) -> bool:
    """Whether a visible node is drawn; a FigJam node's text and line need no paint."""
    if node.get("type") == "CONNECTOR" and not node.keys() & {"fills", "strokes"}:
        return True
    if node.get("type") != "TEXT" and node.get("characters"):
        return True
    return any(attributes(paint, 1.0, "fill", definitions) for paint in _paints(node))
