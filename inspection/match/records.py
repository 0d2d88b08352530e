"""The results of comparing a design and a render."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from inspection.match.blocks import Block

MOST_PAIRS: Final = 400
MOST_UNPAIRED: Final = 200
MOST_WORST: Final = 10
Part = Annotated[float, Field(ge=0, le=1)]
Said = Annotated[str, Field(max_length=400)]


class Label(StrEnum):
    """A score as a word."""

    CLOSE = "close"
    NEAR = "near"
    DIFFERS = "differs"
    FAR = "very different"
    NOT_COMPARABLE = "not comparable"


LEAST: Final = {Label.CLOSE: 90.0, Label.NEAR: 75.0, Label.DIFFERS: 50.0}


def label(score: float) -> Label:
    """The word for a score from 0 to 100."""
    return next((each for each, least in LEAST.items() if score >= least), Label.FAR)


class Parts(BaseModel):
    """The parts of a score, each from 0 to 1; None if it applies to nothing on the page.

    `recall` is how much of the design is on the page, `precision` how much of the page is in the
    design; the others are how alike the paired blocks are.
    """

    model_config = ConfigDict(frozen=True)

    recall: Part
    precision: Part
    position: Part
    size: Part
    text: Part | None
    color: Part | None
    type: Part | None


class Compared(BaseModel):
    """A block of the design and its counterpart, with a likeness from 0 to 1."""

    model_config = ConfigDict(frozen=True)

    design: Block
    render: Block
    score: Part
    words: Said


class Worst(BaseModel):
    """One of the costliest differences, in words, with its places."""

    model_config = ConfigDict(frozen=True)

    words: Said
    design: Block | None
    render: Block | None


class Match(BaseModel):
    """How closely a render matches its design, from 0 to 100.

    `score` and `parts` are None if the two cannot be compared, and `why` gives the reason. At most
    400 pairs are kept, the costliest, and at most 200 missing and extra blocks each, the largest;
    `counts` has their total numbers. `fonts` names the families of the design that the page is not
    drawn in. `is_cut` says that one side had more blocks than were considered.
    """

    model_config = ConfigDict(frozen=True)

    label: Label
    score: Annotated[float, Field(ge=0, le=100)] | None = None
    parts: Parts | None = None
    why: Annotated[str, Field(max_length=200)] = ""
    width: float = 0
    height: float = 0
    pairs: Annotated[tuple[Compared, ...], Field(max_length=MOST_PAIRS)] = ()
    missing: Annotated[tuple[Block, ...], Field(max_length=MOST_UNPAIRED)] = ()
    extra: Annotated[tuple[Block, ...], Field(max_length=MOST_UNPAIRED)] = ()
    worst: Annotated[tuple[Worst, ...], Field(max_length=MOST_WORST)] = ()
    fonts: Annotated[tuple[Said, ...], Field(max_length=4)] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    is_cut: bool = False
