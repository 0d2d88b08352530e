"""Scenes to compare, built from blocks and from the demo's designs with known edits."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

from demo.catalog import variant
from demo.designs import DESIGNS
from inspection.match.blocks import Block, Kind, Scene
from inspection.match.design_blocks import scene

WIDTH: Final = 1440.0
HEIGHT: Final = 1024.0


def box(x: float, y: float, width: float = 200, height: float = 100, **look: Any) -> Block:
    return Block(
        kind=Kind.BOX, x=x, y=y, width=width, height=height, **{"color": "#334155ff", **look}
    )


def text(words: str, x: float, y: float, **look: Any) -> Block:
    usual = {"color": "#0f172aff", "font": "Inter", "size": 16, "weight": 400, "leading": 20}
    width = 9.0 * len(words)
    return Block(kind=Kind.TEXT, x=x, y=y, width=width, height=20, text=words, **{**usual, **look})


def page(*blocks: Block, width: float = WIDTH, height: float = HEIGHT) -> Scene:
    ground = Block(kind=Kind.BOX, x=0, y=0, width=width, height=height, color="#ffffffff")
    return Scene(width, height, (ground, *blocks))


def moved(of: Scene, across: float, down: float = 0) -> Scene:
    """The blocks, shifted, except for the background."""
    ground, *blocks = of.blocks
    return of._replace(blocks=(ground, *(_at(b, b.x + across, b.y + down) for b in blocks)))


def _at(block: Block, x: float, y: float) -> Block:
    return block.model_copy(update={"x": x, "y": y})


def each(of: Scene, change: Callable[[Block], dict[str, Any]]) -> Scene:
    """Every block except the background with some fields changed."""
    ground, *blocks = of.blocks
    return of._replace(
        blocks=(ground, *(block.model_copy(update=change(block)) for block in blocks))
    )


# The demo's designs with known edits. A level is how far a page is from its design: invisible,
# visible to someone who looks for it, visible to anyone, and something else altogether.
LEVELS: Final = {
    "identical": 0,
    "moved 2 px": 0,
    "moved 8 px": 1,
    "wrong font": 1,
    "wrong color": 2,
    "inverted": 2,
    "moved 40 px": 2,
    "missing card": 2,
    "other page": 3,
}


def corpus() -> Iterator[tuple[str, str, Scene, Scene]]:
    """Design, edit, the design's scene and that of the edited page."""
    made = {design.key: variant(design, design.accents[0]) for design in DESIGNS[:8]}
    plain = {key: _scene(each.design_context) for key, each in made.items()}
    keys = list(made)
    for number, key in enumerate(keys):
        answer = made[key].design_context
        page_of = plain[key]
        other = plain[keys[(number + 1) % len(keys)]]
        edits = {
            "identical": page_of,
            "moved 2 px": _scene(_shifted(answer, 2)),
            "moved 8 px": _scene(_shifted(answer, 8)),
            "moved 40 px": _scene(_shifted(answer, 40)),
            "wrong font": _scene(_other_font(answer)),
            "wrong color": _scene(_other_colors(answer)),
            "inverted": _scene(_inverted(answer)),
            "missing card": _scene(_without_card(answer)),
            "other page": other._replace(width=page_of.width),
        }
        for edit, render in edits.items():
            yield key, edit, page_of, each(render, lambda block: {"loose": False})


def _scene(answer: Any) -> Scene:
    made = scene(answer)
    assert made
    return made


def _root(answer: Any) -> tuple[Any, Any]:
    """A copy of an answer, and its frame."""
    copied = copy.deepcopy(answer)
    ((_, node),) = copied["nodes"].items()
    return copied, node["document"]


def _below(node: Any) -> Iterator[Any]:
    for child in node.get("children", ()):
        yield child
        yield from _below(child)


def _shifted(answer: Any, pixels: float) -> Any:
    copied, root = _root(answer)
    for node in _below(root):
        node["absoluteBoundingBox"]["x"] += pixels
        node["absoluteBoundingBox"]["y"] += pixels
    return copied


def _other_font(answer: Any) -> Any:
    """All texts in a wider serif, regular and larger."""
    copied, root = _root(answer)
    for node in _below(root):
        if node["type"] == "TEXT":
            style = node["style"]
            style |= {"fontFamily": "Roboto Slab", "fontWeight": 400}
            style["fontSize"] *= 1.15
            node["absoluteBoundingBox"]["width"] *= 1.25
    return copied


def _other_colors(answer: Any) -> Any:
    """Red, green and blue of every fill and stroke below the frame are swapped."""
    copied, root = _root(answer)
    for node in _below(root):
        for paint in (*node.get("fills", ()), *node.get("strokes", ())):
            for holder in (paint, *paint.get("gradientStops", ())):
                if color := holder.get("color"):
                    red, green, blue = color["r"], color["g"], color["b"]
                    color |= {"r": 1 - green, "g": 1 - blue, "b": 1 - red}
    return copied


def _inverted(answer: Any) -> Any:
    """Light where the design is dark, the frame itself too; what is colorful stays."""
    copied, root = _root(answer)
    for node in (root, *_below(root)):
        for paint in (*node.get("fills", ()), *node.get("strokes", ())):
            color = paint.get("color", {"r": 1, "g": 0, "b": 0})
            channels = [color[name] for name in "rgb"]
            if max(channels) - min(channels) < 0.25:
                middle = max(channels) + min(channels)
                color |= {name: min(max(1 - middle + color[name], 0), 1) for name in "rgb"}
    return copied


def _without_card(answer: Any) -> Any:
    """Without the part whose share of all texts is closest to a quarter."""
    copied, root = _root(answer)
    wanted = _texts(root) / 4
    parts = [
        (abs(_texts(child) - wanted), parent, child)
        for parent in (root, *_below(root))
        for child in parent.get("children", ())
    ]
    _, parent, card = min(parts, key=lambda part: part[0])
    parent["children"].remove(card)
    return copied


def _texts(node: Any) -> int:
    return sum(each["type"] == "TEXT" for each in _below(node))
