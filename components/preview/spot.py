"""A place of the design that the preview marks."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """A place of the design to mark on both sides, in pixels of the frame."""

    x: float
    y: float
    width: float
    height: float
