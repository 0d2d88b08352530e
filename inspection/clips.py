"""What clips a node: the frames and masks around it."""

from __future__ import annotations

from typing import NamedTuple

from inspection.figma_tree import Box, Json, number
from inspection.figma_tree import box as box_of


def radius_of(node: Json) -> float:
    return max(number(node.get("cornerRadius")) or 0.0, 0.0)


class Clip(NamedTuple):
    """What can be seen of a container's content: edges in frame coordinates, corner radius."""

    left: float
    top: float
    right: float
    bottom: float
    radius: float = 0


def within(clip: Clip, box: Box, radius: float) -> Clip:
    """The clip narrowed to a box; where the box is cut, its corners are no longer its own."""
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
    """What a mask leaves of its later siblings: taken as its box, round for an ellipse."""
    box = box_of(node)
    if box is None:
        return clip
    x, y, width, height = box
    radius = min(width, height) / 2 if node.get("type") == "ELLIPSE" else radius_of(node)
    return within(clip, (x - frame[0], y - frame[1], width, height), radius)
