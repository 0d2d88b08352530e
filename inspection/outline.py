"""A design as a tree to read: indexed once, shown a level at a time, searched, summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from inspection import figma_tree
from inspection.figma_tree import Box, Json
from inspection.lettering import clean

NAME_CHARS: Final = 120
TEXT_CHARS: Final = 200
UNTYPED: Final = "(no type)"


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """One node as a tree shows it. Names and texts are untrusted and cut.

    `position` is its place in paint order over the whole design and identifies it; `box` is in
    the wireframe's coordinates. `hidden` says that it or an ancestor is not visible.
    """

    position: int
    parent: int | None
    id: str
    type: str
    name: str
    text: str | None
    box: Box | None
    depth: int
    children: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Font:
    """A family in one weight, and how many texts are set in it."""

    family: str
    weight: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the whole tree holds; hidden nodes count too. Most frequent first."""

    nodes: int
    depth: int
    types: dict[str, int]
    colours: dict[str, int]
    fonts: tuple[Font, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The index: parallel lists by position. Nodes are made from it when they are asked for."""

    facts: Facts
    _nodes: list[Json] = field(repr=False)
    _parents: list[int] = field(repr=False)  # -1 for a root
    _depths: list[int] = field(repr=False)
    _members: dict[int, list[int]] = field(repr=False)  # positions of children; roots under -1
    _origin: tuple[float, float] | None = field(repr=False)

    def roots(self) -> tuple[OutlineNode, ...]:
        """The topmost nodes, usually one."""
        return self.children(-1)

    def children(self, position: int) -> tuple[OutlineNode, ...]:
        """The children of a node, in paint order. Empty for a position that does not exist."""
        return tuple(self.node(member) for member in self._members.get(position, ()))

    def node(self, position: int) -> OutlineNode:
        """One node. Raises IndexError outside of 0 to `facts.nodes` - 1."""
        if position < 0:
            raise IndexError(position)
        raw, parent = self._nodes[position], self._parents[position]
        text = raw.get("characters")
        return OutlineNode(
            position=position,
            parent=parent if parent >= 0 else None,
            id=_word(raw.get("id"), NAME_CHARS),
            type=_word(raw.get("type"), NAME_CHARS) or UNTYPED,
            name=_word(raw.get("name"), NAME_CHARS),
            text=_word(text, TEXT_CHARS) if isinstance(text, str) else None,
            box=self._box(raw),
            depth=self._depths[position],
            children=len(self._members.get(position, ())),
            hidden=any(self._nodes[at].get("visible") is False for at in self._upwards(position)),
        )

    def path(self, position: int) -> tuple[int, ...]:
        """The positions from the root down to a node, itself last: what to unfold to show it."""
        return tuple(self._upwards(position))[::-1]

    def search(self, text: str, limit: int = 50) -> tuple[tuple[OutlineNode, ...], int]:
        """The first nodes whose name, text, type or id holds the words, in any case; and how many
        there are. Nothing matches an empty text."""
        wanted = " ".join(text.split()).casefold()
        if not wanted:
            return (), 0
        found = [at for at, raw in enumerate(self._nodes) if _holds(raw, wanted)]
        return tuple(self.node(at) for at in found[:limit]), len(found)

    def _upwards(self, position: int) -> Iterator[int]:
        while position >= 0:
            yield position
            position = self._parents[position]

    def _box(self, raw: Json) -> Box | None:
        found = figma_tree.box(raw)
        if found is None or self._origin is None:
            return None
        return found[0] - self._origin[0], found[1] - self._origin[1], found[2], found[3]


def outline(design: Any) -> Outline:
    """Index whatever Figma answered, in one pass without recursion."""
    nodes: list[Json] = []
    parents: list[int] = []
    depths: list[int] = []
    members: dict[int, list[int]] = {}
    counted = _Counted()
    stack = [(root, -1, 0) for root in reversed(figma_tree.roots(design))]
    while stack:
        node, parent, depth = stack.pop()
        position = len(nodes)
        nodes.append(node)
        parents.append(parent)
        depths.append(depth)
        members.setdefault(parent, []).append(position)
        counted.add(node)
        inner = node.get("children")
        if inner and type(inner) is list:
            below = depth + 1
            stack += [(child, position, below) for child in inner[::-1] if type(child) is dict]
    frame = figma_tree.frame(design)
    origin = (frame[1][0], frame[1][1]) if frame else None
    facts = counted.facts(len(nodes), max(depths, default=0))
    return Outline(facts, nodes, parents, depths, members, origin)


class _Counted:
    """Counts types, colours and fonts; keys stay raw until the end, each is converted once."""

    def __init__(self) -> None:
        self._types: Counter[Any] = Counter()
        self._colours: Counter[Any] = Counter()
        self._fonts: Counter[Any] = Counter()

    def add(self, node: Json) -> None:
        kind = node.get("type")
        try:
            self._types[kind] += 1
        except TypeError:  # not hashable: no type at all
            self._types[None] += 1
        for paints in (node.get("fills"), node.get("strokes")):
            if paints and type(paints) is list:
                for paint in paints:
                    self._paint(paint)
        if kind == "TEXT" and isinstance(style := node.get("style"), dict):
            family, weight = style.get("fontFamily"), style.get("fontWeight")
            if isinstance(family, str):
                self._fonts[family, weight if isinstance(weight, int | float) else None] += 1

    def _paint(self, paint: Any) -> None:
        if type(paint) is not dict or paint.get("visible") is False:
            return
        stops = paint.get("gradientStops")
        colours = [paint] if "color" in paint else stops if isinstance(stops, list) else ()
        for holder in colours:
            try:
                colour = holder["color"]
                self._colours[colour["r"], colour["g"], colour["b"]] += 1
            except (TypeError, KeyError):
                continue  # no colour, or one made of no numbers

    def facts(self, nodes: int, depth: int) -> Facts:
        types: Counter[str] = Counter()
        for kind, count in self._types.items():
            types[_word(kind, NAME_CHARS) or UNTYPED] += count
        colours: Counter[str] = Counter()
        for parts, count in self._colours.items():
            code = figma_tree.hexadecimal(*parts)
            if code:
                colours[code] += count
        fonts = [
            Font(_word(family, NAME_CHARS), None if weight is None else _whole(weight), count)
            for (family, weight), count in self._fonts.most_common()
        ]
        return Facts(
            nodes, depth, dict(types.most_common()), dict(colours.most_common()), tuple(fonts)
        )


def _whole(value: float) -> int | None:
    found = figma_tree.number(value)
    return None if found is None else round(found)


def _word(value: Any, most: int) -> str:
    """A text from the design, cut, without what cannot be written; empty for anything else."""
    if not isinstance(value, str):
        return ""
    return clean(value if len(value) <= most else f"{value[: most - 1]}…")


def _holds(raw: Json, wanted: str) -> bool:
    for key in ("name", "characters", "type", "id"):
        value = raw.get(key)
        if isinstance(value, str) and wanted in value.casefold():
            return True
    return False
