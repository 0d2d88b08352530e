"""Failures as the store returns them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from store.counts import Count
from store.records import Record

BucketSize = Literal["minute", "hour", "day"]
"""What a bar of failures over time stands for."""


class Span(Record):
    """A window in which failures are counted; both ends are included."""

    failed_from: datetime
    failed_to: datetime


class Failures(Record):
    """Failures within a window: of rows in error now, and those reset or deleted later."""

    in_error: Count
    reset: int
    deleted: int

    @property
    def total(self) -> Count:
        """All of them, of the kind that `in_error` is."""
        value = self.in_error.value + self.reset + self.deleted
        return Count(value=value, kind=self.in_error.kind)


class Failure(Record):
    """One failure: `label` is what people call the row. `action` (`reset` or `delete`) ended it at
    `ended_at`; both are None while the row is in error.
    """

    row_id: UUID
    label: str
    error_code: str | None
    at: datetime
    action: str | None = None
    ended_at: datetime | None = None
