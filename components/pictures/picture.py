"""A design's picture: its wireframe, covered by its thumbnail once that has loaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from components.design_tree.designs import FAILED, Design
from components.formatting import safe_text
from components.frontend import component
from components.pictures.marks import Mark
from components.pictures.placeholder import placeholder
from components.pictures.thumbnails import Thumbnail, thumbnail
from language import _
from store.records import SessionSummary

# A very long page would be a thin line, so only its top is shown.
LONGEST_SIDES: Final = 3.0
FALLBACK: Final = (4, 3)

_component = component("design_picture", "pictures/picture")


@dataclass(frozen=True, slots=True)
class Picture:
    """What there is to show of a design. `drawing` is the address of an SVG, always there.

    `width` by `height` are the frame's proportions; `cropped`, that only its top is shown. `design`
    says why nothing was drawn, or which part of it was; `is_placeholder`, that nothing of it is in
    the drawing.
    """

    drawing: str
    thumbnail: Thumbnail
    name: str
    width: float
    height: float
    cropped: bool
    design: Design
    is_placeholder: bool

    @property
    def note(self) -> str:
        """A one-line note on the picture; may be empty."""
        return " · ".join(filter(None, (self.design.note_text, self.thumbnail.note)))

    def icon(self) -> dict[str, object]:
        """The text beside an icon-sized drawing: why there is no picture."""
        if self.design.is_drawn:
            return {"width": self.width, "height": self.height, "why": None}
        alarm = self.design.look is FAILED
        return {
            "drawing": placeholder(None, None, self.design.sign, alarm=alarm, compact=True),
            "width": FALLBACK[0],
            "height": FALLBACK[1],
            "why": Mark(self.design.look, self.design.reason, self.design.brief).data(),
        }

    def fit(self, wide: float, high: float) -> tuple[int, int]:
        """The largest size in pixels that fits into a box."""
        scale = min(wide / self.width, high / self.height)
        return max(round(self.width * scale), 1), max(round(self.height * scale), 1)

    def layers(self, alt: str) -> dict[str, object]:
        """The data for layers.js."""
        return {
            "drawing": self.drawing,
            "thumbnail": self.thumbnail.source,
            "reason": self.design.note_text,
            "note": self.thumbnail.note,
            "alt": alt,
            "cropped": self.cropped,
        }


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of rows. `drawings` are addresses of SVGs by row id, as far as there are any,
    `designs` what is known about the rows' designs; thumbnails are loaded only from `hosts`."""

    drawings: Mapping[UUID, str]
    hosts: Collection[str]
    now: datetime
    designs: Mapping[UUID, Design] = field(default_factory=dict)

    def picture_of(self, row: SessionSummary) -> Picture:
        """A row's picture; a placeholder if its design was not drawn yet."""
        design = self.designs.get(row.id, Design())
        drawing = self.drawings.get(row.id) if design.is_drawn else None
        size = row.frame_width, row.frame_height
        width, height, cropped = proportions(row.frame_width, row.frame_height)
        return Picture(
            drawing=drawing or placeholder(*size, design.sign, alarm=design.look is FAILED),
            thumbnail=thumbnail(
                row.thumbnail_url,
                hosts=self.hosts,
                now=self.now,
                too_large=row.thumbnail_too_large,
                set_at=row.updated_at,
            ),
            name=safe_text.frame_name(row.frame_name, 80),
            width=width,
            height=height,
            cropped=cropped and bool(drawing),
            design=design,
            is_placeholder=not drawing,
        )


def proportions(width: int | None, height: int | None) -> tuple[float, float, bool]:
    """The sides that a picture is shown with, and whether it is cropped to them."""
    if not width or not height or width < 0 or height < 0:
        return (*FALLBACK, False)
    high = min(max(height, width / LONGEST_SIDES), width * LONGEST_SIDES)
    return float(width), high, high < height


def show(
    picture: Picture,
    *,
    box: tuple[int, int],
    key: str,
    alt: str | None = None,
    noted: bool = False,
) -> None:
    """Draw a picture as large as fits into `box` (pixels), and never wider than its container.

    `alt` is what it is called where it cannot be seen, by default its frame's name. With `noted`
    a line below says why there is no thumbnail; else it shows when pointed at.
    """
    width, height = picture.fit(*box)
    _component(
        key=key,
        data={
            **picture.layers(_("Design of {name}", name=picture.name) if alt is None else alt),
            "width": width,
            "height": height,
            "noted": noted,
        },
    )
