"""Describes differences in a designer's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from inspection.match import colors
from inspection.match.blocks import Block, Kind
from inspection.match.families import is_same, normalized
from inspection.match.scoring import TOLERANCE, Likeness, has_unknown_width, offset

QUOTED: Final = 40
MOST_SAID: Final = 3
MOST_FONTS: Final = 4
# What is more alike than this is not worth a word.
SEEN: Final = 0.995
SAME: Final = "as designed"
NAMES: Final = {Kind.BOX: "Box", Kind.ICON: "Icon", Kind.PICTURE: "Picture"}


def name(block: Block) -> str:
    """The name of a block: its text, or its kind with its size and place."""
    if block.is_text:
        text = block.text if len(block.text) <= QUOTED else f"{block.text[: QUOTED - 1]}…"
        return f"“{text}”"
    size = f"{block.width:.0f} × {block.height:.0f}"
    return f"{NAMES[block.kind]} {size} at {block.x:.0f}, {block.y:.0f}"


def missing(block: Block) -> str:
    """Describe a block that the render does not have."""
    return f"{name(block)} is missing"


def extra(block: Block) -> str:
    """Describe a block that the design does not have."""
    return f"{name(block)} is not in the design"


def pair(design: Block, render: Block, likeness: Likeness) -> str:
    """Describe the largest differences in a pair, at most three."""
    said: list[tuple[float, str]] = []
    if moved := _moved(design, render):
        said.append((likeness.position, moved))
    if likeness.text is not None and likeness.text < SEEN:
        said.append((likeness.text, f"reads {name(render)}"))
    if likeness.color is not None and likeness.color < SEEN:
        said.append((likeness.color, _colors(design, render)))
    if likeness.type is not None and likeness.type < SEEN:
        said.append((likeness.type, _type(design, render)))
    if likeness.size < 0.98 and (resized := _size(design, render)):
        said.append((likeness.size, resized))
    said.sort(key=lambda each: each[0])
    words = ", ".join(text for _, text in said[:MOST_SAID]) or SAME
    return f"{name(design)}: {words}"


def _moved(design: Block, render: Block) -> str:
    """`16 px left of the design`, `16 px left and 8 px below the design`; empty if it is there."""
    across, down = offset(design, render)
    side = f"{abs(across):.0f} px {'right' if across > 0 else 'left'}"
    level = f"{abs(down):.0f} px {'below' if down > 0 else 'above'}"
    if abs(down) <= TOLERANCE:
        return f"{side} of the design" if abs(across) > TOLERANCE else ""
    return f"{side} and {level} the design" if abs(across) > TOLERANCE else f"{level} the design"


def _colors(design: Block, render: Block) -> str:
    fills = (design.color, render.color)
    if None in fills or colors.likeness(str(fills[0]), str(fills[1])) == 1:
        return f"border {_hex(render.border)} instead of {_hex(design.border)}"
    return f"{_hex(render.color)} instead of {_hex(design.color)}"


def _hex(color: str | None) -> str:
    return (color or "#000000ff")[:7].upper()


def _type(design: Block, render: Block) -> str:
    if abs(design.size - render.size) > 0.5:
        return f"{render.size:g} px instead of {design.size:g} px"
    if abs(design.weight - render.weight) >= 50:
        return f"weight {render.weight:g} instead of {design.weight:g}"
    if not is_same(design.font, render.font):
        return f"in {render.font or 'another font'} instead of {design.font}"
    return f"{render.size:g} px instead of {design.size:g} px"


def _size(design: Block, render: Block) -> str:
    if design.is_text and render.is_text:
        if design.lines != render.lines:
            lines = f"{render.lines} line{'' if render.lines == 1 else 's'}"
            return f"{lines} instead of {design.lines}"
        if has_unknown_width(design):
            return ""
        wider = render.width - design.width
        return f"{abs(wider):.0f} px {'wider' if wider > 0 else 'narrower'}"
    size = f"{render.width:.0f} × {render.height:.0f}"
    return f"{size} instead of {design.width:.0f} × {design.height:.0f}"


def fonts(pairs: Iterable[tuple[Block, Block]]) -> tuple[str, ...]:
    """Families of the design that the page is not drawn in, the most used first."""
    uses: Counter[tuple[str, str, str]] = Counter()
    for design, render in pairs:
        if design.is_text and render.is_text and not is_same(design.font, render.font):
            asked = "" if normalized(render.asked) == normalized(render.font) else render.asked
            uses[design.font, render.font, asked] += 1
    said = []
    for (wanted, drawn, asked), count in uses.most_common(MOST_FONTS):
        texts = f"{count} text{'' if count == 1 else 's'}"
        rendered = drawn or "another font"
        said.append(
            f"Design {wanted}, rendered {rendered}, since {asked} is not here ({texts})"
            if asked
            else f"Design {wanted}, rendered {rendered} ({texts})"
        )
    return tuple(said)
