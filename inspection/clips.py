"""Clips nodes by the frames and masks around them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from inspection import turning
from inspection.definitions import Definitions
from inspection.figma_tree import Box, Json, children, is_hidden
from inspection.figma_tree import box as box_of
from inspection.outlines import DRAWINGS, corners, geometry, is_drawing, outline
from inspection.paints import fills_of, paints, short

# A rounded corner takes this part of its radius from each side; half a pixel is invisible.
CORNER: Final = 1 - math.sqrt(0.5)
INVISIBLE: Final = 0.5
# Masks of more parts are their box.
MOST_PARTS: Final = 24
_CONTAINERS: Final = ("GROUP", "FRAME", "INSTANCE", "COMPONENT")

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Shape(NamedTuple):
    """A form that clips: its SVG, and the edges within which it cuts nothing, if any."""

    svg: str
    inner: Edges | None


class Pose(NamedTuple):
    """How a node lies on the sheet: its angle, clockwise in degrees, after it was mirrored."""

    angle: float = 0.0
    mirrored: bool = False


class Clip(NamedTuple):
    """The visible part of a container: edges in frame coordinates, and corner radius; and what else
    clips, within the edges."""

    left: float
    top: float
    right: float
    bottom: float
    radius: float = 0
    shapes: tuple[Shape, ...] = ()


def reference(clip: Clip, box: Box, size: tuple[float, float], definitions: Definitions) -> str:
    """A reference to what cuts a box; the edges of the sheet, whose size is given, cut anyway."""
    attribute = ""
    if clip[:5] != (0, 0, *size, 0) and not _contains(_inner(clip), box):
        attribute = definitions.use("clipPath", f"><{_rounded(clip)}/></clipPath>")
    for shape in clip.shapes:
        if shape.inner is None or not _contains(shape.inner, box):
            before = f' clip-path="{attribute}"' if attribute else ""
            attribute = definitions.use("clipPath", f"{before}>{shape.svg}</clipPath>")
    return attribute


def frame_clip(node: Json, clip: Clip, corner: Box, pose: Pose) -> Clip:
    """The clip of a frame for its children; unchanged if the frame has no box."""
    box = _on_sheet(node, corner)
    if box is None:
        return clip
    radii = corners(node, box)
    if pose.angle % 90 or len(set(radii)) > 1:
        return _shaped(within(clip, box, 0.0), (_shape(node, box, pose),), box, radii)
    return within(clip, box, radii[0])


def mask_clip(node: Json, clip: Clip, corner: Box, pose: Pose) -> Clip:
    """The clip of a mask for its later siblings."""
    box = _on_sheet(node, corner)
    if box is None:
        return clip
    width, height = box[2:]
    kind = node.get("type")
    if kind == "ELLIPSE" and width == height and "arcData" not in node:
        whole = within(clip, box, width / 2)
        if whole.radius:
            return whole
    if kind in _CONTAINERS and not paints(fills_of(node)):
        parts = tuple(_parts(node, corner, pose))
        return _shaped(within(clip, box, 0.0), parts, box, None) if parts else within(clip, box, 0)
    path = geometry(node, "fillGeometry", box) if is_drawing(node) else None
    is_box = not is_drawing(node) or (kind in DRAWINGS and path is None)
    if is_box and kind != "ELLIPSE":
        return frame_clip(node, clip, corner, pose)
    return _shaped(within(clip, box, 0.0), (_shape(node, box, pose),), box, None)


def within(clip: Clip, box: Box, radius: float) -> Clip:
    """The clip narrowed to a box; a box that is cut loses its rounded corners."""
    x, y, width, height = box
    cut = Clip(
        max(clip.left, x),
        max(clip.top, y),
        min(clip.right, x + width),
        min(clip.bottom, y + height),
        min(radius, width / 2, height / 2),
        clip.shapes,
    )
    if clip.radius and not _contains(_inner(clip), (x, y, width, height)):
        cut = cut._replace(shapes=(*clip.shapes, Shape(f"<{_rounded(clip)}/>", _inner(clip))))
    whole = cut[:4] == (x, y, x + width, y + height)
    return cut if whole else cut._replace(radius=0.0)


def _shaped(clip: Clip, parts: tuple[str, ...], box: Box, radii: Edges | None) -> Clip:
    """The clip with a form of parts; `radii` are those of its corners if it is an upright box."""
    x, y, width, height = box
    inner = None
    if radii is not None and len(parts) == 1 and "transform" not in parts[0]:
        inner = _inner(Clip(x, y, x + width, y + height, max(radii)))
    svg = "".join(f"<{part}/>" for part in parts)
    return clip._replace(shapes=(*clip.shapes, Shape(svg, inner)))


def _shape(node: Json, hull: Box, pose: Pose) -> str:
    """A node's form without its paint, as it lies on the sheet."""
    box, angle = turning.upright(node, hull, pose.angle)
    path = geometry(node, "fillGeometry", box) if is_drawing(node) else None
    form = path or outline(node, box)
    turn = turning.transform(box, angle, mirrored=pose.mirrored)
    if not turn:
        return form
    if ' transform="' in form:
        return form.replace(' transform="', f' transform="{turn}', 1)
    return f'{form} transform="{turn}"'


def _parts(node: Json, corner: Box, pose: Pose) -> Iterator[str]:
    """The forms of what is in a group that is a mask; nothing if there are too many."""
    leaves: list[tuple[Json, Pose]] = []
    stack = [(node, pose)]
    while stack and len(leaves) <= MOST_PARTS:
        parent, outer = stack.pop()
        for child in children(parent):
            own = posed(child, outer)
            if is_hidden(child):
                continue
            if child.get("type") in _CONTAINERS and not paints(fills_of(child)):
                stack.append((child, outer if child.get("type") == "GROUP" else own))
            else:
                leaves.append((child, own))
    for leaf, own in leaves if len(leaves) <= MOST_PARTS else ():
        if box := _on_sheet(leaf, corner):
            yield _shape(leaf, box, own)


def posed(node: Json, outer: Pose) -> Pose:
    """How a node lies whose container lies as `outer`."""
    turn, flips = turning.orientation(node)
    angle = outer.angle - turn if outer.mirrored else outer.angle + turn
    return Pose(angle, outer.mirrored != flips)


def _on_sheet(node: Json, corner: Box) -> Box | None:
    box = box_of(node)
    return None if box is None else (box[0] - corner[0], box[1] - corner[1], box[2], box[3])


def _rounded(clip: Clip) -> str:
    radius = f' rx="{short(clip.radius)}"' if clip.radius else ""
    wide, high = max(clip.right - clip.left, 0.0), max(clip.bottom - clip.top, 0.0)
    return (
        f'rect x="{short(clip.left)}" y="{short(clip.top)}"'
        f' width="{short(wide)}" height="{short(high)}"{radius}'
    )


def _inner(clip: Clip) -> Edges:
    """The edges within which a rounded clip cuts nothing of a square box that could be seen."""
    inset = clip.radius * CORNER - INVISIBLE
    return clip.left + inset, clip.top + inset, clip.right - inset, clip.bottom - inset


def _contains(edges: Edges, box: Box) -> bool:
    x, y, width, height = box
    left, top, right, bottom = edges
    return x >= left and y >= top and x + width <= right and y + height <= bottom
