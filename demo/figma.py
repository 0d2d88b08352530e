"""A design as Figma's REST API returns it: `GET /v1/files/:key/nodes?geometry=paths`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from demo.figma_paints import Json, key, number, paint
from demo.layout import arrange
from demo.nodes import Node, Size
from demo.paths import Polyline, bounds, outline
from demo.text_styles import TextStyle


class Exporter:
    """Writes one file's nodes and collects the components and styles that they use."""

    def __init__(self, seed: str) -> None:
        self._page = int(hashlib.sha1(seed.encode()).hexdigest()[:3], 16) % 90 + 10
        self._next = 1
        self.components: dict[str, Json] = {}
        self.styles: dict[str, Json] = {}
        self._ids: dict[str, str] = {}

    def nodes(self, root: Node, file_name: str, last_modified: str) -> Json:
        """The complete answer for one arranged root frame."""
        document = self._node(root, inside=None)
        return {
            "name": file_name,
            "lastModified": last_modified,
            "version": str(int(key(file_name + last_modified)[:12], 16)),
            "role": "viewer",
            "editorType": "figma",
            "nodes": {
                document["id"]: {
                    "document": document,
                    "components": self.components,
                    "componentSets": {},
                    "schemaVersion": 0,
                    "styles": self.styles,
                }
            },
        }

    def _id(self) -> str:
        self._next += 1
        return f"{self._page}:{self._next}"

    def _shared(self, kind: dict[str, Json], name: str, entry: Json) -> str:
        """The id of a component or style, added to its table at first use."""
        if name not in self._ids:
            self._ids[name] = f"{self._page // 2}:{len(self._ids) + 100}"
            kind[self._ids[name]] = {"key": key(name), "name": name, "description": "", **entry}
        return self._ids[name]

    def _node(self, node: Node, inside: str | None) -> Json:
        own = self._id()
        made: Json = {
            "id": f"I{inside};{own}" if inside else own,
            "name": node.style.get("name", node.type.title()),
            "type": node.type,
            "blendMode": "PASS_THROUGH" if node.children else "NORMAL",
            "absoluteBoundingBox": _box(node),
            **_sizing(node),
            **paint(node),
        }
        if "at" in node.style:
            made["layoutPositioning"] = "ABSOLUTE"
            made["constraints"] = {"vertical": "TOP", "horizontal": "LEFT"}
        if node.component:
            made["componentId"] = self._shared(
                self.components, node.component, {"remote": False, "documentationLinks": []}
            )
        if node.text:
            made |= _text(node.text)
            name = f"{_scale(node.text.size)}/{node.text.weight}"
            made["styles"] = {"text": self._shared(self.styles, name, {"styleType": "TEXT"})}
        if node.lines:
            made |= _geometry(node)
        if node.direction:
            made |= _auto_layout(node)
        if node.children:
            made["clipsContent"] = node.style.get("clip", False)
            within = made["id"] if node.component else inside
            made["children"] = [self._node(child, within) for child in node.children]
        return made


def export(root: Node, file_name: str, last_modified: str) -> Json:
    """Arrange a design and write it as Figma's answer."""
    offset = int(key(file_name)[:3], 16)
    return Exporter(file_name).nodes(
        arrange(root, x=-1200 + offset, y=offset // 2), file_name, last_modified
    )


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _box(node: Node) -> Json:
    return {
        "x": number(node.x),
        "y": number(node.y),
        "width": number(node.w),
        "height": number(node.h),
    }


def _sizing(node: Node) -> Json:
    def word(wanted: Size) -> str:
        return "HUG" if wanted is None else "FILL" if wanted == "fill" else "FIXED"

    return {
        "layoutSizingHorizontal": word(node.style.get("width")),
        "layoutSizingVertical": word(node.style.get("height")),
    }


def _auto_layout(node: Node) -> Json:
    top, right, bottom, left = node.padding
    return {
        "layoutMode": node.direction,
        "itemSpacing": node.style.get("gap", 0),
        "paddingTop": top,
        "paddingRight": right,
        "paddingBottom": bottom,
        "paddingLeft": left,
        "primaryAxisAlignItems": node.style.get("justify", "MIN"),
        "counterAxisAlignItems": node.style.get("align", "MIN"),
        "layoutWrap": "NO_WRAP",
    }


def _scale(size: float) -> str:
    return "Caption" if size < 14 else "Body" if size < 20 else "Heading"


def _text(style: TextStyle) -> Json:
    made: Json = {
        "fontFamily": "Inter",
        "fontPostScriptName": "Inter-Bold" if style.weight >= 600 else "Inter-Regular",
        "fontWeight": style.weight,
        "fontSize": style.size,
        "textAlignHorizontal": style.align,
        "textAlignVertical": "TOP",
        "letterSpacing": 0,
        "lineHeightPx": style.line_height,
        "lineHeightPercent": round(style.line_height / style.size / 1.21 * 100, 2),
        "lineHeightUnit": "PIXELS",
    }
    if style.strike:
        made["textDecoration"] = "STRIKETHROUGH"
    return {
        "characters": style.characters,
        "style": made,
        "characterStyleOverrides": [],
        "styleOverrideTable": {},
    }


def _path(lines: Iterable[Polyline], left: float, top: float) -> str:
    return "".join(
        "M" + "L".join(f"{_short(x - left)} {_short(y - top)}" for x, y in line) + "Z"
        for line in lines
    )


def _geometry(node: Node) -> Json:
    left, top, _, _ = bounds(node.lines)
    made: Json = {"fillGeometry": [], "strokeGeometry": []}
    if "fill" in node.style or "gradient" in node.style:
        path = _path(node.lines, left, top)
        made["fillGeometry"] = [{"path": path, "windingRule": "NONZERO"}]
    if "stroke" in node.style:
        weight = node.style.get("stroke_weight", 1)
        parts = [part for line in node.lines for part in outline(line, weight)]
        path = _path(parts, left, top)
        made["strokeGeometry"] = [{"path": path, "windingRule": "NONZERO"}]
    return made
