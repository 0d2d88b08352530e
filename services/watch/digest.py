"""The weekly digest: when it is due, and what it says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.watch.watch_records import Event, Message, Week

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHEN: Final = re.compile(r"([a-z]{3})[a-z]* ([01]?\d|2[0-3]):([0-5]\d)(?: (\S+))?", re.IGNORECASE)
LATEST: Final = timedelta(days=2)
"""How late a digest is still made, if no watcher ran at its time."""
KIND: Final = "digest"


class Schedule(NamedTuple):
    """A day of the week, 0 for Monday, and a time of a zone."""

    weekday: int
    hour: int
    minute: int
    zone: tzinfo

    @classmethod
    def read(cls, text: str) -> Self:
        """`Mon 08:00` in UTC, or `Mon 08:00 Europe/Berlin`. Raises ValueError."""
        match = WHEN.fullmatch(text.strip())
        if match is None or match[1].lower() not in DAYS:
            raise ValueError("expected a day and a time, such as Mon 08:00 Europe/Berlin")
        try:
            zone = ZoneInfo(match[4]) if match[4] else UTC
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("the time zone is unknown; expected one like Europe/Berlin") from None
        return cls(DAYS.index(match[1].lower()), int(match[2]), int(match[3]), zone)

    def last(self, now: datetime) -> datetime:
        """The latest moment at or before `now` at which it was due, in UTC."""
        here = now.astimezone(self.zone)
        at = here.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        at -= timedelta(days=(here.weekday() - self.weekday) % 7)
        if at > here:
            at -= timedelta(days=7)
        return at.astimezone(UTC)


def due_time(schedule: Schedule | None, now: datetime) -> datetime | None:
    """When the digest that is to be made now was due; None if there is none.

    The outbox makes each once, so this may be called as often as one likes.
    """
    if schedule is None:
        return None
    at = schedule.last(now)
    return at if now - at <= LATEST else None


def subject(at: datetime) -> str:
    """What the digest is called in the outbox."""
    return f"digest {at:%Y-%m-%d}"


def message(week: Week, at: datetime) -> Message:
    """The figures, each with that of the week before."""
    begins = at - timedelta(days=7)
    figures = {
        "sessions imported": week.imported,
        "failures": week.failed,
        "sessions reset here": week.reset,
        "incidents told": week.alerts,
    }
    return Message(
        event=Event.DIGEST,
        kind=KIND,
        title=f"{begins:%d %b} to {at:%d %b %Y}: {week.imported[0]:,} sessions imported, "
        f"{week.failed[0]:,} failures",
        lines=tuple(
            f"{now:,} {name} ({before:,} the week before)"
            for name, (now, before) in figures.items()
        ),
        path="/",
        at=at,
        facts={name: {"week": now, "before": before} for name, (now, before) in figures.items()},
    )
