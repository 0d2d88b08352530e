"""Counts what a design contains: nodes by type, depth, fonts and colors, most used first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from inspection.figma_tree import Json, hexadecimal, number
from inspection.lettering import clean
from inspection.paints import fills_of

LIST_LIMIT: Final = 60
WORD_CHARS: Final = 120
UNTYPED: Final = "(no type)"
# Paints without their own color: images, and gradients, whose stops have colors.
PAINT_KEYS: Final = frozenset({"gradientStops", "imageRef", "scaleMode", "sourceNodeId"})


@dataclass(frozen=True, slots=True)
class Font:
    """A font family, the weights it is used in, and how many texts are set in it."""

    family: str
    weights: tuple[int, ...]
    uses: int


@dataclass(frozen=True, slots=True)
class Color:
    """A color as `#rrggbb`, its opacity from 0 to 1, and how many fills and strokes have it."""

    hex: str
    opacity: float
    uses: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The contents of the whole tree, including hidden nodes.

    Lists are the most used first, at most 60, with the count of all beside them. `depth` counts
    from 0, the root; `without_box` are the nodes that no picture can show; `unreadable_paints` are
    in a form that Figma does not use, and `texts_without_font` name no font that can be read, as
    those on FigJam's stickies, shapes and connectors.
    """

    file_name: str
    last_modified: str
    nodes: int
    depth: int
    without_box: int
    types: tuple[tuple[str, int], ...]
    fonts: tuple[Font, ...]
    colors: tuple[Color, ...]
    type_count: int
    font_count: int
    color_count: int
    unreadable_paints: int = 0
    texts_without_font: int = 0

    @property
    def levels(self) -> int:
        """How many levels there are; a frame without children has one."""
        return self.depth + 1 if self.nodes else 0


class Counting:
    """Counts nodes one by one; keys are converted once, at the end."""

    def __init__(self) -> None:
        self._types: Counter[Any] = Counter()
        self._colors: Counter[Any] = Counter()
        self._fonts: Counter[Any] = Counter()
        self._odd_paints = self._fontless = 0

    def add(self, node: Json) -> None:
        """Count one node. Values that are not as documented count as absent."""
        try:
            self._types[node.get("type")] += 1
        except TypeError:  # not hashable, so not a type
            self._types[None] += 1
        fills = node.get("fills")
        if fills is None and ("background" in node or "backgroundColor" in node):
            fills = fills_of(node)
        for paints in (fills, node.get("strokes")):
            if paints and type(paints) is list:
                for paint in paints:
                    self._paint(paint)
            elif paints:
                self._odd_paints += 1
        if isinstance(style := node.get("style"), dict):
            family, weight = style.get("fontFamily"), style.get("fontWeight")
            if isinstance(family, str) and family.strip():
                self._fonts[family, weight if isinstance(weight, int | float) else None] += 1
                return
        if holds_text(node):
            self._fontless += 1

    def _paint(self, paint: Any) -> None:
        if type(paint) is not dict:
            self._odd_paints += 1
            return
        if paint.get("visible") is False:
            return
        stops = paint.get("gradientStops")
        holders = (paint, *stops) if isinstance(stops, list) else (paint,)
        for holder in holders:
            try:
                color = holder["color"]
                parts = color["r"], color["g"], color["b"], color.get("a")
                self._colors[(*parts, paint.get("opacity"))] += 1
            except (TypeError, KeyError, AttributeError):  # no color, or not made of numbers
                if "color" in paint or not paint.keys() & PAINT_KEYS:
                    self._odd_paints += 1

    def facts(self, design: Any, *, depth: int, without_box: int) -> Facts:
        """The totals, with what the design says about its file."""
        top = design if isinstance(design, dict) else {}
        types: Counter[str] = Counter()
        for kind, count in self._types.items():
            types[short_text(kind) or UNTYPED] += count
        fonts, weights = self._families()
        colors: Counter[tuple[str, float]] = Counter()
        odd_paints = self._odd_paints
        for (red, green, blue, *opacity), count in self._colors.items():
            if code := hexadecimal(red, green, blue):
                colors[code, _opacity(*opacity)] += count
            else:
                odd_paints += count
        return Facts(
            file_name=short_text(top.get("name")),
            last_modified=short_text(top.get("lastModified")),
            nodes=types.total(),
            depth=depth,
            without_box=without_box,
            types=tuple(types.most_common(LIST_LIMIT)),
            fonts=tuple(
                Font(family, tuple(sorted(weights[family])), uses)
                for family, uses in fonts.most_common(LIST_LIMIT)
            ),
            colors=tuple(
                Color(code, opacity, uses)
                for (code, opacity), uses in colors.most_common(LIST_LIMIT)
            ),
            type_count=len(types),
            font_count=len(fonts),
            color_count=len(colors),
            unreadable_paints=odd_paints,
            texts_without_font=self._fontless,
        )

    def _families(self) -> tuple[Counter[str], defaultdict[str, set[int]]]:
        fonts: Counter[str] = Counter()
        weights: defaultdict[str, set[int]] = defaultdict(set)
        for (raw, weight), count in self._fonts.items():
            family = short_text(raw)
            fonts[family] += count
            if (width := number(weight)) is not None:
                weights[family].add(round(width))
        return fonts, weights


def holds_text(node: Json) -> bool:
    """Whether a node is a text, or has one like a FigJam sticky, shape or connector."""
    characters = node.get("characters")
    return node.get("type") == "TEXT" or (isinstance(characters, str) and bool(characters.strip()))


def short_text(value: Any, most: int = WORD_CHARS) -> str:
    """A text from a design, cut and cleaned; empty for anything else."""
    if not isinstance(value, str):
        return ""
    return clean(value if len(value) <= most else f"{value[: most - 1]}…")


@lru_cache(maxsize=256)
def _opacity(*parts: Any) -> float:
    """The product of a color's and a paint's opacity; a missing one is 1."""
    product = 1.0
    for part in map(number, parts):
        product *= 1.0 if part is None else min(max(part, 0.0), 1.0)
    return round(product, 2)
