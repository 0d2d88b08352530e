"""Fills, strokes and effects as Figma exports them."""

from __future__ import annotations

import hashlib
from typing import Any

from demo.nodes import Node
from demo.palette import rgba

Json = dict[str, Any]


def key(name: str) -> str:
    return hashlib.sha1(name.encode()).hexdigest()


def number(value: float) -> float:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def color(name: str) -> Json:
    red, green, blue, alpha = rgba(name)
    return {
        "r": round(red / 255, 4),
        "g": round(green / 255, 4),
        "b": round(blue / 255, 4),
        "a": alpha,
    }


def solid(name: str) -> Json:
    return {"blendMode": "NORMAL", "type": "SOLID", "color": color(name)}


def gradient(stops: tuple[str, ...]) -> Json:
    last = len(stops) - 1
    return {
        "blendMode": "NORMAL",
        "type": "GRADIENT_LINEAR",
        "gradientHandlePositions": [{"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": 0, "y": 1}],
        "gradientStops": [
            {"color": color(stop), "position": at / last} for at, stop in enumerate(stops)
        ],
    }


def paint(node: Node) -> Json:
    style = node.style
    fills: list[Json] = []
    if "gradient" in style:
        fills.append(gradient(style["gradient"]))
    if "image" in style:
        fills.append(
            {
                "blendMode": "NORMAL",
                "type": "IMAGE",
                "scaleMode": "FILL",
                "imageRef": key(style["image"]),
            }
        )
    if "fill" in style:
        fills.append(solid(style["fill"]))
    if node.text:
        fills = [solid(node.text.color)]
    made: Json = {"fills": fills, "strokes": [], "effects": []}
    if "stroke" in style:
        made["strokes"] = [solid(style["stroke"])]
        made["strokeWeight"] = number(style.get("stroke_weight", 1))
        made["strokeAlign"] = "CENTER" if node.lines else "INSIDE"
    if "radius" in style:
        made["cornerRadius"] = number(min(style["radius"], node.w / 2, node.h / 2))
    if style.get("shadow"):
        made["effects"] = [
            {
                "type": "DROP_SHADOW",
                "visible": True,
                "color": color("slate-900/10"),
                "blendMode": "NORMAL",
                "offset": {"x": 0, "y": 4},
                "radius": 12,
                "showShadowBehindNode": False,
            }
        ]
    return made
