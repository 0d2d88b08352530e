"""Bursts in failures per minute: none in noise, and each with its exact range."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from services.burst_detection import MINUTE, OVER_AFTER, Stretch, detect
from store.counts import Bucket
from store.insights.burst_records import FailureMinutes

SINCE = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
WEEK = 7 * 24 * 60
NIGHT = 7 * 24 * 60 - 590  # 02:10 of the last day


def minutes(counts: Mapping[int, int]) -> FailureMinutes:
    """Failures by the number of their minute in a week."""
    return FailureMinutes(
        since=SINCE,
        until=SINCE + WEEK * MINUTE,
        minutes=tuple(
            Bucket(start=SINCE + place * MINUTE, count=count)
            for place, count in sorted(counts.items())
            if count
        ),
    )


def noise(seed: int, an_hour: float, *, by_day: float = 1.0) -> dict[int, int]:
    """A week of independent failures; in twelve hours of each day, `by_day` times as many."""
    random = Random(seed)
    counts = {}
    for place in range(WEEK):
        busy = by_day if (place // 60) % 24 < 12 else 1.0
        counts[place] = poisson(random, an_hour * busy / 60)
    return counts


def poisson(random: Random, mean: float) -> int:
    """How many events happen where `mean` are usual (Knuth's method)."""
    limit, count, product = math.exp(-mean), 0, random.random()
    while product > limit:
        product *= random.random()
        count += 1
    return count


@pytest.mark.parametrize("an_hour", [0.05, 0.5, 3, 30, 300])
def test_steady_noise_has_no_burst(an_hour: float) -> None:
    assert [detect(minutes(noise(seed, an_hour))) for seed in range(6)] == [[]] * 6


def test_office_hours_are_no_burst() -> None:
    assert [detect(minutes(noise(seed, 4, by_day=8))) for seed in range(4)] == [[]] * 4


@pytest.mark.parametrize("an_hour", [0.05, 3, 60])
def test_a_burst_has_its_range(an_hour: float) -> None:
    counts = noise(1, an_hour)
    for place in range(NIGHT - 20, NIGHT + 20):
        counts[place] = 0
    for place, count in enumerate((6, 4, 7, 5, 4, 5)):
        counts[NIGHT + place] = count
    start = SINCE + NIGHT * MINUTE
    assert detect(minutes(counts)) == [Stretch(start, start + 6 * MINUTE, 31)]


def test_two_bursts_are_two() -> None:
    counts = noise(2, 1)
    counts.update(dict.fromkeys(range(NIGHT - 100, NIGHT + 60), 0))
    counts.update(dict.fromkeys(range(NIGHT, NIGHT + 5), 4))
    counts.update(dict.fromkeys(range(NIGHT + 25, NIGHT + 35), 2))
    found = detect(minutes(counts))
    assert [(each.since, each.until, each.failures) for each in found] == [
        (SINCE + NIGHT * MINUTE, SINCE + (NIGHT + 5) * MINUTE, 20),
        (SINCE + (NIGHT + 25) * MINUTE, SINCE + (NIGHT + 35) * MINUTE, 20),
    ]


def test_a_pause_of_minutes_does_not_end_a_burst() -> None:
    counts = {NIGHT: 8, NIGHT + 9: 8}
    [found] = detect(minutes(counts))
    assert (found.failures, found.until - found.since) == (16, 10 * MINUTE)


def test_an_outage_of_hours_is_one_burst() -> None:
    counts = noise(3, 2) | dict.fromkeys(range(NIGHT, NIGHT + 500), 2)
    [found] = detect(minutes(counts))
    assert found.since == SINCE + NIGHT * MINUTE
    assert found.failures >= 1000


def test_few_failures_are_no_burst() -> None:
    assert detect(minutes({})) == []
    assert detect(minutes({NIGHT: 4})) == []
    assert [found.failures for found in detect(minutes({NIGHT: 6}))] == [6]


def test_the_first_failures_of_all_can_be_a_burst() -> None:
    counts = dict.fromkeys(range(WEEK - 6, WEEK), 5)
    assert [found.failures for found in detect(minutes(counts))] == [30]


def test_a_burst_is_over_a_while_after_its_last_failure() -> None:
    found = Stretch(SINCE, SINCE + 5 * MINUTE, 9)
    assert found.is_ongoing(found.until + OVER_AFTER)
    assert not found.is_ongoing(found.until + OVER_AFTER + timedelta(seconds=1))
