"""Finds bursts in failures per minute: stretches with far more of them than usual.

A stretch is a burst if its failures are so many times likelier under the rate of a burst than under
the usual rate that steady noise reaches it once in `1 / FALSE_ALARMS` windows at most (Ville's
inequality, for each minute that a burst could begin in). See
docs/decisions/0090-bursts-of-failures.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from store.counts import Bucket
from store.insights.burst_records import FailureMinutes

MINUTE: Final = timedelta(minutes=1)
OVER_AFTER: Final = timedelta(minutes=15)
"""A burst without a failure for longer is over; a later failure belongs to another one."""
FALSE_ALARMS: Final = 0.01
FEWEST: Final = 5
TIMES_USUAL: Final = 4.0
LEAST_BURST: Final = 0.5  # failures a minute
LEAST_USUAL: Final = 1 / 60


class Stretch(NamedTuple):
    """A span with more failures than usual, in whole minutes; `until` is not in it."""

    since: datetime
    until: datetime
    failures: int

    def is_ongoing(self, now: datetime) -> bool:
        """Whether more failures may still belong to it."""
        return now - self.until <= OVER_AFTER


class _Rates(NamedTuple):
    """Failures per minute, and what a burst's beginning has to make up for."""

    usual: float
    burst: float
    price: float

    def gain(self, count: int) -> float:
        """How much likelier a burst makes a minute with `count` failures, as a logarithm."""
        return count * math.log(self.burst / self.usual) - (self.burst - self.usual)


def detect(failures: FailureMinutes) -> list[Stretch]:
    """The bursts, oldest first."""
    minutes = failures.minutes
    if not minutes:
        return []
    rates = _rates(failures)
    quiet, burst = 0.0, -math.inf  # the best gain so far if the last minute was in none, or in one
    began: list[int] = []  # for each minute, where a burst that includes it would have begun
    left: list[bool] = []  # for each minute, whether one that includes the minute before ends there
    for place, minute in enumerate(minutes):
        stays = -math.inf
        if place:
            gap = (minute.start - minutes[place - 1].start) // MINUTE - 1
            left.append(burst > quiet)
            quiet = max(quiet, burst)
            if gap * MINUTE < OVER_AFTER:
                stays = burst + gap * rates.gain(0)
        begins = quiet - rates.price
        began.append(began[place - 1] if stays > begins else place)
        burst = max(stays, begins) + rates.gain(minute.count)
    left.append(burst > quiet)
    return _best_stretches(minutes, began, left)


def _best_stretches(
    minutes: Sequence[Bucket], began: list[int], is_burst_end: list[bool]
) -> list[Stretch]:
    """The stretches of the best division, read from its end."""
    stretches = []
    place = len(minutes) - 1
    while place >= 0:
        if not is_burst_end[place]:
            place -= 1
            continue
        first = began[place]
        count = sum(minute.count for minute in minutes[first : place + 1])
        if count >= FEWEST:
            stretches.append(Stretch(minutes[first].start, minutes[place].start + MINUTE, count))
        place = first - 1
    return stretches[::-1]


def _rates(failures: FailureMinutes) -> _Rates:
    """The usual rate is that of an hour that three in four hours do not exceed.

    Hours before the first failure are not counted: nothing was generated then.
    """
    first = failures.minutes[0].start
    hours = [0] * max(1, math.ceil((failures.until - first) / timedelta(hours=1)))
    for minute in failures.minutes:
        hours[min((minute.start - first) // timedelta(hours=1), len(hours) - 1)] += minute.count
    busy = sorted(hours)[(len(hours) - 1) * 3 // 4]
    usual = max(busy / 60, LEAST_USUAL)
    starts = max(1, (failures.until - failures.since) // MINUTE)
    return _Rates(usual, max(TIMES_USUAL * usual, LEAST_BURST), math.log(starts / FALSE_ALARMS))
