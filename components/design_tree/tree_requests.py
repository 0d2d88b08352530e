"""Reads the browser's requests to a design's tree, within limits, and answers them."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.formatting import safe_text
from inspection.outline_records import PAGE, Outline, OutlineNode, Part
from language import _

MOST_ASKS: Final = 20
MOST_TEXT: Final = 200
NAME_CHARS: Final = 120
TEXT_CHARS: Final = 160
TRAIL: Final = 3
# A longer path is not expanded: a tree that is indented so far would be unreadable.
DEEPEST_UNFOLDED: Final = 150
MOST_UNFOLDED: Final = 3_000
FEWEST_SIBLINGS: Final = 20

Position = Annotated[int, Field(ge=-1, le=2**31 - 1)]
Start = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Opened(BaseModel):
    """Some of a node's children; -1 stands for the roots."""

    kind: Literal["open"]
    id: int
    at: Position
    start: Start = 0


class Searched(BaseModel):
    """Some of the nodes that contain these words."""

    kind: Literal["find"]
    id: int
    text: Annotated[str, Field(max_length=MOST_TEXT)]
    start: Start = 0


class Revealed(BaseModel):
    """A node, with the path to it expanded."""

    kind: Literal["show"]
    id: int
    at: Position


class Pointed(BaseModel):
    """The node at a point of the wireframe, with the path to it expanded."""

    kind: Literal["point"]
    id: int
    x: float
    y: float
    sheet: Position = 0


class Turned(BaseModel):
    """The picture of another page, or of another requested node."""

    kind: Literal["turn"]
    id: int
    sheet: Position


Request = Annotated[Opened | Searched | Revealed | Pointed | Turned, Field(discriminator="kind")]


class Requests(BaseModel):
    """Everything a browser requested. `has`: it already has the initial data of this design."""

    model_config = ConfigDict(frozen=True)

    design: Annotated[str, Field(max_length=64)] = ""
    has: bool = False
    selected: Position = -1
    asks: Annotated[tuple[Request, ...], Field(max_length=MOST_ASKS)] = ()


def parse(payload: Any) -> Requests:
    """A browser's requests; empty if they are not valid."""
    try:
        return Requests.model_validate(payload or {})
    except ValidationError:
        return Requests()


def respond(tree: Outline, request: Opened | Searched | Revealed | Pointed) -> dict[str, object]:
    """The answer to one request; empty for a position that does not exist."""
    if isinstance(request, Opened):
        return {
            "id": request.id,
            "part": part(request.at, tree.children(request.at, request.start)),
        }
    if isinstance(request, Searched):
        result = tree.search(request.text, request.start)
        rows = [{**node_row(node), "trail": trail(tree, node)} for node in result.nodes]
        return {
            "id": request.id,
            "found": {"start": result.start, "total": result.total, "rows": rows},
        }
    if isinstance(request, Pointed):
        position = tree.node_at(request.x, request.y, request.sheet)
    else:
        position = request.at
    return {"id": request.id, "shown": None if position is None else reveal(tree, position)}


def reveal(tree: Outline, position: int) -> dict[str, object] | None:
    """A node and the parts of the tree that contain it and its ancestors."""
    if not 0 <= position < tree.facts.nodes:
        return None
    path = tree.path(position)
    parts = []
    if len(path) <= DEEPEST_UNFOLDED:
        size = min(max(MOST_UNFOLDED // len(path), FEWEST_SIBLINGS), PAGE)
        for parent, child in zip((-1, *path), path, strict=False):
            start = max(tree.sibling_index(child) - size // 2, 0)
            start = 0 if tree.children(parent, limit=0).total <= size else start
            parts.append(part(parent, tree.children(parent, start, size)))
    return {"node": node_row(tree.node(position)), "parts": parts}


def part(parent: int, result: Part) -> dict[str, object]:
    """Some of the children of a node."""
    rows = [node_row(node) for node in result.nodes]
    return {"of": parent, "start": result.start, "total": result.total, "rows": rows}


def node_row(node: OutlineNode) -> dict[str, object]:
    """One node as it is sent: texts on one line, cut, without control characters."""
    return {
        "at": node.position,
        "parent": -1 if node.parent is None else node.parent,
        "type": safe_text.line(node.type, 40),
        "name": safe_text.line(node.name, NAME_CHARS) or _("Unnamed"),
        "text": safe_text.line(node.text or "", TEXT_CHARS),
        "id": safe_text.line(node.id, 60),
        "box": None if node.box is None else [round(edge, 2) for edge in node.box],
        "level": node.depth + 1,
        "children": node.children,
        "hidden": node.hidden,
        "sheet": -1 if node.sheet is None else node.sheet,
    }


def trail(tree: Outline, node: OutlineNode) -> list[str]:
    """The names of the nearest ancestors, the closest last."""
    names: list[str] = []
    while node.parent is not None and len(names) < TRAIL:
        node = tree.node(node.parent)
        names.append(safe_text.line(node.name, 40) or _("Unnamed"))
    return names[::-1]
