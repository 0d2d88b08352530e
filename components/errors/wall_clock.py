"""Times on charts: the viewer's wall clock, written as if it were UTC.

Vega knows UTC and the browser's zone only. Written so, bars and labels have the wall clock of the
viewer's zone whatever the browser thinks, and a brush is read back in that zone.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

MILLISECONDS = 1_000


def drawn(moment: datetime, zone: tzinfo) -> str:
    """A moment for a chart whose scale is of type utc."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def picked(state: Any, brush: str, field: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """The whole minutes that a brush over times covers; None where there is none."""
    ends = state.get("selection", {}).get(brush, {}).get(field)
    if not ends or len(ends) != 2:
        return None
    first, last = (_from_wall(end, zone) for end in sorted(ends))
    return (first, last) if first < last else None


def _from_wall(end: float, zone: tzinfo) -> datetime:
    wall = datetime.fromtimestamp(end / MILLISECONDS, UTC)
    return wall.replace(second=0, microsecond=0, tzinfo=zone).astimezone(UTC)
