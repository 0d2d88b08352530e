"""The scope of a bulk reset in words. They are kept in the audit log, in English."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from store.records import Filters


def describe(filters: Filters, zone: tzinfo) -> str:
    """What a frozen scope has in it, with its times in `zone`."""
    minutes = (filters.stuck_after or timedelta()) // timedelta(minutes=1)
    as_of = _exact(filters.as_of, zone)
    start, end = _exact(filters.updated_from, zone), _exact(filters.updated_to, zone)
    if filters.updated_from or filters.updated_to:
        return (
            f"status generating, no update for {minutes} min or longer as of {as_of}, "
            f"last update between {start} and {end} ({zone})"
        )
    return f"status generating, no update for {minutes} min or longer as of {as_of} ({zone})"


def _exact(moment: datetime | None, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%d %b %Y, %H:%M:%S}" if moment else "—"
