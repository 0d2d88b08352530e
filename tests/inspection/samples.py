"""Small designs for tests, as Figma would return them."""

from __future__ import annotations

from random import Random
from typing import Any

Json = dict[str, Any]


def solid(r: float = 0.0, g: float = 0.0, b: float = 0.0, **paint: Any) -> Json:
    return {"type": "SOLID", "color": {"r": r, "g": g, "b": b, "a": 1}, **paint}


def node(type_: str, x: float, y: float, width: float, height: float, **fields: Any) -> Json:
    made = {
        "id": f"{x}:{y}",
        "name": type_.title(),
        "type": type_,
        "absoluteBoundingBox": {"x": x, "y": y, "width": width, "height": height},
        "fills": [solid()],
        "strokes": [],
    }
    return made | fields


def text(x: float, y: float, characters: Any, size: float = 16, **fields: Any) -> Json:
    style = {"fontFamily": "Inter", "fontSize": size, "fontWeight": 400, "lineHeightPx": size * 1.5}
    return node(
        "TEXT", x, y, 200, size * 1.5, **{"characters": characters, "style": style, **fields}
    )


def frame(*children: Any, width: float = 400, height: float = 300, **fields: Any) -> Json:
    return node("FRAME", 0, 0, width, height, **{"fills": [], "children": list(children), **fields})


def design(root: Any) -> Json:
    return {"name": "File", "nodes": {"1:1": {"document": root, "components": {}, "styles": {}}}}


def large(count: int, seed: int = 1) -> Json:
    """A page of `count` nodes: rows of ten shapes and texts, some clipped, some gradients."""
    random = Random(seed)
    rows = []
    for row in range(count // 10):
        top = random.uniform(0, 3000)
        cells = [
            node(
                random.choice(["TEXT", "RECTANGLE", "ELLIPSE", "INSTANCE"]),
                random.uniform(0, 1400),
                top,
                random.uniform(1, 200),
                random.uniform(1, 40),
                id=f"{row}:{cell}",
                characters="Lorem ipsum dolor",
                fills=[solid(random.random(), 0.4, 0.2)],
                style={"fontFamily": "Inter", "fontWeight": 400, "fontSize": 14},
            )
            for cell in range(9)
        ]
        rows.append(
            node("FRAME", 0, top, 1400, 60, id=f"r:{row}", clipsContent=True, children=cells)
        )
    return design(frame(*rows, width=1440, height=3000))


def deep(depth: int) -> str:
    """The text of a design whose innermost node is `depth` children down."""
    box = '"absoluteBoundingBox":{"x":0,"y":0,"width":100,"height":100}'
    inner = (
        f'{{"type":"RECTANGLE",{box},"fills":[{{"type":"SOLID","color":{{"r":1,"g":0,"b":0}}}}]}}'
    )
    opening = f'{{"type":"FRAME",{box},"children":['
    root = opening * depth + inner + "]}" * depth
    return f'{{"nodes":{{"1:1":{{"document":{root}}}}}}}'
