"""Clips nodes by the frames and masks around them."""

from __future__ import annotations

from typing import NamedTuple

from inspection.figma_tree import Box, Json, number
from inspection.figma_tree import box as box_of


def radius_of(node: Json) -> float:
    return max(number(node.get("cornerRadius")) or 0.0, 0.0)


class Clip(NamedTuple):
    """The visible part of a container: edges in frame coordinates, and corner radius."""

    left: float
    top: float
    right: float
    bottom: float
    radius: float = 0


def within(clip: Clip, box: Box, radius: float) -> Clip:
    """The clip narrowed to a box; a box that is cut loses its rounded corners."""
    x, y, width, height = box
    cut = Clip(
        max(clip.left, x),
        max(clip.top, y),
        min(clip.right, x + width),
        min(clip.bottom, y + height),
        min(radius, width / 2, height / 2),
    )
    whole = cut[:4] == (x, y, x + width, y + height)
    return cut if whole else cut._replace(radius=0.0)


def mask_clip(node: Json, clip: Clip, frame: Box) -> Clip:
    """The clip of a mask for its later siblings: its box, rounded for an ellipse."""
    box = box_of(node)
    if box is None:
        return clip
    x, y, width, height = box
    radius = min(width, height) / 2 if node.get("type") == "ELLIPSE" else radius_of(node)
    return within(clip, (x - frame[0], y - frame[1], width, height), radius)
