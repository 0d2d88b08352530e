"""Facts about the tree of a Figma nodes answer, counted in one pass without recursion.

Any key may be missing or of the wrong type: what is not as documented counts as absent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

OUTLINE_LIMIT: Final = 200
LIST_LIMIT: Final = 60
TEXT_LIMIT: Final = 200
UNKNOWN_TYPE: Final = "UNKNOWN"


@dataclass(frozen=True)
class OutlineNode:
    """One node of the preview. `depth` counts from 0; width and height are pixels."""

    depth: int
    type: str
    name: str
    width: float | None
    height: float | None
    text: str


@dataclass(frozen=True)
class FontUse:
    """A font family, the weights it is used in, and by how many text nodes."""

    family: str
    weights: tuple[int, ...]
    uses: int


@dataclass(frozen=True)
class ColourUse:
    """A colour as `#rrggbb`, its opacity from 0 to 1, and how many fills and strokes have it."""

    hex: str
    opacity: float
    uses: int


@dataclass(frozen=True)
class DesignFacts:
    """What a design holds. Lists are the most used first, at most 60; `outline` the first nodes.

    `depth` is the number of levels; a frame without children has one.
    """

    file_name: str
    last_modified: str
    node_count: int
    depth: int
    types: tuple[tuple[str, int], ...]
    fonts: tuple[FontUse, ...]
    colours: tuple[ColourUse, ...]
    font_count: int
    colour_count: int
    missing_boxes: int
    outline: tuple[OutlineNode, ...]


def facts(design: object) -> DesignFacts:
    """Count a parsed Figma nodes answer; anything else is a design without nodes."""
    types: Counter[str] = Counter()
    fonts: Counter[str] = Counter()
    weights: defaultdict[str, set[int]] = defaultdict(set)
    colours: Counter[tuple[str, float]] = Counter()
    outline: list[OutlineNode] = []
    deepest = missing_boxes = 0
    for node, depth in walk(design):
        types[_text(node.get("type")) or UNKNOWN_TYPE] += 1
        deepest = max(deepest, depth + 1)
        missing_boxes += not isinstance(node.get("absoluteBoundingBox"), dict)
        colours.update(_colours(node))
        if family := _text(_dict(node.get("style")).get("fontFamily")):
            fonts[family] += 1
            if (weight := _number(_dict(node.get("style")).get("fontWeight"))) is not None:
                weights[family].add(round(weight))
        if len(outline) < OUTLINE_LIMIT:
            outline.append(_outline(node, depth))
    top = _dict(design)
    return DesignFacts(
        file_name=_text(top.get("name")),
        last_modified=_text(top.get("lastModified")),
        node_count=types.total(),
        depth=deepest,
        types=tuple(types.most_common(LIST_LIMIT)),
        fonts=tuple(
            FontUse(family, tuple(sorted(weights[family])), uses)
            for family, uses in fonts.most_common(LIST_LIMIT)
        ),
        colours=tuple(
            ColourUse(hex, opacity, uses)
            for (hex, opacity), uses in colours.most_common(LIST_LIMIT)
        ),
        font_count=len(fonts),
        colour_count=len(colours),
        missing_boxes=missing_boxes,
        outline=tuple(outline),
    )


def walk(design: object) -> Iterator[tuple[dict[str, Any], int]]:
    """Every node with its depth, in the order of the layers panel, parents first."""
    stack = [(root, 0) for root in reversed(roots(design))]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        stack.extend(
            (child, depth + 1)
            for child in reversed(_list(node.get("children")))
            if isinstance(child, dict)
        )


def roots(design: object) -> list[dict[str, Any]]:
    """The documents of a nodes answer."""
    entries = _dict(_dict(design).get("nodes")).values()
    documents = (_dict(entry).get("document") for entry in entries)
    return [document for document in documents if isinstance(document, dict)]


def _outline(node: dict[str, Any], depth: int) -> OutlineNode:
    box = _dict(node.get("absoluteBoundingBox"))
    return OutlineNode(
        depth=depth,
        type=_text(node.get("type")) or UNKNOWN_TYPE,
        name=_text(node.get("name")),
        width=_number(box.get("width")),
        height=_number(box.get("height")),
        text=_text(node.get("characters")),
    )


def _colours(node: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for paint in (*_list(node.get("fills")), *_list(node.get("strokes"))):
        if not isinstance(paint, dict) or paint.get("visible") is False:
            continue
        stops = [paint, *_list(paint.get("gradientStops"))]
        for stop in stops:
            colour = _dict(_dict(stop).get("color"))
            channels = [_number(colour.get(name)) for name in "rgb"]
            if None in channels:
                continue
            red, green, blue = (_byte(channel or 0) for channel in channels)
            opacity = _unit(colour.get("a")) * _unit(paint.get("opacity"))
            yield f"#{red:02x}{green:02x}{blue:02x}", round(opacity, 2)


def _byte(channel: float) -> int:
    return round(min(max(channel, 0.0), 1.0) * 255)


def _unit(value: object) -> float:
    number = _number(value)
    return 1.0 if number is None else min(max(number, 0.0), 1.0)


def _number(value: object) -> float | None:
    """A number that can be drawn with; not True, not NaN, not an integer of 400 digits."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e9:
        return None
    return float(value)


def _text(value: object) -> str:
    return value[:TEXT_LIMIT] if isinstance(value, str) else ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
