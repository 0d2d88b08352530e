"""Draws a design from its nodes, as an SVG without scripts or external resources."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any, Final

from inspection import connectors, deep_json, sheets
from inspection.canvas import Canvas
from inspection.definitions import Definitions
from inspection.figma_tree import color
from inspection.fitting import fill
from inspection.paints import short
from inspection.sheets import Sheet
from inspection.visible import visible_nodes

SMALLEST: Final = 500
# The smallest average size of a drawing, which limits how many nodes to keep.
SHORTEST_DRAWING: Final = 36
FONTS: Final = "Inter,system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
WHITE: Final = "#fff"


@dataclass(frozen=True, slots=True)
class Wireframe:
    """A drawn design. Sizes are the frame's own, in pixels; 0 by 0 where nothing has a box.

    `nodes_total` counts the nodes with something to show, `nodes_drawn` those in the picture,
    `nodes_hinted` those of them that are a box because their path is too long for the picture.
    `caption` says which part of the design it shows, `page 1 of 5`, where there are several.
    """

    svg: str
    nodes_drawn: int
    nodes_total: int
    width: float
    height: float
    nodes_hinted: int = 0
    caption: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing was left out or reduced to a box because of size."""
        return self.nodes_drawn == self.nodes_total and not self.nodes_hinted


# Garbage collection would traverse a huge design, which takes longer than drawing it.
@deep_json.no_collection()
def wireframe(design: Any, *, max_bytes: int = 60_000, sheet: int | None = None) -> Wireframe:
    """Draw whatever Figma answered, in at most `max_bytes` of UTF-8 (500 at least): the page or
    node at place `sheet`, by default the first that can be drawn.

    Where the room is too little, the nodes that show most are drawn. The same design gives the
    same text. Nothing in it comes from the design but numbers, colors and escaped texts.
    """
    all_sheets = sheets.sheets(design)
    number = (
        sheet
        if sheet is not None and 0 <= sheet < len(all_sheets)
        else sheets.first_drawable(all_sheets)
    )
    if not all_sheets:
        return Wireframe(_svg(4, 3, "", ""), 0, 0, 0, 0)
    caption = sheets.caption(all_sheets[number].kind, number, len(all_sheets))
    return _drawn(all_sheets[number], max(max_bytes, SMALLEST), caption)


def _drawn(sheet: Sheet, max_bytes: int, caption: str) -> Wireframe:
    if sheet.box is None:
        return Wireframe(_svg(4, 3, "", ""), 0, 0, 0, 0, caption=caption)
    left, top, width, height = sheet.box
    seen, total = visible_nodes(sheet.root, sheet.box, max_bytes // SHORTEST_DRAWING)
    joined = (each.node for each in seen if each.node.get("type") == "CONNECTOR")
    places = connectors.endpoint_boxes(sheet.root, joined, left, top)
    canvas = Canvas(width, height, Definitions(), (left, top), places)
    ground = _ground(sheet)
    room = max_bytes - len(_svg(width, height, "<defs></defs>", "", ground))
    drawn = fill(seen, canvas, room)
    svg = _svg(width, height, canvas.definitions.svg(), drawn.body, ground)
    return Wireframe(svg, drawn.total, total - drawn.empty, width, height, drawn.hinted, caption)


def _ground(sheet: Sheet) -> str:
    """The background color of a page; white by default."""
    background = color(sheet.root.get("backgroundColor")) if sheet.kind == "page" else None
    return background[0] if background and background[1] >= 0.5 else WHITE


def data_uri(svg: str) -> str:
    """An SVG as a data URL for `<img>`."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _svg(width: float, height: float, definitions: str, body: str, ground: str = WHITE) -> str:
    size = f'width="{short(width)}" height="{short(height)}"'
    paper = f'<path fill="{ground}" d="M0 0h{short(width)}v{short(height)}H0z"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f' viewBox="0 0 {short(width)} {short(height)}" font-family="{FONTS}">'
        f"{definitions}{paper}{body}</svg>"
    )
