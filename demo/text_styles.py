"""The type of a demo design: sizes, weights, line heights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

# Tailwind's line heights for its own font sizes, in pixels.
LINE_HEIGHTS: Final = {
    10: 14, 11: 16, 12: 16, 13: 18, 14: 20, 15: 22, 16: 24, 18: 28,
    20: 28, 24: 32, 30: 36, 36: 40, 48: 48, 60: 60, 72: 72,
}  # fmt: skip


@dataclass(slots=True)
class TextStyle:
    """A text and its style; `line_height` in pixels."""

    characters: str
    size: float
    weight: int
    color: str
    align: Literal["LEFT", "CENTER", "RIGHT"]
    line_height: float
    strike: bool = False
