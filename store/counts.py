"""Counts of rows, and how exact they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from store.records import Record

EXACT_LIMIT: Final = 50_000
"""Counts are exact up to this many rows."""


class CountKind(StrEnum):
    """How exact a count is."""

    EXACT = "exact"
    ESTIMATE = "about"
    AT_LEAST = "at least"


class Count(Record):
    """A number of rows, and how exact it is."""

    value: int
    kind: CountKind


class StatusCounts(Record):
    """Rows per status (NULL as NO_STATUS), largest first, all of one kind, as of one moment."""

    counts: dict[str, int]
    kind: CountKind
    as_of: datetime

    @property
    def total(self) -> int:
        """Rows over all statuses."""
        return sum(self.counts.values())

    def count(self, statuses: Collection[str]) -> Count:
        """Rows of some statuses, or of all if none are given."""
        named = statuses or self.counts
        return Count(value=sum(self.counts.get(name, 0) for name in named), kind=self.kind)


class Bucket(Record):
    """Rows within one span of time that begins at `start`."""

    start: datetime
    count: int


class GenerationTimes(Record):
    """How long generations took in the last `days`; None if there was nothing to measure."""

    p50: timedelta | None
    p95: timedelta | None
    p99: timedelta | None
    samples: int
    days: int


class Cohort(Record):
    """Stuck rows whose last updates follow each other closely: most likely one crash."""

    first_at: datetime
    last_at: datetime
    count: int


class Cohorts(Record):
    """The largest groups of stuck rows, and how much is in no group shown.

    `others` are further groups, `alone` the rows that stopped with too few others for a group.
    """

    largest: tuple[Cohort, ...]
    others: int
    alone: int
