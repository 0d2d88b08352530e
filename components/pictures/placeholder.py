"""A placeholder for a design that cannot be drawn, with two words that say why."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

LONGEST_EDGE: Final = 96
SMALLEST_EDGE: Final = 24
# The minimum size for words. In a longer picture, where a side would be smaller, only the sign is
# shown.
ROOM_FOR_WORDS: Final = 40
LONGEST_WITH_WORDS: Final = 6
GROUND, SIGN, ALARM, INK = "#f1f3f7", "#98a0b3", "#c62828", "#475467"


@lru_cache(maxsize=512)
def placeholder(
    width: int | None,
    height: int | None,
    words: tuple[str, str] = ("", ""),
    *,
    alarm: bool = False,
    compact: bool = False,
) -> str:
    """The `data:` URL of an SVG at the frame's proportions.

    They are the usual ones if a side is unknown or not positive. `alarm` draws it in the color of a
    failure, and `compact` shows only the words.
    """
    w, h = _sides(width, height)
    ink = ALARM if alarm else SIGN
    worded = any(words) and min(w, h) >= ROOM_FOR_WORDS
    if worded and compact:
        return _address(
            w, h, [_ground(w, h), *_words(words, w, h / 2 - 4, 21, ink if alarm else INK)]
        )
    up = 12 if worded else 0
    parts = [_ground(w, h)]
    if alarm:
        # a triangle with an exclamation mark
        parts.append(
            f'<path d="M{w / 2} {h / 2 - 8 - up}l9 15h-18z" fill="none" stroke="{ink}"'
            f' stroke-width="1.8" stroke-linejoin="round"/>'
            f'<path d="M{w / 2} {h / 2 - 3 - up}v5m0 1.6v1.6" stroke="{ink}" stroke-width="1.8"/>'
        )
    else:
        parts.append(f'<path d="M{w / 2 - 8} {h / 2 + 6 - up}l5-7 4 5 3-4 4 6z" fill="{ink}"/>')
    if worded:
        parts += _words(words, w, h / 2 + 8, 11 if w >= 64 else 8.5, INK)
    return _address(w, h, parts)


def _sides(width: int | None, height: int | None) -> tuple[int, int]:
    """The picture's sides, with room for words unless one side is much longer."""
    w, h = width or 0, height or 0
    if w <= 0 or h <= 0:
        w, h = 4, 3
    long, short = max(w, h), min(w, h)
    scale = LONGEST_EDGE / long
    if long <= short * LONGEST_WITH_WORDS:
        scale = max(scale, ROOM_FOR_WORDS / short)
    return max(round(w * scale), SMALLEST_EDGE), max(round(h * scale), SMALLEST_EDGE)


def _ground(width: int, height: int) -> str:
    return f'<rect width="{width}" height="{height}" fill="{GROUND}"/>'


def _words(words: tuple[str, str], width: int, baseline: float, size: float, ink: str) -> list[str]:
    style = f'fill="{ink}" font-family="system-ui,sans-serif" text-anchor="middle"'
    return [
        f'<text x="{width / 2}" y="{baseline + line * (size + 2)}" font-size="{size}" {style}'
        f"{_length(word, width, size)}>{escape(word)}</text>"
        for line, word in enumerate(words)
    ]


def _address(width: int, height: int, parts: list[str]) -> str:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )
    return f"data:image/svg+xml;utf8,{quote(svg)}"


def _length(word: str, width: int, size: float) -> str:
    """Keep a word within the picture in any font."""
    wide = len(word) * size * 0.56
    if wide <= width - 4:
        return ""
    return f' textLength="{width - 4}" lengthAdjust="spacingAndGlyphs"'
