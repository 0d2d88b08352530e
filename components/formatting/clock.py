"""What times on a page are measured against, read once per rerun."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from components.formatting.moments import viewer_zone
from services import resources


class Clock(NamedTuple):
    """The moment of the rerun, the viewer's time zone, and how long until a session is stuck."""

    now: datetime
    zone: tzinfo
    stuck_after: timedelta


def read() -> Clock:
    """The clock of this rerun. Raises Refused."""
    return Clock(datetime.now(UTC), viewer_zone(), resources.settings().stuck_after)
