"""The building blocks of a design: rows, columns, texts, shapes, icons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypedDict, Unpack

from demo.icons import ICONS
from demo.paths import Polyline, circle, polylines
from demo.text_styles import LINE_HEIGHTS, TextStyle

Size = float | Literal["fill"] | None
"""Pixels, all the room that is left, or None: as large as the content."""
Padding = float | tuple[float, float] | tuple[float, float, float, float]
Align = Literal["MIN", "CENTER", "MAX"]
Justify = Literal["MIN", "CENTER", "MAX", "SPACE_BETWEEN"]
Gradient = tuple[str, ...]


class Look(TypedDict, total=False):
    """How a node looks and lays out its children. Colors are Tailwind names, `/60` for opacity."""

    name: str
    gap: float
    padding: Padding
    align: Align
    justify: Justify
    fill: str
    gradient: Gradient
    image: str
    stroke: str
    stroke_weight: float
    radius: float
    shadow: bool
    clip: bool
    at: tuple[float, float]


class Style(Look, total=False):
    """Options of any node."""

    width: Size
    height: Size


@dataclass(slots=True)
class Node:
    """One node of a design; `x`, `y`, `w`, `h` are filled in by `layout.arrange`."""

    type: str
    style: Style
    children: tuple[Node, ...] = ()
    direction: Literal["HORIZONTAL", "VERTICAL"] | None = None
    text: TextStyle | None = None
    lines: tuple[Polyline, ...] = ()
    component: str | None = None
    x: float = field(default=0, init=False)
    y: float = field(default=0, init=False)
    w: float = field(default=0, init=False)
    h: float = field(default=0, init=False)

    @property
    def padding(self) -> tuple[float, float, float, float]:
        """Top, right, bottom, left."""
        match self.style.get("padding", 0):
            case (top, right, bottom, left):
                return top, right, bottom, left
            case (vertical, horizontal):
                return vertical, horizontal, vertical, horizontal
            case float() | int() as each:
                return each, each, each, each
        raise ValueError("Padding takes one, two or four numbers.")

    @property
    def flow(self) -> tuple[Node, ...]:
        """The children that auto layout places; the others are positioned explicitly."""
        return tuple(child for child in self.children if "at" not in child.style)


def row(*children: Node, **style: Unpack[Style]) -> Node:
    """Children side by side, centered on the cross axis unless told otherwise."""
    return Node("FRAME", {"name": "Row", "align": "CENTER", **style}, children, "HORIZONTAL")


def column(*children: Node, **style: Unpack[Style]) -> Node:
    """Children one below the other."""
    return Node("FRAME", {"name": "Column", **style}, children, "VERTICAL")


def frame(*children: Node, **style: Unpack[Style]) -> Node:
    """A frame without auto layout: children are placed by their `at`."""
    return Node("FRAME", {"name": "Frame", **style}, children)


def group(*children: Node, **style: Unpack[Style]) -> Node:
    """A group: its box is the union of its children."""
    return Node("GROUP", {"name": "Group", **style}, children)


def instance(component: str, node: Node) -> Node:
    """Make a frame an instance of a component."""
    node.type = "INSTANCE"
    node.component = component
    node.style["name"] = component
    return node


def text(
    characters: str,
    size: float = 14,
    weight: int = 400,
    color: str = "slate-900",
    *,
    center: bool = False,
    right: bool = False,
    strike: bool = False,
    line_height: float | None = None,
    **style: Unpack[Style],
) -> Node:
    """A text; it wraps if its width is given or filled."""
    return Node(
        "TEXT",
        {"name": characters[:40], **style},
        text=TextStyle(
            characters,
            size,
            weight,
            color,
            "CENTER" if center else "RIGHT" if right else "LEFT",
            LINE_HEIGHTS[int(size)] if line_height is None else line_height,
            strike,
        ),
    )


def rect(width: Size, height: Size, **style: Unpack[Look]) -> Node:
    """A rectangle."""
    return Node("RECTANGLE", {"name": "Rectangle", **style, "width": width, "height": height})


def ellipse(width: float, height: float, **style: Unpack[Look]) -> Node:
    """An ellipse."""
    return Node("ELLIPSE", {"name": "Ellipse", **style, "width": width, "height": height})


def divider(color: str = "slate-200") -> Node:
    """A line one pixel high across its parent."""
    return rect("fill", 1, fill=color, name="Divider")


def spacer(height: float = 1) -> Node:
    """Takes the remaining space in a row."""
    return Node("FRAME", {"name": "Spacer", "width": "fill", "height": height})


def icon(name: str, size: float = 20, color: str = "slate-500", weight: float = 2) -> Node:
    """An instance of a Lucide icon, its strokes as vectors. `weight` is for 24 pixels."""
    scale = size / 24
    strokes = [
        Node(
            "VECTOR",
            {"name": "Vector", "stroke": color, "stroke_weight": weight * scale},
            lines=(tuple((x * scale, y * scale) for x, y in line),),
        )
        for line in polylines(ICONS[name])
    ]
    made = frame(*strokes, width=size, height=size)
    return instance(f"icon/{name}", made)


def vector(*lines: Polyline, **style: Unpack[Style]) -> Node:
    """A drawing: outlines to fill, or lines to stroke, in the parent's coordinates."""
    return Node("VECTOR", {"name": "Vector", **style}, lines=lines)


def ring(size: float, weight: float, color: str, part: float = 1, **style: Unpack[Style]) -> Node:
    """A circle's outline, or the given part of it, clockwise from the top."""
    radius = (size - weight) / 2
    line = circle(size / 2, size / 2, radius, part)
    return Node(
        "VECTOR",
        {"name": "Ring", **style, "stroke": color, "stroke_weight": weight},
        lines=(line,),
    )
