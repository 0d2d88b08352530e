"""Type settings of texts, and estimated line widths."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from inspection.figma_tree import Json, number

_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]{}`´ -·‘’‚‛′‹›•\u00a0\u2009\u2010\u2011")


_BROAD: Final = frozenset("mwMW@%—…™‰→←")


# Scripts whose letters join or stack, so that letter spacing would break words.
JOINED: Final = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\u1900-\u1aaf\u1b00-\u1c4f"
    "\ua840-\ua87f\ua880-\ua9df\uaa00-\uaadf\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a60-\U00010d3f\U00010f30-\U00010fff\U00011000-\U000116ff]"
)


class Setting(NamedTuple):
    """Type settings; sizes are in frame pixels. `is_cut`: “…” stands for what has no room;
    `grows`: the box is as wide as the text, which never wraps; `inked`: how wide Figma drew it."""

    size: float
    line_height: float
    weight: int
    italic: bool
    align: str
    vertical: str
    spacing: float
    case: str
    decoration: str
    is_cut: bool
    grows: bool = False
    inked: float | None = None


def setting(node: Json) -> Setting:
    """The node's type settings, with Figma's defaults."""
    given = node.get("style")
    style: Json = given if isinstance(given, dict) else {}
    size = min(max(number(style.get("fontSize")) or 12.0, 1.0), 1000.0)
    height = number(style.get("lineHeightPx")) or 0.0
    return Setting(
        size,
        height if size * 0.5 <= height <= size * 5 else size * 1.2,
        int(number(style.get("fontWeight")) or 400),
        style.get("italic") is True,
        str(style.get("textAlignHorizontal", "LEFT")),
        str(style.get("textAlignVertical", "TOP")),
        number(style.get("letterSpacing")) or 0.0,
        str(style.get("textCase", "ORIGINAL")),
        str(style.get("textDecoration", "NONE")),
        "ENDING" in (style.get("textTruncation"), node.get("textTruncation")),
        style.get("textAutoResize") == "WIDTH_AND_HEIGHT",
        _inked(node),
    )


def _inked(node: Json) -> float | None:
    """The width of the letters as Figma drew them, if nothing else was drawn around them."""
    bounds = node.get("absoluteRenderBounds")
    around = node.get("effects") or node.get("strokes") or node.get("rotation")
    width = number(bounds.get("width")) if isinstance(bounds, dict) else None
    return width if width and not around else None


def estimate(text: str, type_: Setting) -> float:
    """The estimated width of a line in a proportional sans serif, in pixels."""
    units = 0.0
    for letter in text:
        if letter >= "\U000f0000":  # a mark, not a letter
            continue
        if letter in _NARROW:
            units += 0.3
        elif letter in _BROAD:
            units += 0.86
        elif letter >= "\u1100" and east_asian_width(letter) in "WF":
            units += 1.0
        else:
            units += 0.66 if letter.isupper() else 0.54
    weight = 1.05 if type_.weight >= 600 else 1.0
    return units * type_.size * weight + type_.spacing * len(text)
