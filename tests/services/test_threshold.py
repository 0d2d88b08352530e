"""The suggestion for the threshold from measured times."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.threshold import suggestion
from store.counts import GenerationTimes


def times(p99: float | None, samples: int = 500) -> GenerationTimes:
    known = None if p99 is None else timedelta(seconds=p99)
    return GenerationTimes(p50=known, p95=known, p99=known, samples=samples, days=14)


@pytest.mark.parametrize(
    ("measured", "minutes"),
    [
        (times(56), 2),
        (times(60), 2),
        (times(61), 3),
        (times(200), 7),
        (times(1), 2),
        (times(56, samples=99), None),
        (times(None, samples=0), None),
        (None, None),
    ],
)
def test_it_is_twice_the_p99_in_whole_minutes(
    measured: GenerationTimes | None, minutes: int | None
) -> None:
    assert suggestion(measured) == (None if minutes is None else timedelta(minutes=minutes))
