"""Draws texts as SVG: as text if readable, else as bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from inspection import lists, runs
from inspection.definitions import Definitions
from inspection.figma_tree import Box
from inspection.paints import short
from inspection.type_setting import JOINED, Setting, estimate, setting
from inspection.visible import VisibleNode

# Below this part of the frame's width (and below 5 pixels) letters are bars.
SMALLEST: Final = 1 / 130
SMALLEST_PIXELS: Final = 5.0
MOST_CHARACTERS: Final = 600
MOST_LINES: Final = 40

# XML 1.0 has no way to write these, not even escaped; lone surrogates cannot be encoded at all.
_UNWRITABLE: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAK: Final = re.compile("\r\n?|[\n\u2028\u2029\x0b]")
DECORATIONS: Final = {"UNDERLINE": "underline", "STRIKETHROUGH": "line-through"}
# Beyond this, a squeezed line gets narrower letters, not only less spacing.
SQUEEZED: Final = 1.08
# The room beside the first and last letters of a line, in parts of the type's size.
BEARING: Final = 0.1


def clean(text: str) -> str:
    """The text without what XML or UTF-8 cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def draw(
    visible: VisibleNode, box: Box, fill: str, readable: float, definitions: Definitions
) -> str:
    """The node's text within its box; `fill` is the attribute, `readable` the smallest size."""
    node = visible.node
    type_ = setting(node)
    raw = node.get("characters")
    if not isinstance(raw, str):
        return _bars(_guessed(box, type_), box, fill, type_)
    text, looks = runs.marked(node, raw, visible.opacity, definitions)
    return lay(lists.marked(node, text), box, fill, readable, type_, looks)


def lay(
    raw: str, box: Box, fill: str, readable: float, type_: Setting, looks: Sequence[str] = ("",)
) -> str:
    """A text within a box, set as `type_` says, with `looks` of its marked parts."""
    if not raw.strip():
        return ""
    lines = _lines(_cased(clean(raw[:MOST_CHARACTERS]), type_.case), box, type_)
    if type_.size < readable:
        return _bars([estimate(line, type_) for line in lines], box, fill, type_)
    return _letters(lines, box, fill, type_, looks)


def fitting(raw: str, box: Box, type_: Setting, sizes: Sequence[float]) -> Setting:
    """The type settings with the largest of these sizes at which the text fits the box."""
    for size in sizes:
        tried = type_._replace(size=size, line_height=size * 1.25)
        parts = [" ".join(part.split()) for part in _BREAK.split(raw[:MOST_CHARACTERS])]
        lines = [line for part in parts for line in _wrap(part, box[2], tried)]
        fits = all(estimate(line, tried) <= box[2] for line in lines)
        if fits and len(lines) * tried.line_height <= box[3]:
            break
    return tried


def _cased(text: str, case: str) -> str:
    if case == "UPPER":
        return text.upper()
    if case == "LOWER":
        return text.lower()
    return text.title() if case == "TITLE" else text


def _lines(text: str, box: Box, type_: Setting) -> list[str]:
    """The text broken as the box's width and height suggest."""
    paragraphs = [" ".join(part.split()) for part in _BREAK.split(text)][:MOST_LINES]
    room = max(round(box[3] / type_.line_height), len(paragraphs))
    if type_.is_cut:
        room = max(round(box[3] / type_.line_height), 1)
        lines = [line for part in paragraphs for line in _wrap(part, box[2] * 1.02, type_)]
        return _cut(lines, room, box[2], type_)
    if type_.grows or room == len(paragraphs):
        return paragraphs
    for slack in (1.02, 1.12, 1.25):
        lines = [line for part in paragraphs for line in _wrap(part, box[2] * slack, type_)]
        if len(lines) <= room:
            break
    return lines[: min(room, MOST_LINES)]


def _cut(lines: list[str], room: int, width: float, type_: Setting) -> list[str]:
    """The lines that have room, the last one with “…” if something is left out."""
    last = lines[min(room, len(lines)) - 1]
    if len(lines) <= room and estimate(last, type_) <= width * SQUEEZED:
        return lines
    while last and estimate(f"{last}…", type_) > width:
        last = last[:-1].rstrip()
    return [*lines[: room - 1], f"{last}…"]


def _wrap(text: str, width: float, type_: Setting) -> list[str]:
    """Greedy line breaking at spaces, by estimated widths."""
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    space = estimate(" ", type_)
    for word in text.split(" "):
        wide = estimate(word, type_)
        if line and used + space + wide > width:
            lines.append(" ".join(line))
            line, used = [], 0.0
        used += wide + (space if line else 0.0)
        line.append(word)
    return [*lines, " ".join(line)]


def _guessed(box: Box, type_: Setting) -> list[float]:
    """Plausible line widths for a text that is not known."""
    count = min(max(round(box[3] / type_.line_height), 1), MOST_LINES)
    return [box[2]] * (count - 1) + [box[2] * (0.6 if count > 1 else 0.9)]


def _top(box: Box, lines: int, type_: Setting) -> float:
    spare = box[3] - lines * type_.line_height
    if type_.vertical == "CENTER":
        return box[1] + spare / 2
    return box[1] + spare if type_.vertical == "BOTTOM" else box[1]


def _bars(widths: list[float], box: Box, fill: str, type_: Setting) -> str:
    """One bar per line, with its width and half the height of its letters."""
    height = max(type_.size * 0.5, 1.0)
    top = _top(box, len(widths), type_) + (type_.line_height - height) / 2
    path = []
    for index, wide in enumerate(widths):
        width = min(wide, box[2])
        if width <= 0:
            continue
        spare = box[2] - width
        left = box[0] + spare * {"CENTER": 0.5, "RIGHT": 1.0}.get(type_.align, 0.0)
        y = top + index * type_.line_height
        path.append(f"M{short(left)} {short(y)}h{short(width)}v{short(height)}h-{short(width)}z")
    return f'<path{fill} opacity=".5" d="{"".join(path)}"/>' if path else ""


def _letters(lines: list[str], box: Box, fill: str, type_: Setting, looks: Sequence[str]) -> str:
    x, anchor = {
        "CENTER": (box[0] + box[2] / 2, ' text-anchor="middle"'),
        "RIGHT": (box[0] + box[2], ' text-anchor="end"'),
    }.get(type_.align, (box[0], ""))
    # Letters are centered in their line; the baseline is about 0.36 em below the center.
    baseline = _top(box, len(lines), type_) + type_.line_height / 2 + type_.size * 0.36
    parts, mark = [], runs.PLAIN
    for index, line in enumerate(lines):
        content, mark = runs.spans(line, looks, mark)
        length = _length(line, box[2], len(lines), type_)
        y = short(baseline + index * type_.line_height)
        if content:
            parts.append(f'<text x="{short(x)}" y="{y}"{length}>{content}</text>')
    style = f'{fill} font-size="{short(type_.size)}"{anchor}'
    if type_.weight >= 500:
        style += f' font-weight="{min(type_.weight, 900) // 100 * 100}"'
    if type_.italic:
        style += ' font-style="italic"'
    if decoration := DECORATIONS.get(type_.decoration):
        style += f' text-decoration="{decoration}"'
    if len(parts) == 1:
        return parts[0].replace("<text", f"<text{style}", 1)
    return f"<g{style}>{''.join(parts)}</g>" if parts else ""


def _length(line: str, width: float, lines: int, type_: Setting) -> str:
    """Fixes a line's length, whatever font the reader has: to its box where that surely hugs it,
    else to what is likely in a font like the designer's. Joined scripts keep their own."""
    wide = estimate(line, type_)
    if width <= 0 or (len(line) < 3 and wide <= width) or JOINED.search(line):
        return ""
    if lines == 1 and type_.inked and type_.inked <= width:
        width = min(width, type_.inked + type_.size * BEARING)
    hugged = lines == 1 and wide > width * 0.82
    length = f' textLength="{short(width if hugged else min(wide, width))}"'
    return f'{length} lengthAdjust="spacingAndGlyphs"' if wide > width * SQUEEZED else length


def readable(width: float) -> float:
    """The smallest type that is drawn as letters in a frame of this width, in pixels."""
    return max(width * SMALLEST, SMALLEST_PIXELS)
