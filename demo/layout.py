"""Auto layout as Figma does it: every node's place and size, from its specification."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

from PIL import ImageFont

from demo.nodes import Node
from demo.paths import bounds
from demo.text_styles import TextStyle

# The designs are set in Inter; Pillow has Aileron, which is slightly narrower.
INTER_WIDTH = 1.045
BOLD_WIDTH = 1.045


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    """Pillow's own scalable font."""
    loaded = ImageFont.load_default(size)
    if not isinstance(loaded, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: demo thumbnails cannot be drawn.")
    return loaded


@cache
def text_width(characters: str, size: float, weight: int) -> float:
    """The width in pixels of one line."""
    bold = BOLD_WIDTH if weight >= 600 else 1.0
    return font(size).getlength(characters) * INTER_WIDTH * bold


def wrap(style: TextStyle, width: float) -> list[str]:
    """The lines of a text within a width in pixels; a word that is too long stays whole."""
    lines: list[str] = []
    for paragraph in style.characters.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, style.size, style.weight) > width + 0.5:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def arrange(root: Node, x: float = 0, y: float = 0) -> Node:
    """Set every node's box, with the root's top left corner at x, y."""
    _set_width(root, _natural_width(root))
    _set_height(root, _natural_height(root))
    _position(root, x, y)
    return root


def _natural_width(node: Node) -> float:
    wanted = node.style.get("width")
    if isinstance(wanted, int | float):
        return wanted
    if node.text:
        lines = node.text.characters.split("\n")
        return max(text_width(line, node.text.size, node.text.weight) for line in lines)
    if node.lines:
        left, _, right, _ = bounds(node.lines)
        return right - left
    _, right, _, left = node.padding
    return left + right + _content(node, "HORIZONTAL", _natural_width, 0)


def _natural_height(node: Node) -> float:
    wanted = node.style.get("height")
    if isinstance(wanted, int | float):
        return wanted
    if node.text:
        return len(wrap(node.text, node.w)) * node.text.line_height
    if node.lines:
        _, top, _, bottom = bounds(node.lines)
        return bottom - top
    top, _, bottom, _ = node.padding
    return top + bottom + _content(node, "VERTICAL", _natural_height, 1)


def _content(node: Node, axis: str, measure: Callable[[Node], float], index: int) -> float:
    if node.direction is None:
        return max((_offset(child)[index] + measure(child) for child in node.children), default=0)
    sizes = [measure(child) for child in node.flow]
    if node.direction == axis:
        return sum(sizes) + node.style.get("gap", 0) * max(0, len(sizes) - 1)
    return max(sizes, default=0)


def _offset(child: Node) -> tuple[float, float]:
    x, y = child.style.get("at", (0, 0))
    left, top, _, _ = bounds(child.lines) if child.lines else (0, 0, 0, 0)
    return x + left, y + top


def _set_width(node: Node, width: float) -> None:
    node.w = width
    _, right, _, left = node.padding
    inner = width - left - right
    share = _share(node, "HORIZONTAL", inner, "width", _natural_width)
    for child in node.children:
        natural = _natural_width(child)
        if "at" in child.style or node.direction is None:
            _set_width(child, inner if child.style.get("width") == "fill" else natural)
        elif child.style.get("width") == "fill":
            _set_width(child, share if node.direction == "HORIZONTAL" else inner)
        else:
            _set_width(child, min(natural, inner) if child.text else natural)


def _set_height(node: Node, height: float) -> None:
    node.h = height
    top, _, bottom, _ = node.padding
    inner = height - top - bottom
    share = _share(node, "VERTICAL", inner, "height", _natural_height)
    for child in node.children:
        natural = _natural_height(child)
        if child.style.get("height") != "fill":
            _set_height(child, natural)
        elif "at" not in child.style and node.direction == "VERTICAL":
            _set_height(child, share)
        else:
            _set_height(child, inner)


def _share(
    node: Node,
    axis: str,
    inner: float,
    key: Literal["width", "height"],
    measure: Callable[[Node], float],
) -> float:
    """The size along the axis of each child that fills."""
    if node.direction != axis:
        return 0
    fixed = [child for child in node.flow if child.style.get(key) != "fill"]
    fills = len(node.flow) - len(fixed)
    gaps = node.style.get("gap", 0) * (len(node.flow) - 1)
    return max(0, inner - sum(map(measure, fixed)) - gaps) / max(1, fills)


def _position(node: Node, x: float, y: float) -> None:
    node.x, node.y = x, y
    top, right, bottom, left = node.padding
    inner_w, inner_h = node.w - left - right, node.h - top - bottom
    for child in node.children:
        if "at" in child.style or node.direction is None:
            dx, dy = _offset(child)
            _position(child, x + dx, y + dy)
    flow = node.flow if node.direction else ()
    if not flow:
        return
    across = node.direction == "HORIZONTAL"
    used = sum(child.w if across else child.h for child in flow)
    room = (inner_w if across else inner_h) - used
    gap = node.style.get("gap", 0)
    justify = node.style.get("justify", "MIN")
    if justify == "SPACE_BETWEEN" and len(flow) > 1:
        gap = room / (len(flow) - 1)
    slack = room - gap * (len(flow) - 1)
    at = (left if across else top) + _lead(justify, slack)
    for child in flow:
        lead = _lead(
            node.style.get("align", "MIN"), inner_h - child.h if across else inner_w - child.w
        )
        if across:
            _position(child, x + at, y + top + lead)
        else:
            _position(child, x + left + lead, y + at)
        at += (child.w if across else child.h) + gap


def _lead(alignment: str, slack: float) -> float:
    return {"CENTER": slack / 2, "MAX": slack}.get(alignment, 0)
