"""The outline of a design as records: its nodes, pages and parts."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isnan
from operator import attrgetter
from typing import Final, NamedTuple

from inspection.answers import Answer
from inspection.facts import Facts, short_text
from inspection.figma_tree import Box

NAME_CHARS: Final = 120


TEXT_CHARS: Final = 200


PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """One node as a tree shows it. Names and texts are untrusted and cut.

    `position` is its place in paint order over the whole design and identifies it; `box` is in
    the coordinates of its sheet's wireframe. `hidden` says that it or an ancestor is not visible.
    `sheet` is the page or the requested node that it belongs to, None for the document itself.
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
    sheet: int | None


class SheetEntry(NamedTuple):
    """A page or node that can be drawn: its position in paint order, its name, and whether it
    has anything to draw."""

    position: int
    kind: str
    name: str
    drawable: bool


class Part(NamedTuple):
    """A part of a longer list: its nodes, the index of the first, and how many there are in all."""

    nodes: tuple[OutlineNode, ...]
    start: int
    total: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The index: parallel lists by position. Nodes are made from it on demand.

    Of the JSON, it keeps only the texts, so that it can be cached.
    """

    facts: Facts
    answer: Answer
    sheets: tuple[SheetEntry, ...]
    _ids: list[str] = field(repr=False)
    _types: list[str] = field(repr=False)
    _names: list[str] = field(repr=False)
    _texts: dict[int, str] = field(repr=False)
    _parents: array[int] = field(repr=False)  # -1 for a root
    _depths: array[int] = field(repr=False)
    _members: dict[int, array[int]] = field(repr=False)  # positions of children; roots under -1
    _boxes: array[float] = field(repr=False)  # x, y, width, height of each; NaN where there is none
    _hidden: bytearray = field(repr=False)
    _painted: bytearray = field(repr=False)

    def roots(self, start: int = 0, limit: int = PAGE) -> Part:
        """The topmost nodes, usually one."""
        return self.children(-1, start, limit)

    def children(self, position: int, start: int = 0, limit: int = PAGE) -> Part:
        """The children of a node in paint order. None for a position that does not exist."""
        return self._part(self._members.get(position, ()), start, limit)

    def node(self, position: int) -> OutlineNode:
        """One node. Raises IndexError outside of 0 to `facts.nodes` - 1."""
        if position < 0:
            raise IndexError(position)
        parent = self._parents[position]
        x, y, width, height = self._boxes[4 * position : 4 * position + 4]
        text = self._texts.get(position)
        return OutlineNode(
            position=position,
            parent=parent if parent >= 0 else None,
            id=short_text(self._ids[position], NAME_CHARS),
            type=self._types[position],
            name=short_text(self._names[position], NAME_CHARS),
            text=None if text is None else short_text(text, TEXT_CHARS),
            box=None if isnan(x) else (x, y, width, height),
            depth=self._depths[position],
            children=len(self._members.get(position, ())),
            hidden=bool(self._hidden[position]),
            sheet=self.sheet_of(position),
        )

    def sheet_of(self, position: int) -> int | None:
        """The sheet of a node; None for nodes above the pages."""
        number = bisect_right(self.sheets, position, key=attrgetter("position")) - 1
        return number if number >= 0 else None

    @property
    def first_sheet(self) -> int:
        """The sheet that is drawn before another is chosen."""
        return next((at for at, sheet in enumerate(self.sheets) if sheet.drawable), 0)

    def path(self, position: int) -> tuple[int, ...]:
        """The positions from the root down to a node, which have to be expanded to show it."""
        return tuple(self._upwards(position))[::-1]

    def sibling_index(self, position: int) -> int:
        """Which of its parent's children a node is, from 0."""
        return self._members[self._parents[position]].index(position)

    def search(self, text: str, start: int = 0, limit: int = PAGE) -> Part:
        """The nodes whose name, text, type or id holds the words, in any case. Nothing matches an
        empty text."""
        wanted = " ".join(text.split()).casefold()
        if not wanted:
            return Part((), 0, 0)
        kinds = {kind for kind in {*self._types} if wanted in kind.casefold()}
        rows = zip(self._types, self._names, self._ids, strict=True)
        positions = [
            at
            for at, (kind, name, id_) in enumerate(rows)
            if kind in kinds
            or wanted in name.casefold()
            or wanted in id_.casefold()
            or (at in self._texts and wanted in self._texts[at].casefold())
        ]
        return self._part(positions, start, limit)

    def node_at(self, x: float, y: float, sheet: int | None = None) -> int | None:
        """The topmost node at a point of a sheet's wireframe: of those that paint, else of all."""
        number = self.first_sheet if sheet is None else sheet
        if not 0 <= number < len(self.sheets):
            return None
        following = self.sheets[number + 1 :]
        begin = self.sheets[number].position
        end = following[0].position if following else len(self._parents)
        boxes = self._boxes[4 * begin : 4 * end]
        inside = [
            position
            for position, (left, top, width, height) in enumerate(
                zip(*(boxes[part::4] for part in range(4)), strict=True), begin
            )
            if left <= x <= left + width and top <= y <= top + height
        ]
        shown = [position for position in inside if not self._hidden[position]]
        painted = [position for position in shown if self._painted[position]]
        return next((result[-1] for result in (painted, shown) if result), None)

    def _part(self, positions: Sequence[int], start: int, limit: int) -> Part:
        start = min(max(start, 0), max(len(positions) - 1, 0))
        nodes = tuple(self.node(at) for at in positions[start : start + limit])
        return Part(nodes, start, len(positions))

    def _upwards(self, position: int) -> Iterator[int]:
        while position >= 0:
            yield position
            position = self._parents[position]
