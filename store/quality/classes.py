"""SQL for the classes that rows are counted by: the device of a frame, the step of a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.records import DEVICE_WIDTHS, Device

DEVICE: Final = f"""CASE WHEN p.frame_width IS NULL THEN NULL
    WHEN p.frame_width <= {DEVICE_WIDTHS[Device.MOBILE][1]} THEN 'mobile'
    WHEN p.frame_width <= {DEVICE_WIDTHS[Device.TABLET][1]} THEN 'tablet' ELSE 'desktop' END"""
"""The device class of `p`, a prototype session."""


def step(value: str, steps: Sequence[int]) -> str:
    """The greatest step that the value reaches, as text; 0 below the first.

    PostgreSQL calls a class by the number of steps below it; a step's own number is easier to read.
    """
    least = f"ARRAY[0, {', '.join(map(str, steps))}]"
    return f"({least})[width_bucket({value}, ARRAY[{', '.join(map(str, steps))}]) + 1]::text"
