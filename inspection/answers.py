"""What a stored design is: something to draw, or the reason why there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple

from inspection import figma_error, figma_tree, sheets
from inspection.figma_tree import Json
from inspection.sheets import Sheet

MOST_VISITED: Final = 4_000
# Figma's own names for what is read here, without case and underscores.
READ_KEYS: Final = {
    key.lower(): key for key in ("document", "nodes", "children", "absoluteBoundingBox")
}
BOX_KEYS: Final = frozenset({"x", "y", "width", "height"})

# Other answers of Figma's API, by a key that only they have; some wrap it in `meta`.
OTHERS: Final = {
    "images": "an images answer",
    "versions": "a versions answer",
    "comments": "a comments answer",
    "variables": "a variables answer",
    "variableCollections": "a variables answer",
    "component_sets": "a component sets answer",
    "components": "a components answer",
    "styles": "a styles answer",
    "projects": "a projects answer",
    "files": "a list of files",
    "dev_resources": "a dev resources answer",
    "webhooks": "a webhooks answer",
    "handle": "a user answer",
}


class Kind(StrEnum):
    """What a design turned out to be. FIGMA_ERROR: the import failed before any design came."""

    DRAWN = "drawn"
    FIGMA_ERROR = "figma-error"
    OTHER_ANSWER = "other-answer"
    SIMPLIFIED = "simplified"
    REWRITTEN = "rewritten"
    EMPTY = "empty"


class Answer(NamedTuple):
    """`note` is the reason why nothing is drawn, as plain untrusted text in one line; of a design
    that is drawn it says which part is shown first, `page 1 of 5`, or nothing."""

    kind: Kind
    note: str


def answer(design: Any) -> Answer:
    """What a design is."""
    all_sheets = sheets.sheets(design)
    number = sheets.first(all_sheets)
    if all_sheets and all_sheets[number].box:
        return Answer(Kind.DRAWN, sheets.caption(all_sheets[number].kind, number, len(all_sheets)))
    if error := figma_error.said(design):
        return Answer(Kind.FIGMA_ERROR, error)
    return _without_picture(sheets.unwrapped(design), all_sheets)


def _without_picture(design: Any, all_sheets: list[Sheet]) -> Answer:
    if isinstance(design, dict):
        if isinstance(design.get("nodes"), list) or "globalVars" in design:
            return Answer(
                Kind.SIMPLIFIED, "a simplified form without positions, not a nodes answer"
            )
        if not all_sheets and (other := _other(design)):
            return Answer(Kind.OTHER_ANSWER, f"{other}, not a nodes answer")
    if is_rewritten(design):
        return Answer(Kind.REWRITTEN, "keys re-written by another client: no box is readable")
    return Answer(Kind.EMPTY, _nothing(design, all_sheets))


def _other(design: Json) -> str | None:
    """Which other answer of Figma's API it is."""
    meta = design.get("meta")
    for holder in (design, meta if isinstance(meta, dict) else {}):
        for key, name in OTHERS.items():
            if key in holder:
                return name
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
        if all(sheet.kind == "page" for sheet in all_sheets):
            return "its page is empty" if len(all_sheets) == 1 else "all its pages are empty"
        return "no node in it has a box"
    nodes = design.get("nodes") if isinstance(design, dict) else None
    if isinstance(nodes, dict):
        return "Figma has no such node" if nodes else "a nodes answer without nodes"
    if not design:
        return "nothing is stored as its design"
    return "text instead of a design" if isinstance(design, str) else "not a Figma nodes answer"


def is_rewritten(design: Any) -> bool:
    """Whether keys that are read here stand in it in another spelling."""
    return any(
        _is_respelled(key, value) for holder in _objects(design) for key, value in holder.items()
    )


def _is_respelled(key: Any, value: Any) -> bool:
    if key == "absoluteBoundingBox" and isinstance(value, dict) and value:
        # Spelled otherwise, or as Figma does and then it was read before.
        return not (value.keys() & BOX_KEYS) and {str(each).lower() for each in value} >= BOX_KEYS
    known = READ_KEYS.get(str(key).replace("_", "").replace("-", "").lower())
    return known is not None and key != known and isinstance(value, dict | list)


def _objects(value: Any) -> Iterator[Json]:
    """Objects of a JSON value, those near the top first, so many at most."""
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
