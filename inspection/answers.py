"""Classifies a stored design: something to draw, or the reason why there is nothing to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple

from inspection import figma_error, figma_tree, sheets, showing
from inspection.figma_tree import Json
from inspection.sheets import Sheet

MOST_VISITED: Final = 4_000
# Figma's names for the relevant keys, without case and underscores.
READ_KEYS: Final = {
    key.lower(): key for key in ("document", "nodes", "children", "absoluteBoundingBox")
}
BOX_KEYS: Final = frozenset({"x", "y", "width", "height"})

# Other responses of Figma's API, by a key that only they have; some wrap it in `meta`.
OTHERS: Final = {
    "images": "an images response",
    "versions": "a versions response",
    "comments": "a comments response",
    "variables": "a variables response",
    "variableCollections": "a variables response",
    "component_sets": "a component sets response",
    "components": "a components response",
    "styles": "a styles response",
    "projects": "a projects response",
    "files": "a list of files",
    "dev_resources": "a dev resources response",
    "webhooks": "a webhooks response",
    "handle": "a user response",
}


_ADDRESS: Final = re.compile(r"https?://\S+$")


class Kind(StrEnum):
    """The kinds of designs. FIGMA_ERROR: the import failed before there was a design."""

    DRAWN = "drawn"
    FIGMA_ERROR = "figma-error"
    OTHER_ANSWER = "other-answer"
    SIMPLIFIED = "simplified"
    REWRITTEN = "rewritten"
    EMPTY = "empty"


class Answer(NamedTuple):
    """`note` is the reason why nothing is drawn, as one line of untrusted text. For a design that
    is drawn, it says which part is shown first, `page 1 of 5`, or is empty."""

    kind: Kind
    note: str


def classify(design: Any) -> Answer:
    """Classify a design."""
    all_sheets = sheets.sheets(design)
    number = sheets.first_drawable(all_sheets)
    if all_sheets and all_sheets[number].box:
        if not any(sheet.box and showing.shows_something(sheet.root) for sheet in all_sheets):
            return _blank(all_sheets)
        return Answer(Kind.DRAWN, sheets.caption(all_sheets[number].kind, number, len(all_sheets)))
    if error := figma_error.describe(design):
        return Answer(Kind.FIGMA_ERROR, error)
    return _without_picture(sheets.unwrapped(design), all_sheets)


def _blank(all_sheets: list[Sheet]) -> Answer:
    """Why a design with boxes shows nothing."""
    if any(showing.has_unreadable_colors(sheet.root) for sheet in all_sheets):
        return Answer(Kind.REWRITTEN, "keys rewritten by another client: no color is readable")
    if any(showing.shows_without_a_box(sheet.root) for sheet in all_sheets):
        return Answer(Kind.EMPTY, "the texts and fills in it have no boxes")
    return Answer(Kind.EMPTY, "nothing in it has a visible fill, stroke or text")


def _without_picture(design: Any, all_sheets: list[Sheet]) -> Answer:
    if isinstance(design, dict):
        by_id = sheets.is_by_id(design)
        if by_id or isinstance(design.get("nodes"), list) or "globalVars" in design:
            return Answer(Kind.SIMPLIFIED, "a simplified form, not a nodes response")
        if not all_sheets and (other := _other_response(design)):
            return Answer(Kind.OTHER_ANSWER, f"{other}, not a nodes response")
    if is_rewritten(design):
        return Answer(Kind.REWRITTEN, "keys rewritten by another client: no box is readable")
    if any(map(_is_relative, _objects(design))):
        note = "a simplified form with relative positions, not a nodes response"
        return Answer(Kind.SIMPLIFIED, note)
    return Answer(Kind.EMPTY, _nothing(design, all_sheets))


def _other_response(design: Json) -> str | None:
    """Which other response of Figma's API it is."""
    meta = design.get("meta")
    for holder in (design, meta if isinstance(meta, dict) else {}):
        for key, name in OTHERS.items():
            if key in holder:
                return name
    addresses = [each for each in design.values() if each is not None]
    if addresses and all(isinstance(each, str) and _ADDRESS.match(each) for each in addresses):
        return OTHERS["images"]
    return None


def _nothing(design: Any, all_sheets: list[Sheet]) -> str:
    """Why a design in Figma's own form shows nothing."""
    if all_sheets:
        if all(figma_tree.is_hidden(sheet.root) for sheet in all_sheets):
            return (
                "its frame is hidden in Figma"
                if len(all_sheets) == 1
                else "all its nodes are hidden"
            )
        inner = [node for sheet in all_sheets for node in figma_tree.children(sheet.root)]
        if not inner and all(sheet.kind == "page" for sheet in all_sheets):
            return "its page is empty" if len(all_sheets) == 1 else "all its pages are empty"
        if inner and all(map(figma_tree.is_hidden, inner)):
            return "all its nodes are hidden"
        every = (node for sheet in all_sheets for node in figma_tree.walk(sheet.root))
        has_sizes = any(map(_has_only_a_size, every))
        return "its boxes have sizes but no x and y" if has_sizes else "no node in it has a box"
    nodes = design.get("nodes") if isinstance(design, dict) else None
    if isinstance(nodes, dict):
        return "Figma has no such node" if nodes else "a nodes response without nodes"
    if not design:
        return "nothing is stored as its design"
    return "text instead of a design" if isinstance(design, str) else "not a Figma nodes response"


def _has_only_a_size(node: Json) -> bool:
    bounds = node.get("absoluteBoundingBox")
    return isinstance(bounds, dict) and bounds.keys() == {"width", "height"}


def is_rewritten(design: Any) -> bool:
    """Whether the design has the relevant keys in another spelling."""
    return any(
        _is_respelled(key, value) for holder in _objects(design) for key, value in holder.items()
    )


def _is_relative(holder: Json) -> bool:
    """Whether an object is a node as plugins see it, placed within its parent."""
    place = (figma_tree.number(holder.get(key)) for key in ("x", "y", "width", "height"))
    return isinstance(holder.get("type"), str) and None not in place


def _is_respelled(key: Any, value: Any) -> bool:
    if key == "absoluteBoundingBox" and isinstance(value, dict) and value:
        # Spelled differently: Figma's own spelling has been handled before.
        return not (value.keys() & BOX_KEYS) and {str(each).lower() for each in value} >= BOX_KEYS
    known = READ_KEYS.get(str(key).replace("_", "").replace("-", "").lower())
    return known is not None and key != known and isinstance(value, dict | list)


def _objects(value: Any) -> Iterator[Json]:
    """At most this many objects of a JSON value, those near the top first."""
    waiting, visited = [value], 0
    while waiting and visited < MOST_VISITED:
        following: list[Any] = []
        for each in waiting:
            visited += 1
            if visited > MOST_VISITED:
                return
            if isinstance(each, dict):
                yield each
                following += [inner for inner in each.values() if isinstance(inner, dict | list)]
            elif isinstance(each, list):
                following += [inner for inner in each if isinstance(inner, dict | list)]
        waiting = following
