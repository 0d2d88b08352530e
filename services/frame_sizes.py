"""The size of the frame that a row's code runs in, by one rule wherever it is compared."""

from __future__ import annotations

from typing import Final

from inspection.match.blocks import Scene

Size = tuple[int, int]
"""Width and height in CSS pixels."""

USUAL_SIZE: Final = (1280, 800)
WIDEST: Final = 4_000
HIGHEST: Final = 12_000
SMALLEST: Final = 8


def frame_size(design: Scene | None, width: int | None, height: int | None) -> Size:
    """The design's size, else what the row says, `width` and `height`, else the usual one.

    The design's comes first: a page can only be compared at the design's width. What is not above
    0 is no size.
    """
    of_design = (design.width, design.height) if design else (None, None)
    wide, high = (
        round(next(size for size in sizes if size and size > 0))
        for sizes in zip(of_design, (width, height), USUAL_SIZE, strict=True)
    )
    return max(SMALLEST, min(wide, WIDEST)), max(SMALLEST, min(high, HIGHEST))
