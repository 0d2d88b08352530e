"""The designs in their color schemes: nodes JSON, code and thumbnail, each created once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from demo import figma, thumbnails
from demo.nodes import Node

CODE_DIR: Final = Path(__file__).parent / "designs"
LAST_MODIFIED: Final = "2026-01-19T09:24:51Z"


@dataclass(frozen=True, slots=True)
class Design:
    """One design: `build(accent)` returns its root frame, `accents` are the colors it comes in."""

    key: str
    file_name: str
    frame_names: tuple[str, ...]
    accents: tuple[str, ...]
    build: Callable[[str], Node]
    thumbnail_width: int = 480


@dataclass(frozen=True, slots=True)
class Variant:
    """A design in one of its colors, as the backend would have stored it."""

    design: Design
    accent: str
    design_context: dict[str, Any]
    code: str
    thumbnail: bytes

    @property
    def document(self) -> dict[str, Any]:
        """The frame itself."""
        (node,) = self.design_context["nodes"].values()
        document: dict[str, Any] = node["document"]
        return document

    @property
    def size(self) -> tuple[int, int]:
        """The frame's width and height in pixels."""
        box = self.document["absoluteBoundingBox"]
        return round(box["width"]), round(box["height"])

    @property
    def thumbnail_url(self) -> str:
        """The thumbnail as a `data:` address."""
        return thumbnails.data_uri(self.thumbnail)


@cache
def variant(design: Design, accent: str) -> Variant:
    """A design in one of its colors. In the code, the first accent's name is replaced."""
    context = figma.export(design.build(accent), design.file_name, LAST_MODIFIED)
    (node,) = context["nodes"].values()
    code = (CODE_DIR / f"{design.key}.tsx").read_text(encoding="utf-8")
    first = design.accents[0]
    return Variant(
        design,
        accent,
        context,
        code.replace(f"-{first}-", f"-{accent}-"),
        thumbnails.draw(node["document"], design.thumbnail_width),
    )
