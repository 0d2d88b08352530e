"""The clock of one rerun: what times on the page are compared with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from components.formatting import times
from services import threshold


class Clock(NamedTuple):
    """The current time, the viewer's time zone, and the threshold for stuck sessions."""

    now: datetime
    zone: tzinfo
    stuck_after: timedelta

    @property
    def stuck_minutes(self) -> int:
        """The threshold in minutes, as it is set."""
        return self.stuck_after // timedelta(minutes=1)


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


def read() -> Clock:
    """The clock of this rerun. Raises Refused, Unavailable, TooSlow."""
    return Clock(now(), times.viewer_zone(), threshold.stuck_after())
