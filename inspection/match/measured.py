"""Reads what a frame has measured of a page, which is text that untrusted code may forge."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from inspection.match.blocks import MOST_BLOCKS, Block, Color, Kind, Length, Scene

MOST_BYTES: Final = 512 * 1024


class Measured(BaseModel):
    """A page in a frame of this size in CSS pixels; `full` includes scrolled parts.

    `ground` is its background color. `is_cut` says that it has more blocks than were kept.
    """

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    width: Length
    height: Length
    full_width: Length
    full_height: Length
    ground: Color
    is_cut: bool
    blocks: Annotated[tuple[Block, ...], Field(max_length=MOST_BLOCKS)]

    @field_validator("blocks", mode="before")
    @classmethod
    def readable(cls, given: Any) -> Any:
        """Drop invalid blocks: one odd number does not make a page unreadable."""
        if not isinstance(given, list) or len(given) > MOST_BLOCKS:
            return given
        return [block for each in given if (block := _block(each)) is not None]

    @property
    def scene(self) -> Scene:
        """The page's blocks on its background."""
        height = max(self.height, self.full_height)
        ground = Block(kind=Kind.BOX, x=0, y=0, width=self.width, height=height, color=self.ground)
        return Scene(self.width, self.height, (ground, *self.blocks), self.is_cut)


def read(page: object) -> Measured | None:
    """A frame's measured page from its JSON; None for anything else."""
    if not isinstance(page, str) or len(page) > MOST_BYTES:
        return None
    if len(page.encode(errors="replace")) > MOST_BYTES:
        return None
    try:
        return Measured.model_validate_json(page)
    except ValidationError:
        return None


def _block(values: Any) -> Block | None:
    try:
        return Block.model_validate(values)
    except ValidationError:
        return None
