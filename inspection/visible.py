"""Finds the visible nodes of a design with position and clip, the largest first."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import Any, Final, NamedTuple

from inspection import connectors
from inspection.clips import Clip, Pose, frame_clip, mask_clip, posed
from inspection.figma_tree import Box, Json, is_hidden, number, shown_children, walk
from inspection.figma_tree import box as box_of
from inspection.turning import orientation

# Thinner boxes count as this part of the frame's longer side: lines and dividers.
THINNEST: Final = 1 / 400
# A text is worth more than an empty box of its size.
TEXT_WEIGHT: Final = 6.0
# Transforms of their children are relative to the next container above.
_TRANSPARENT_TYPES: Final = ("GROUP", "BOOLEAN_OPERATION")


class VisibleNode(NamedTuple):
    """One node with something to paint. `weight` says how much it shows: negative, the least is
    the most. `opacity` includes its ancestors', `box` is relative to the frame and is the hull of a
    turned node. `angle` is clockwise in degrees; a `mirrored` node is flipped vertically before it
    is turned."""

    weight: float
    order: int
    node: Json
    box: Box
    clip: Clip
    opacity: float
    angle: float
    mirrored: bool


# What is put on the stack for a node: itself, its clip, opacity, angle and mirroring from above.
_Entry = tuple[Json, Clip, float, float, bool]
# The fields of Seen; a plain tuple is made five times as fast.
_Found = tuple[float, int, Json, Box, Clip, float, float, bool]


def visible_nodes(root: Json, frame: Box, most: int) -> tuple[list[VisibleNode], int]:
    """The nodes with paint within the frame, at most `most`, the heaviest first; and how many
    there are. One pass; it is most of the cost of a huge design, hence no calls for the ordinary
    node."""
    left, top, width, height = frame
    thin = max(width, height) * THINNEST
    candidates: list[_Found] = []
    count, lightest, enough = 0, 0.0, 2 * most
    ends = _Ends(root)
    stack: list[_Entry] = [(root, Clip(0, 0, width, height), 1.0, 0.0, False)]
    while stack:
        entry = stack.pop()
        node, clip, opacity, outer, mirrored = entry
        get = node.get
        if get("visible") is False:
            continue
        if "opacity" in node:
            opacity *= _opacity(node["opacity"])
            if opacity <= 0:
                continue
        angle, flipped = outer, mirrored
        if "rotation" in node or "relativeTransform" in node:
            turn, flips = orientation(node)
            angle = outer - turn if mirrored else outer + turn
            flipped = mirrored != flips
        try:
            there = node["absoluteBoundingBox"]
            wide, high = there["width"], there["height"]
            x, y = there["x"] - left, there["y"] - top
            box = (x, y, wide, high)
            if get("fills") or get("strokes") or _shows(node):
                x0, y0, x1, y1, _, _ = clip
                wide = (x + wide if x + wide < x1 else x1) - (x if x > x0 else x0)
                high = (y + high if y + high < y1 else y1) - (y if y > y0 else y0)
                if wide >= 0 and high >= 0 and get("isMask") is not True:
                    count += 1
                    weight = -(wide if wide > thin else thin) * (high if high > thin else thin)
                    weight *= opacity * TEXT_WEIGHT if get("type") == "TEXT" else opacity
                    if weight < lightest:
                        candidates.append((weight, count, node, box, clip, opacity, angle, flipped))
                        if len(candidates) >= enough:
                            candidates = _heaviest(candidates, most)
                            lightest = candidates[-1][0]
        except (TypeError, KeyError, OverflowError):
            if boxed := _with_box(node, ends):
                stack.append((boxed, *entry[1:]))
                continue  # else null, absent or not numbers: its children may still have boxes
        if "children" in node:
            own = (node, clip, opacity, angle, flipped)
            stack += _children(own, (outer, mirrored), frame)
    return [VisibleNode(*each) for each in _heaviest(candidates, most)], count


def _heaviest(candidates: list[_Found], most: int) -> list[_Found]:
    """The most visible entries, heaviest first; of equal ones, the earlier in paint order."""
    return sorted(candidates, key=itemgetter(0, 1))[:most]


class _Ends:
    """The boxes of what the connectors of a design join, found when the first one is needed."""

    def __init__(self, root: Json) -> None:
        self._root = root

    @cached_property
    def boxes(self) -> dict[str, Box]:
        joined = (node for node in walk(self._root) if node.get("type") == "CONNECTOR")
        return connectors.endpoint_boxes(self._root, joined, 0.0, 0.0)


def _with_box(node: Json, ends: _Ends) -> Json | None:
    """A line without a height, or a connector without a box, with one; None for any other node."""
    kind, own = node.get("type"), node.get("absoluteBoundingBox")
    if kind == "LINE" and isinstance(own, dict) and own.get("height") is None and box_of(node):
        return {**node, "absoluteBoundingBox": {**own, "height": 0.0}}
    if kind != "CONNECTOR" or (hull := connectors.hull(node, ends.boxes)) is None:
        return None
    x, y, width, height = hull
    return {**node, "absoluteBoundingBox": {"x": x, "y": y, "width": width, "height": height}}


def _shows(node: Json) -> bool:
    """Whether a node without fills and strokes has something to show anyway."""
    if node.get("characters"):
        return True
    if "fills" in node:
        return False
    if node.get("background") or "connectorEnd" in node:
        return True
    color = node.get("backgroundColor")  # the schema of 2018, in which frames had no fills
    return isinstance(color, dict) and color.get("a") != 0


def _children(own: _Entry, outer: tuple[float, bool], frame: Box) -> list[_Entry]:
    """A node's children in stack order, the last one first."""
    node, clip, opacity, angle, mirrored = own
    inner = shown_children(node)
    kind = node.get("type")
    if type(inner) is not list or (kind == "BOOLEAN_OPERATION" and "fills" in node):
        return []  # a boolean operation's children are operands, not parts
    if node.get("clipsContent") is True:
        clip = frame_clip(node, clip, frame, Pose(angle, mirrored))
    if kind in _TRANSPARENT_TYPES:
        angle, mirrored = outer
    entries: list[_Entry] = []
    for child in inner:
        if type(child) is dict:
            entries.append((child, clip, opacity, angle, mirrored))
            if "isMask" in child and child["isMask"] is True and not is_hidden(child):
                clip = mask_clip(child, clip, frame, posed(child, Pose(angle, mirrored)))
    if node.get("itemReverseZIndex") is not True:  # else the first one lies on top
        entries.reverse()
    return entries


def _opacity(value: Any) -> float:
    given = number(value)
    return 1.0 if given is None else min(max(given, 0.0), 1.0)
