"""Times that PostgreSQL can store and Python's datetime cannot."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, datetime, tzinfo
from typing import Any, Final, Self, SupportsIndex

INFINITY: Final = "infinity"
MINUS_INFINITY: Final = "-infinity"
FIRST: Final = "0001-01-01T00:00:00+00:00"
LAST: Final = "9999-12-31T23:59:59.999999+00:00"

# timestamptz as PostgreSQL writes it with DateStyle ISO.
_WRITTEN: Final = re.compile(
    r"(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d{1,6})?([+-]\d\d(?::\d\d){0,2})( BC)?"
)
# Astronomical years: 1 BC is the year 0. Source: PostgreSQL's date/time types.
_EARLIEST: Final = (-4713, 11, 24)
_LATEST: Final = (294276, 12, 31)
_LEAP_CYCLE: Final = 400


class FarTimestamp(datetime):
    """A timestamptz outside what datetime can hold or convert: `text` is exact.

    As a datetime, it is the first or last possible one, so comparing and subtracting give the right
    sign. It has no time zone: it is shown, written and bound to statements as `text`.
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse PostgreSQL's output. Raises ValueError for anything else."""
        moment = cls.fromisoformat(FIRST if _is_early(text) else LAST)
        moment.text = text
        return moment

    def astimezone(self, tz: tzinfo | None = None) -> Self:
        """Itself: it cannot be converted."""
        return self

    def isoformat(self, sep: str = " ", timespec: str = "auto") -> str:
        """The exact text."""
        return self.text

    def strftime(self, format: str) -> str:
        """The exact text, whatever the format."""
        return self.readable

    def __format__(self, format: str) -> str:
        return self.readable

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"FarTimestamp.parse({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FarTimestamp) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        return FarTimestamp.parse, (self.text,)

    @property
    def era(self) -> str:
        """A short form: `infinity`, `44 BC`, `year 10000`."""
        match = _WRITTEN.fullmatch(self.text)
        if match is None:
            return self.text
        return f"{int(match[1])} BC" if match[9] else f"year {int(match[1])}"

    @property
    def readable(self) -> str:
        """For people: `infinity`, `15 Mar 44 BC, 12:00:00 UTC`, `01 Jan 10000, 00:00:00 UTC`."""
        match = _WRITTEN.fullmatch(self.text)
        if match is None:
            return self.text
        year, month, day, hour, minute, second, _, offset, era = match.groups()
        name = datetime(2000, int(month), 1).strftime("%b")  # noqa: DTZ001 # only its month's name
        zone = "UTC" if offset == "+00" else offset
        return f"{day} {name} {int(year)}{era or ''}, {hour}:{minute}:{second} {zone}"


def ordinary(moment: datetime) -> bool:
    """Whether the moment can be moved to any time zone without leaving datetime's range."""
    return MINYEAR < moment.year < MAXYEAR


def _is_early(text: str) -> bool:
    if text in {INFINITY, MINUS_INFINITY}:
        return text == MINUS_INFINITY
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError("not a moment as PostgreSQL writes it")
    year = 1 - int(match[1]) if match[9] else int(match[1])
    month, day = int(match[2]), int(match[3])
    # The calendar repeats every 400 years.
    hour, minute, second = (int(part) for part in match.group(4, 5, 6))
    datetime(2000 + year % _LEAP_CYCLE, month, day, hour, minute, second)  # noqa: DTZ001 # only checked
    if not _EARLIEST <= (year, month, day) <= _LATEST:
        raise ValueError("outside PostgreSQL's range")
    return year <= MINYEAR
