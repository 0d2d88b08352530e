"""A picture of a design drawn from its nodes: an SVG that needs no network and runs nothing."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any, Final

from inspection import deep_json, figma_tree, shapes
from inspection.paints import Definitions, short
from inspection.shapes import Canvas
from inspection.visible import Seen, visible_nodes

# So many drawings in a row may be too large for what is left before the rest is left out.
MOST_MISFITS: Final = 20
SMALLEST: Final = 500
# No drawing takes fewer bytes on average: so many nodes at most are worth remembering.
SHORTEST_DRAWING: Final = 36
FONTS: Final = "Inter,system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"


@dataclass(frozen=True, slots=True)
class Wireframe:
    """A drawn design. Sizes are the frame's own, in pixels; 0 by 0 where nothing has a box.

    `nodes_total` counts the nodes with something to show, `nodes_drawn` those in the picture.
    """

    svg: str
    nodes_drawn: int
    nodes_total: int
    width: float
    height: float

    @property
    def complete(self) -> bool:
        """Whether nothing had to be left out for size."""
        return self.nodes_drawn == self.nodes_total


# A collection goes through all of a huge design, which takes longer than drawing it.
@deep_json.no_collection()
def wireframe(design: Any, *, max_bytes: int = 60_000) -> Wireframe:
    """Draw whatever Figma answered, in at most `max_bytes` of UTF-8 (500 at least).

    Where that is too little, the nodes that show most are drawn. The same design gives the same
    text. Nothing in it comes from the design but numbers, colours and escaped texts.
    """
    found = figma_tree.frame(design)
    if found is None:
        return Wireframe(_svg(4, 3, "", ""), 0, 0, 0, 0)
    root, box = found
    canvas = Canvas(box[2], box[3], Definitions())
    seen, total = visible_nodes(root, box, max(max_bytes, SMALLEST) // SHORTEST_DRAWING)
    drawn, empty = _fill(seen, canvas, max(max_bytes, SMALLEST))
    body = "".join(drawn[order] for order in sorted(drawn))
    svg = _svg(box[2], box[3], canvas.definitions.svg(), body)
    return Wireframe(svg, len(drawn), total - empty, box[2], box[3])


def data_uri(svg: str) -> str:
    """An SVG as an address for `<img>`."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _fill(seen: list[Seen], canvas: Canvas, max_bytes: int) -> tuple[dict[int, str], int]:
    """Drawings by paint order, the most visible first until the room is used up; and how many
    nodes turned out to show nothing."""
    room = max_bytes - len(_svg(canvas.width, canvas.height, "<defs></defs>", ""))
    drawn: dict[int, str] = {}
    empty = misfits = used = 0
    for node in seen:
        before = len(canvas.definitions)
        svg = shapes.draw(node, canvas)
        if not svg:
            canvas.definitions.forget(before)
            empty += 1
            continue
        size = len(svg) if svg.isascii() else len(svg.encode())
        if used + size + canvas.definitions.size > room:
            canvas.definitions.forget(before)
            misfits += 1
            if misfits >= MOST_MISFITS:
                break
            continue
        used += size
        drawn[node.order] = svg
    return drawn, empty


def _svg(width: float, height: float, definitions: str, body: str) -> str:
    size = f'width="{short(width)}" height="{short(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f' viewBox="0 0 {short(width)} {short(height)}" font-family="{FONTS}">'
        f'{definitions}<path fill="#fff" d="M0 0h{short(width)}v{short(height)}H0z"/>{body}</svg>'
    )
