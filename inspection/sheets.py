"""The sheets of a design, drawn one at a time: pages of a file, or requested nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from inspection import figma_tree, showing
from inspection.figma_tree import Box, Json

# Keys of wrappers around the response: an axios response, a tool's result.
WRAPPERS: Final = ("data", "body", "result", "response", "figma", "design", "file")
DEEPEST_WRAPPER: Final = 3
# A line has no height, but its picture needs some.
THINNEST: Final = 1.0

_NODE_KEYS: Final = ("children", "absoluteBoundingBox", "type")
_HOLDERS: Final = ("document", "nodes", *_NODE_KEYS)


class Sheet(NamedTuple):
    """One page or node to draw. `box` is its place on the page, if any; `is_blank` says that others
    show something and this one does not."""

    root: Json
    kind: Literal["page", "node"]
    box: Box | None
    is_blank: bool = False


def unwrapped(design: Any) -> Any:
    """The response itself, without a client's wrapper."""
    for _ in range(DEEPEST_WRAPPER):
        if not isinstance(design, dict) or any(key in design for key in _HOLDERS):
            break
        inner = _inside(design)
        if inner is None:
            break
        design = inner
    return design


def _inside(design: Json) -> Json | None:
    """What a wrapper holds: a response under any key, or anything under a known one."""
    inner = [value for value in design.values() if isinstance(value, dict)]
    response = next((each for each in inner if isinstance(each.get("nodes"), dict)), None)
    known = (design[key] for key in WRAPPERS if isinstance(design.get(key), dict))
    return response or next(known, None)


def roots(design: Any) -> list[Json]:
    """The topmost nodes of a response of /nodes or /files, or of a bare node."""
    design = unwrapped(design)
    if isinstance(design, list):
        entries = design
    elif not isinstance(design, dict):
        return []
    else:
        entries = _entries(design)
    documents = (_document(entry) for entry in entries if isinstance(entry, dict))
    return [document for document in documents if document is not None]


def _entries(design: Json) -> list[Any]:
    """What may be, or contain, the topmost nodes of a response."""
    if is_by_id(design):
        return []
    nodes = design.get("nodes")
    if isinstance(nodes, dict | list):
        return list(nodes.values()) if isinstance(nodes, dict) else nodes
    if any(key in design for key in _HOLDERS):
        return [design]
    # The nodes of a response, or several responses, without what was around them.
    return [each for each in design.values() if isinstance(each, dict) and "document" in each]


def is_by_id(design: Json) -> bool:
    """Whether nodes name their children by id, as a simplified form does, and do not hold them."""
    nodes = design.get("nodes")
    if not isinstance(nodes, dict | list):
        return False
    entries = nodes.values() if isinstance(nodes, dict) else nodes
    lists = (each.get("children") for each in entries if isinstance(each, dict))
    return any(isinstance(ids, list) and ids and isinstance(ids[0], str) for ids in lists)


def _document(entry: Json) -> Json | None:
    """The node that a response contains, or that it is."""
    if "document" in entry:
        document = entry["document"]
        return document if isinstance(document, dict) else None
    return entry if any(key in entry for key in _NODE_KEYS) else None


def sheets(design: Any) -> list[Sheet]:
    """The sheets of a design in order; hidden nodes and empty pages have no box."""
    every = list(_sheets(design))
    shown = [bool(sheet.box) and not showing.is_blank(sheet.root) for sheet in every[1:] and every]
    if not any(shown):
        return every
    return [sheet._replace(is_blank=not shows) for sheet, shows in zip(every, shown, strict=True)]


def _sheets(design: Any) -> Iterator[Sheet]:
    for root in roots(design):
        pages = figma_tree.children(root) if root.get("type") == "DOCUMENT" else []
        if any(page.get("type") == "CANVAS" for page in pages):
            yield from (Sheet(page, "page", _bounds(page)) for page in pages)
        else:
            yield Sheet(root, "node", _bounds(root))


def _bounds(root: Json) -> Box | None:
    """The box of a root, or around its visible descendants; None if hidden."""
    if figma_tree.is_hidden(root):
        return None
    box = figma_tree.box(root) or figma_tree.union(root)
    if box is None or (box[2] <= 0 and box[3] <= 0):
        return None
    x, y, width, height = box
    return x, y, max(width, THINNEST), max(height, THINNEST)


def first_drawable(all_sheets: list[Sheet]) -> int:
    """The sheet to show by default: the first that can be drawn."""
    drawable = (at for at, sheet in enumerate(all_sheets) if sheet.box and not sheet.is_blank)
    return next(drawable, 0)


def caption(kind: str, number: int, count: int) -> str:
    """`page 1 of 5`; empty if there is only one."""
    return f"{kind} {number + 1} of {count}" if count > 1 else ""
