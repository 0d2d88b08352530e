"""Marks the parts of a text that have a style of their own, so that they keep it when drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from inspection.definitions import Definitions
from inspection.figma_tree import Json, number
from inspection.paints import attributes, paints

# A mark stands before each part. No font has a letter here, and texts lose theirs.
FIRST: Final = 0xF0000
MOST: Final = 64
PLAIN: Final = chr(FIRST)
MARK: Final = re.compile("[\U000f0000-\U000fffff]")
_DECORATIONS: Final = {"UNDERLINE": "underline", "STRIKETHROUGH": "line-through", "NONE": "none"}


def marked(node: Json, raw: str, opacity: float, definitions: Definitions) -> tuple[str, list[str]]:
    """The text with a mark before each part, and the attributes that each mark stands for.

    The first mark stands for the text's own style.
    """
    text, looks = unmarked(raw), [""]
    overrides, table = node.get("characterStyleOverrides"), node.get("styleOverrideTable")
    if not isinstance(overrides, list) or not isinstance(table, dict) or text != raw:
        return text, looks
    places: dict[Any, str] = {}
    for key, style in list(table.items())[:MOST]:
        if isinstance(style, dict) and (look := _look(style, opacity, definitions)):
            places[str(key)] = chr(FIRST + len(looks))
            looks.append(look)
    parts, last = [], PLAIN
    # Figma counts letters as JavaScript does, in UTF-16.
    at = 0
    for letter in text if places else "":
        number_ = overrides[at] if at < len(overrides) else 0
        mark = places.get(str(number_), PLAIN)
        if mark != last:
            parts.append(mark)
            last = mark
        parts.append(letter)
        at += 2 if letter > "\uffff" else 1
    return "".join(parts) or text, looks


def unmarked(raw: str) -> str:
    """The text without the characters that stand for marks."""
    return MARK.sub("", raw)


def _look(style: Json, opacity: float, definitions: Definitions) -> str:
    """The attributes of a part that differ from the text's."""
    given = paints(style.get("fills"))
    look = attributes(given[-1], opacity, "fill", definitions) if given else ""
    if weight := number(style.get("fontWeight")):
        look += f' font-weight="{min(max(int(weight), 100), 900) // 100 * 100}"'
    if "italic" in style:
        look += f' font-style="{"italic" if style["italic"] is True else "normal"}"'
    if decoration := _DECORATIONS.get(str(style.get("textDecoration"))):
        look += f' text-decoration="{decoration}"'
    return look


def spans(line: str, looks: Sequence[str], mark: str) -> tuple[str, str]:
    """A line as the content of an element, and the mark at its end; `mark` is the one before it."""
    parts = []
    for part in re.split(f"({MARK.pattern})", line):
        if MARK.fullmatch(part):
            mark = part
        elif part:
            look = looks[ord(mark) - FIRST]
            parts.append(f"<tspan{look}>{escape(part)}</tspan>" if look else escape(part))
    return "".join(parts), mark
