"""Statistics over renders as the store takes and returns them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from store.records import Device, Range, Record

MOST_ROWS: Final = 20_000
"""Up to how many rows of a span are looked at, the last updated ones."""
NODE_STEPS: Final = (50, 200, 500, 2_000)
CODE_STEPS: Final = (2_048, 5_120, 10_240, 20_480)
"""Where the next class of design sizes in nodes, or of code lengths in bytes, begins."""

BucketSize = Literal["hour", "day", "week"]


class Trait(StrEnum):
    """What rows may have in common."""

    DEVICE = "device"
    NODES = "nodes"
    CODE = "code"
    FONT = "font"
    STAND_INS = "stand-ins"


class Worst(Record):
    """Which rows count as bad: those with a match in the range, or, without one, those that
    failed when they ran."""

    score: Range | None = None


class Sample(Record):
    """The rows that are looked at: those updated from `since` until `until`, which is not in it."""

    since: datetime
    until: datetime
    device: Device | None = None
    worst: Worst = Worst(score=(None, 75))


class Figures(Record):
    """What is known of some rows: how many there are, were rendered, showed something, failed, have
    a match and are bad; the mean and the median match, None where none has one."""

    rows: Annotated[int, Field(ge=0)]
    rendered: int
    shown: int
    failed: int
    matched: int
    bad: int
    mean: float | None
    median: float | None


class Point(Figures):
    """The figures of one hour, day or week that begins at `start`."""

    start: datetime


class Class(Figures):
    """The figures of rows that have something in common. `value` is a device, a font, the least
    number of a class, or yes and no; None where it is not known."""

    trait: Trait
    value: str | None


class Quality(Record):
    """What became of a sample. `verdicts` and `deciles` count rows by verdict and by the match in
    steps of ten; `zone` is the time zone of the points. `is_cut`: the span has more rows."""

    all: Figures
    points: tuple[Point, ...]
    classes: tuple[Class, ...]
    verdicts: dict[str, int]
    deciles: dict[int, int]
    zone: str
    is_cut: bool
