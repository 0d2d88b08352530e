"""Indexes a design as a tree that can be shown a level at a time and searched."""

from __future__ import annotations

from array import array
from math import nan
from typing import Any, Final

from inspection import deep_json, figma_tree, sheets
from inspection.answers import classify
from inspection.facts import UNTYPED, Counting, short_text
from inspection.outline_records import NAME_CHARS, Outline, SheetEntry

NO_BOX: Final = (nan, nan, nan, nan)


@deep_json.no_collection()
def outline(design: Any) -> Outline:
    """Index a response of Figma in one pass, without recursion."""
    sheets_found = sheets.sheets(design)
    waiting = {id(sheet.root): sheet for sheet in sheets_found}
    entries: list[SheetEntry] = []
    left = top = 0.0
    ids: list[str] = []
    types: list[str] = []
    names: list[str] = []
    texts: dict[int, str] = {}
    parents, depths, boxes = array("i"), array("i"), array("d")
    members: dict[int, array[int]] = {}
    hidden, painted = bytearray(), bytearray()
    kinds: dict[str, str] = {}  # one string for all nodes of a type
    counting = Counting()
    without_box = 0
    stack = [(root, -1, 0) for root in reversed(sheets.roots(design))]
    while stack:
        node, parent, depth = stack.pop()
        get = node.get
        position = len(parents)
        parents.append(parent)
        depths.append(depth)
        members.setdefault(parent, array("i")).append(position)
        if depth < 2 and (sheet := waiting.pop(id(node), None)):
            left, top = sheet.box[:2] if sheet.box else (0.0, 0.0)
            title = short_text(get("name"), NAME_CHARS)
            drawable = sheet.box is not None and not sheet.is_blank
            entries.append(SheetEntry(position, sheet.kind, title, drawable))
        kind, name, id_, text = get("type"), get("name"), get("id"), get("characters")
        kind = kind if isinstance(kind, str) else ""
        if kind not in kinds:
            kinds[kind] = short_text(kind, NAME_CHARS) or UNTYPED
        types.append(kinds[kind])
        names.append(name if isinstance(name, str) else "")
        ids.append(id_ if isinstance(id_, str) else "")
        if isinstance(text, str):
            texts[position] = text
        box = figma_tree.box(node)
        if box is None:
            without_box += 1
            boxes.extend(NO_BOX)
        else:
            x, y, width, height = box
            boxes.extend((x - left, y - top, width, height))
        hidden.append(get("visible") is False or (parent >= 0 and hidden[parent]))
        painted.append(bool(get("fills") or get("strokes") or "connectorEnd" in node))
        counting.add(node)
        inner = get("children")
        if inner and type(inner) is list:
            below = depth + 1
            stack += [(child, position, below) for child in inner[::-1] if type(child) is dict]
    facts = counting.facts(design, depth=max(depths, default=0), without_box=without_box)
    return Outline(
        facts,
        classify(design),
        tuple(entries),
        ids,
        types,
        names,
        texts,
        parents,
        depths,
        members,
        boxes,
        hidden,
        painted,
    )
