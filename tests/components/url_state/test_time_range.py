"""The presets of a time range, in the viewer's zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from components.url_state import time_range
from components.url_state.query_string import moment_text

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("name", "now", "start", "end"),
    [
        ("Today", "2026-11-23T12:00", "2026-11-22T23:00Z", None),
        ("Today", "2026-11-23T23:30", "2026-11-23T23:00Z", None),
        ("Yesterday", "2026-11-23T12:00", "2026-11-21T23:00Z", "2026-11-22T22:59:59.999999Z"),
        # The clock went back on 25 Oct: that day has 25 hours.
        ("Yesterday", "2026-10-26T12:00", "2026-10-24T22:00Z", "2026-10-25T22:59:59.999999Z"),
        ("24 h", "2026-11-23T12:00", "2026-11-22T12:00Z", None),
        (time_range.EVENING, "2026-11-23T08:00", "2026-11-22T17:00Z", None),
        (time_range.EVENING, "2026-10-26T22:30", "2026-10-25T17:00Z", None),
        ("7 days", "2026-11-23T12:00", "2026-11-16T12:00Z", None),
    ],
)
def test_a_preset(name: str, now: str, start: str, end: str | None) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    first, last = time_range.preset(name, moment, BERLIN)
    assert (moment_text(first), last and moment_text(last)) == (start, end)
