"""How long generations took, as the store returns it. Durations are seconds."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from store.records import Record

STEPS: Final = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600)
"""Where the next class of durations begins; the last one ends at LONGEST."""
LONGEST: Final = 3_600


class Percentiles(Record):
    """How many generations were measured, and what half, 95 % and 99 % of them took at most."""

    samples: int
    p50: float | None
    p95: float | None
    p99: float | None


class DurationPoint(Percentiles):
    """The percentiles of one hour or day that begins at `start`."""

    start: datetime


class DurationCell(Record):
    """How many generations of one hour or day took `least` seconds or more, up to the next step."""

    start: datetime
    least: int
    count: int


class Durations(Record):
    """All generations of a span; by hour or day, and by day; by hour or day and class."""

    all: Percentiles
    points: tuple[DurationPoint, ...]
    daily: tuple[DurationPoint, ...]
    cells: tuple[DurationCell, ...]
