"""How alike the two blocks of a pair are, part by part."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from inspection.match import colors, texts
from inspection.match.blocks import Align, Block, Kind
from inspection.match.families import is_same

# The weight of each part; if one does not apply to a pair, its weight is shared among the others.
WEIGHTS: Final = {"position": 0.25, "size": 0.12, "text": 0.20, "color": 0.35, "type": 0.08}
# A difference of this many pixels is invisible.
TOLERANCE: Final = 2.0
LEAST_SCALE: Final = 8.0
SCALE: Final = 0.02
BORDER: Final = 0.2
# A larger drawing, in pixels, is a chart or a scene.
ICON: Final = 64.0


class Likeness(NamedTuple):
    """Each part from 0 to 1; None if it does not apply."""

    position: float
    size: float
    text: float | None
    color: float | None
    type: float | None

    @property
    def whole(self) -> float:
        """All parts as one number."""
        given = [
            (weight, part)
            for weight, part in zip(WEIGHTS.values(), self, strict=True)
            if part is not None
        ]
        return sum(weight * part for weight, part in given) / sum(weight for weight, _ in given)


def likeness(design: Block, render: Block, frame_width: float) -> Likeness:
    """How alike a pair's blocks are."""
    both_texts = design.is_text and render.is_text
    across, down = offset(design, render)
    return Likeness(
        position=nearness(max(abs(across), abs(down)), frame_width),
        size=_size(design, render),
        text=texts.likeness(texts.normalized(design.text), texts.normalized(render.text))
        if both_texts
        else None,
        color=_color(design, render),
        type=_type(design, render) if both_texts else None,
    )


def as_drawn(design: Block, render: Block) -> Block:
    """The render of an icon, without the room around its lines that the design does not have.

    In a large one, other elements may be drawn in that room, so any edge in it is in place.
    """
    if design.kind is not Kind.ICON or render.drawn is None:
        return render
    x, y, width, height = render.drawn
    lines = _placed(render, (x, y, x + width, y + height))
    if max(render.width, render.height) <= ICON:
        return min(render, lines, key=lambda each: _gap(design, each))
    return _placed(
        render,
        (
            min(max(design.x, render.x), lines.x),
            min(max(design.y, render.y), lines.y),
            max(min(design.right, render.right), lines.right),
            max(min(design.bottom, render.bottom), lines.bottom),
        ),
    )


def _placed(block: Block, edges: tuple[float, float, float, float]) -> Block:
    left, top, right, bottom = edges
    place = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return block.model_copy(update=place)


def _gap(one: Block, other: Block) -> float:
    """How far the edges are apart at most."""
    sides = (other.x - one.x, other.y - one.y, other.right - one.right, other.bottom - one.bottom)
    return max(map(abs, sides))


def nearness(distance: float, frame_width: float) -> float:
    """From 1, exactly in place, toward 0."""
    scale = max(LEAST_SCALE, SCALE * frame_width)
    return math.exp(-max(0.0, distance - TOLERANCE) / scale)


def offset(design: Block, render: Block) -> tuple[float, float]:
    """How far to the right of and below its design a block is.

    A wider or narrower text is in place if one of its edges is.
    """
    if not (design.is_text and render.is_text):
        return render.x - design.x, render.y - design.y
    left, right = render.x - design.x, render.right - design.right
    middle = render.middle[0] - design.middle[0]
    if design.loose:
        across = {Align.LEFT: left, Align.CENTER: middle, Align.RIGHT: right}[design.align]
    else:
        across = min(left, middle, right, key=abs)
    down = _first_line(render) - _first_line(design)
    if design.lines != render.lines:
        down = min(down, render.middle[1] - design.middle[1], key=abs)
    return across, down


def has_unknown_width(design: Block) -> bool:
    """Whether a text's width is unknown; of dots alone, it follows from their number."""
    return design.loose and not texts.is_masked(design.text)


def _first_line(block: Block) -> float:
    """The vertical middle of a text's first line."""
    if block.lines == 1:
        return block.middle[1]
    leading = block.leading or block.height / block.lines
    return block.y + max(block.height - (block.lines - 1) * leading, 0.0) / 2


def _size(design: Block, render: Block) -> float:
    if not (design.is_text and render.is_text):
        return _ratio(design.width, render.width) * _ratio(design.height, render.height)
    high = _ratio(design.lines, render.lines)
    return high if has_unknown_width(design) else _ratio(design.width, render.width) * high


def _color(design: Block, render: Block) -> float | None:
    fill = colors.likeness(design.color, render.color) if design.color and render.color else None
    border = (
        colors.likeness(design.border, render.border) if design.border and render.border else None
    )
    if fill is None or border is None:
        return border if fill is None else fill
    return (1 - BORDER) * fill + BORDER * border


def _type(design: Block, render: Block) -> float:
    weight = 1 - min(1.0, abs(design.weight - render.weight) / 500)
    family = 1.0 if is_same(design.font, render.font) else 0.0
    return 0.6 * _ratio(design.size, render.size) + 0.3 * weight + 0.1 * family


def _ratio(one: float, other: float) -> float:
    return min(one, other) / max(one, other) if max(one, other) > 0 else 1.0


def mean(parts: Iterable[tuple[float, float | None]]) -> float | None:
    """The weighted mean of the parts that apply; None if none does."""
    given = [(weight, part) for weight, part in parts if part is not None]
    total = sum(weight for weight, _ in given)
    return sum(weight * part for weight, part in given) / total if total else None
