"""What is compared: texts, boxes, icons and pictures, with their places and looks."""

from __future__ import annotations

import math
import re
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

MOST_BLOCKS: Final = 2000
LONGEST_TEXT: Final = 200
LONGEST_NAME: Final = 80
FURTHEST: Final = 1e6
_CONTROLS: Final = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]+"
)


def one_line(value: str) -> str:
    """The text on one line, without control characters and bidirectional overrides."""
    return _CONTROLS.sub(" ", value).strip()


Coordinate = Annotated[float, Field(ge=-FURTHEST, le=FURTHEST)]
Length = Annotated[float, Field(ge=0, le=FURTHEST)]
Color = Annotated[str, Field(pattern=r"^#[0-9a-f]{8}$")]
"""`#rrggbbaa`."""
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(one_line)]
Name = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(one_line)]


class Kind(StrEnum):
    """The kind of a block."""

    TEXT = "text"
    BOX = "box"
    ICON = "icon"
    PICTURE = "picture"


class Align(StrEnum):
    """Which edge of a text stays in place when its width changes."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


def _align(value: object) -> object:
    return value if isinstance(value, str) and value in set(Align) else Align.LEFT


class Block(BaseModel):
    """One visible thing. Places are in pixels of the frame, from its top left corner.

    `color` is that of a text's letters, a box's fill or an icon's lines; None if there is none or,
    as in a picture, none to compare. A box is `open` if its border is on one or two sides only. For
    a text, `font` is the family that it is drawn in, `asked` the first one that it names, and
    `leading` the line height. A text is `loose` if its width is unknown because its box is wider
    than the text.
    """

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    kind: Kind
    x: Coordinate
    y: Coordinate
    width: Length
    height: Length
    color: Color | None = None
    border: Color | None = None
    open: bool = False
    radius: Length = 0
    text: Text = ""
    font: Name = ""
    asked: Name = ""
    size: Length = 0
    weight: Annotated[float, Field(ge=1, le=1000)] = 400
    leading: Length | None = None
    align: Annotated[Align, BeforeValidator(_align)] = Align.LEFT
    lines: Annotated[int, Field(ge=1, le=200)] = 1
    loose: bool = False
    drawn: tuple[Coordinate, Coordinate, Length, Length] | None = None

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def is_text(self) -> bool:
        return self.kind is Kind.TEXT

    @property
    def weighs(self) -> float:
        """Its weight: the square root of its area, doubled for a text."""
        return math.sqrt(self.width * self.height) * (2 if self.is_text else 1)

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


class Scene(NamedTuple):
    """All blocks of a design or a page of this size, in paint order; the first is its background.

    `is_cut` says that there were more than are kept.
    """

    width: float
    height: float
    blocks: tuple[Block, ...]
    is_cut: bool = False
