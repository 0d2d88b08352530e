"""What times on a page are measured against, read once per rerun."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from components.formatting import times
from services import resources


class Clock(NamedTuple):
    """The moment of the rerun, the viewer's time zone, and how long until a session is stuck."""

    now: datetime
    zone: tzinfo
    stuck_after: timedelta

    @property
    def stuck_minutes(self) -> int:
        """The same in minutes, which it is set in."""
        return self.stuck_after // timedelta(minutes=1)


def now() -> datetime:
    """The current moment, in UTC."""
    return datetime.now(UTC)


def read() -> Clock:
    """The clock of this rerun. Raises Refused."""
    return Clock(now(), times.viewer_zone(), resources.settings().stuck_after)
