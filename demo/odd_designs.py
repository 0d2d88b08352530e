"""Designs that are hard to draw: without boxes, deep, enormous."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

COMPONENT: Final = re.compile(r"export default function (\w+)\(")


def without_boxes(context: dict[str, Any]) -> dict[str, Any]:
    """The same design with every third node's box null, as Figma returns it for hidden nodes."""
    seen = 0

    def node(value: dict[str, Any]) -> dict[str, Any]:
        nonlocal seen
        seen += 1
        made = dict(value)
        if seen % 3 == 0:
            made["absoluteBoundingBox"] = None
        if "children" in value:
            made["children"] = [node(child) for child in value["children"]]
        return made

    return _with_document(context, node)


def deep(context: dict[str, Any], levels: int = 105) -> dict[str, Any]:
    """The same design inside many nested groups."""

    def nest(document: dict[str, Any]) -> dict[str, Any]:
        inner = {**document, "id": "9:1"}
        shell = {"type": "GROUP", "absoluteBoundingBox": document["absoluteBoundingBox"]}
        for level in range(levels):
            inner = {**shell, "id": f"8:{level}", "name": f"Group {level}", "children": [inner]}
        return {**document, "children": [inner]}

    return _with_document(context, nest)


def enormous(context: dict[str, Any], size: int = 3_000_000) -> dict[str, Any]:
    """The same design followed by copies of itself, 3 MB of JSON and thousands of nodes."""

    def repeat(document: dict[str, Any]) -> dict[str, Any]:
        copies = size // len(json.dumps(document)) + 1
        height = document["absoluteBoundingBox"]["height"]
        return {
            **document,
            "layoutMode": "VERTICAL",
            "children": [_moved(document, number, number * height) for number in range(copies)],
            "absoluteBoundingBox": {
                **document["absoluteBoundingBox"],
                "height": height * copies,
            },
        }

    return _with_document(context, repeat)


def repeated(code: str, context: dict[str, Any]) -> str:
    """The code of an enormous design: the page as often as the design has it."""
    ((_, node),) = context["nodes"].items()
    copies = len(node["document"]["children"])
    page = COMPONENT.sub(r"function \1(", code, count=1)
    name = COMPONENT.search(code)
    assert name
    return (
        f"{page}\nexport default function Pages() {{\n"
        f"  return Array.from({{ length: {copies} }}, (_, at) => <{name[1]} key={{at}} />);\n}}\n"
    )


def _moved(node: dict[str, Any], number: int, down: float) -> dict[str, Any]:
    box = node["absoluteBoundingBox"]
    return {
        **node,
        "id": f"{node['id']}:{number}",
        "absoluteBoundingBox": {**box, "y": round(box["y"] + down, 2)},
        "children": [_moved(child, number, down) for child in node.get("children", ())],
    }


def _with_document(
    context: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    ((key, node),) = context["nodes"].items()
    return {**context, "nodes": {key: {**node, "document": change(node["document"])}}}
