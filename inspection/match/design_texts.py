"""A design's text as a block. A text's box may be wider and taller than its letters."""

from __future__ import annotations

from typing import Any, Final

from inspection.figma_tree import Box, number
from inspection.lettering import clean
from inspection.match.blocks import FURTHEST, LONGEST_NAME, LONGEST_TEXT, Align, Block, Kind
from inspection.match.paint_colors import color_of
from inspection.paints import paints
from inspection.type_setting import Setting, estimate, setting
from inspection.visible import VisibleNode

# A text stays the same text if less than this part of it is clipped.
READABLE: Final = 0.25
MOST_LINES: Final = 200
ALIGNED: Final = {"CENTER": Align.CENTER, "RIGHT": Align.RIGHT}


def text_block(visible: VisibleNode) -> Block | None:
    """A visible text; None if nothing of it is readable."""
    node = visible.node
    raw = node.get("characters")
    if not isinstance(raw, str) or not raw.strip():
        return None
    raw = clean(raw)
    color = next(
        (
            opaque
            for paint in reversed(paints(node.get("fills")))
            if (opaque := color_of(paint, visible.opacity))
        ),
        None,
    )
    type_ = setting(node)
    place, loose, lines = _letters(visible, raw, type_)
    if color is None or not _is_readable(place, visible):
        return None
    style = node.get("style")
    family = style.get("fontFamily") if isinstance(style, dict) else None
    x, y, width, height = place
    return Block(
        kind=Kind.TEXT,
        x=x,
        y=y,
        width=width,
        height=height,
        color=color,
        text=" ".join(raw.split())[:LONGEST_TEXT],
        font=family[:LONGEST_NAME] if isinstance(family, str) else "",
        size=type_.size,
        weight=min(max(type_.weight, 1), 1000),
        leading=type_.line_height,
        align=ALIGNED.get(type_.align, Align.LEFT),
        lines=lines,
        loose=loose,
    )


def _letters(visible: VisibleNode, raw: str, type_: Setting) -> tuple[Box, bool, int]:
    """The box of a text's letters, whether their width is a guess, and the number of lines."""
    x, y, width, height = visible.box
    node = visible.node
    paragraphs = raw.count("\n") + 1
    room = max(round(height / type_.line_height), 1)
    if _hugs(node):
        return visible.box, False, min(max(room, paragraphs), MOST_LINES)
    longest = max(estimate(part, type_) for part in raw[:2000].split("\n"))
    wanted = (
        paragraphs
        if longest <= width * 1.1
        else max(paragraphs, round(longest / max(width, 1.0) + 0.5))
    )
    # A box that is as high as its text says how many lines there are.
    lines = min(room if _grows(node) else min(room, wanted), MOST_LINES)
    high = lines * type_.line_height
    top = y + (height - high) * {"CENTER": 0.5, "BOTTOM": 1.0}.get(type_.vertical, 0.0)
    ink = _ink(node, visible)
    if ink:
        return (ink[0], top, ink[1], high), False, lines
    wide = min(longest, width) if lines == 1 else width
    left = x + (width - wide) * {"CENTER": 0.5, "RIGHT": 1.0}.get(type_.align, 0.0)
    return (left, top, wide, high), True, lines


def _hugs(node: dict[str, Any]) -> bool:
    """Whether the box fits the width of its text."""
    style = node.get("style")
    resize = style.get("textAutoResize") if isinstance(style, dict) else None
    return resize == "WIDTH_AND_HEIGHT" or node.get("layoutSizingHorizontal") == "HUG"


def _grows(node: dict[str, Any]) -> bool:
    """Whether the box is as high as its text."""
    style = node.get("style")
    resize = style.get("textAutoResize") if isinstance(style, dict) else None
    return resize == "HEIGHT" or node.get("layoutSizingVertical") == "HUG"


def _ink(node: dict[str, Any], visible: VisibleNode) -> tuple[float, float] | None:
    """Left edge and width of what Figma drew, if it says so."""
    bounds, box = node.get("absoluteRenderBounds"), node.get("absoluteBoundingBox")
    if not isinstance(bounds, dict) or not isinstance(box, dict):
        return None
    left, width, own = number(bounds.get("x")), number(bounds.get("width")), number(box.get("x"))
    if left is None or width is None or own is None or width <= 0:
        return None
    return visible.box[0] + left - own, width


def _is_readable(bounds: Box, visible: VisibleNode) -> bool:
    x, y, width, height = bounds
    clip = visible.clip
    wide = min(x + width, clip.right) - max(x, clip.left)
    high = min(y + height, clip.bottom) - max(y, clip.top)
    near = max(map(abs, bounds)) <= FURTHEST and width > 0 and height > 0
    return near and wide > 0 and high > 0 and min(wide / width, high / height) >= READABLE
