"""Bursts of failures as the store returns them: when rows failed, and what those have in common."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from store.counts import Bucket
from store.records import Record

TOOK_STEPS: Final = (5, 15, 30, 60, 120)
"""Where the next class begins of the seconds that a generation took until it failed."""


class FailureMinutes(Record):
    """The minutes in which something failed, oldest first, between `since` and `until`.

    `since` is later than asked for where there are more failures than are read.
    """

    since: datetime
    until: datetime
    minutes: tuple[Bucket, ...]


class FailureTrait(StrEnum):
    """What failed rows may have in common."""

    WIDTH = "width"
    DEVICE = "device"
    NODES = "nodes"
    TOOK = "took"
    DESIGN = "design"
    THUMBNAIL = "thumbnail"


class TraitCount(Record):
    """How many of the looked-at rows have a value, and how many of those failed in the burst.

    `value` is a width in pixels, a device, the least number of a class of nodes or seconds, a kind
    of design, or yes and no.
    """

    trait: FailureTrait
    value: str
    failed: int
    rows: int


class BurstFacts(Record):
    """What is known of the failures of a span: the first and the last, how many there were and how
    many of them are still in error, and their traits against those of other rows."""

    first_at: datetime
    last_at: datetime
    count: int
    in_error: int
    traits: tuple[TraitCount, ...]
