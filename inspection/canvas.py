"""What the drawings of all nodes share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspection.definitions import Definitions
from inspection.figma_tree import Box


@dataclass(frozen=True, slots=True)
class Canvas:
    """The frame's size in pixels, its corner on the page, the shared definitions, and the boxes of
    nodes that connectors join, by id.
    """

    width: float
    height: float
    definitions: Definitions
    corner: tuple[float, float] = (0.0, 0.0)
    endpoint_boxes: Mapping[str, Box] = field(default_factory=dict)
