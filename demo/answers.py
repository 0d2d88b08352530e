"""Contents of `design_context` other than a nodes response for one frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

Json = dict[str, Any]

NOT_FOUND: Final[Json] = {"status": 404, "err": "Not found"}
EXPIRED: Final[Json] = {"status": 403, "err": "Token expired"}
LIMITED: Final[Json] = {"status": 429, "err": "Rate limit exceeded"}
TOO_LARGE: Final[Json] = {
    "status": 400,
    "err": "Request too large. If applicable, filter by query params.",
}
OF_A_CLIENT: Final[Json] = {
    "message": "Request failed with status code 404",
    "name": "AxiosError",
    "code": "ERR_BAD_REQUEST",
    "response": {"status": 404, "data": NOT_FOUND},
}
FAILED: Final = (NOT_FOUND, EXPIRED, LIMITED, TOO_LARGE, OF_A_CLIENT)

IMAGES: Final[Json] = {"err": None, "images": {"12:5": "https://example.com/frame.png"}}


def document(context: Json) -> Json:
    """The frame of a nodes response."""
    (entry,) = context["nodes"].values()
    document: Json = entry["document"]
    return document


def file_of(*contexts: Json) -> Json:
    """A files answer with one design on each page."""
    pages = [
        {
            "id": f"{number}:1",
            "name": name,
            "type": "CANVAS",
            "backgroundColor": {"r": 0.96, "g": 0.96, "b": 0.96, "a": 1},
            "children": [document(context)],
        }
        for number, (name, context) in enumerate(
            zip(("Screens", "Flow", "Archive"), contexts, strict=True)
        )
    ]
    first = contexts[0]
    return {
        "name": first["name"],
        "lastModified": first["lastModified"],
        "document": {"id": "0:0", "name": "Document", "type": "DOCUMENT", "children": pages},
    }


def two_of(first: Json, second: Json) -> Json:
    """A nodes response for two frames that start at the same point."""
    ((key, entry),) = second["nodes"].items()
    later = f"{key}0"  # PostgreSQL sorts keys by their length, and the first node is drawn
    other = {**entry, "document": {**document(second), "id": later}}
    return {**first, "nodes": {**first["nodes"], later: other}}


def simplified(context: Json) -> Json:
    """A design as a tool shortens it for models."""

    def node(value: Json) -> Json:
        made = {"id": value["id"], "name": value["name"], "type": value["type"]}
        made |= {"fills": "fill_A1"} if value.get("fills") else {}
        made |= {"text": value["characters"]} if "characters" in value else {}
        inner = [node(child) for child in value.get("children", ())]
        return made | ({"children": inner} if inner else {})

    styles = {"fill_A1": ["#1E293B"]}
    metadata = {"name": context["name"], "lastModified": context["lastModified"]}
    return {
        "metadata": metadata,
        "nodes": [node(document(context))],
        "globalVars": {"styles": styles},
    }


def capitals(value: Any) -> Any:
    """A design with the keys of boxes and colors capitalized, as another client writes them."""
    if isinstance(value, list):
        return [capitals(each) for each in value]
    if not isinstance(value, dict):
        return value
    lengths = {"x", "y", "width", "height", "r", "g", "b", "a"}
    return {(k.capitalize() if k in lengths else k): capitals(v) for k, v in value.items()}


def mirrored(context: Json) -> Json:
    """A design with each of its icons mirrored."""

    def node(value: Json) -> Json:
        made = dict(value)
        if value["type"] == "VECTOR":
            made["relativeTransform"] = [[-1, 0, 0], [0, 1, 0]]
        if "children" in value:
            made["children"] = [node(child) for child in value["children"]]
        return made

    ((key, entry),) = context["nodes"].items()
    return {**context, "nodes": {key: {**entry, "document": node(entry["document"])}}}


CHANGES: Final[tuple[Callable[[Json], Json], ...]] = (simplified, capitals, mirrored)


def board() -> Json:
    """A FigJam board: stickies, shapes with texts, and connectors between them."""
    yellow, blue = (1, 0.85, 0.4), (0.66, 0.85, 1)
    nodes = [
        _text("STICKY", "1:2", (40, 60, 200, 200), "Customers drop out at payment", yellow),
        _text("STICKY", "1:3", (40, 290, 200, 200), "Ask three of them why", yellow),
        _text("SHAPE_WITH_TEXT", "1:4", (360, 80, 180, 100), "Cart", blue, "ROUNDED_RECTANGLE"),
        _text("SHAPE_WITH_TEXT", "1:5", (640, 60, 180, 140), "Known card?", blue, "DIAMOND"),
        _text("SHAPE_WITH_TEXT", "1:6", (640, 330, 180, 100), "Card form", blue, "SQUARE"),
        _text("SHAPE_WITH_TEXT", "1:7", (360, 330, 180, 100), "Paid", (0.6, 0.95, 0.7), "ELLIPSE"),
        _connector("2:1", ("1:4", "RIGHT"), ("1:5", "LEFT"), (540, 130, 100, 1), ""),
        _connector("2:2", ("1:5", "BOTTOM"), ("1:6", "TOP"), (730, 200, 1, 130), "no"),
        _connector("2:3", ("1:6", "LEFT"), ("1:7", "RIGHT"), (540, 380, 100, 1), ""),
        _connector("2:4", ("1:5", "BOTTOM"), ("1:7", "TOP"), (450, 200, 280, 130), "yes"),
    ]
    section = {
        **_node("SECTION", "1:1", (0, 0, 880, 540), (0.97, 0.97, 0.98)),
        "name": "Checkout, what we know",
        "children": nodes,
    }
    return {
        "name": "Checkout board",
        "editorType": "figjam",
        "nodes": {"1:1": {"document": section}},
    }


def _node(kind: str, name: str, box: tuple[float, ...], fill: tuple[float, ...]) -> Json:
    return {
        "id": name,
        "name": kind.title(),
        "type": kind,
        "absoluteBoundingBox": dict(zip(("x", "y", "width", "height"), box, strict=True)),
        "fills": [{"type": "SOLID", "color": dict(zip("rgb", fill, strict=True)) | {"a": 1}}],
        "strokes": [],
    }


def _text(
    kind: str,
    name: str,
    box: tuple[float, ...],
    words: str,
    fill: tuple[float, ...],
    shape: str = "",
) -> Json:
    return (
        _node(kind, name, box, fill)
        | {"characters": words}
        | ({"shapeType": shape} if shape else {})
    )


def _connector(
    name: str, start: tuple[str, str], end: tuple[str, str], box: tuple[float, ...], words: str
) -> Json:
    ends = {
        key: {"endpointNodeId": node, "magnet": magnet}
        for key, (node, magnet) in (("connectorStart", start), ("connectorEnd", end))
    }
    return {
        **_node("CONNECTOR", name, box, (0, 0, 0)),
        **ends,
        "fills": [],
        "strokes": [{"type": "SOLID", "color": {"r": 0.3, "g": 0.3, "b": 0.35, "a": 1}}],
        "strokeWeight": 3,
        "connectorLineType": "ELBOWED",
        "connectorEndStrokeCap": "ARROW_LINES",
        "characters": words,
    }


def drawn(contexts: Sequence[Json]) -> list[tuple[str, Json]]:
    """Answers that can be drawn, with a name, of the first design but for the board."""
    dated = [{**each, "lastModified": "2026-11-01T09:00:00Z"} for each in contexts]
    return [
        ("Dashboard, all pages", file_of(*dated)),
        ("Dashboard and calendar", two_of(*dated[:2])),
        ("Checkout board", board()),
        *(("Dashboard", change(dated[0])) for change in CHANGES),
    ]
