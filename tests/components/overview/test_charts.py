"""The dates below a chart are at the start of the days."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest


def drawn(first: str, zone: str) -> None:
    """A chart of 72 hours; runs as a page of its own."""
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    from components.overview import charts
    from store.counts import Bucket

    start = datetime.fromisoformat(first)
    hours = [Bucket(start=start + timedelta(hours=hour), count=hour) for hour in range(72)]
    charts.bars(hours, per="hour", zone=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("first", "zone", "expected"),
    [
        (
            "2026-11-18T15:00+00:00",
            "Europe/Berlin",
            ["2026-11-19T00:00", "2026-11-20T00:00", "2026-11-21T00:00"],
        ),
        (
            "2026-11-17T23:00+00:00",
            "Europe/Berlin",
            ["2026-11-18T00:00", "2026-11-19T00:00", "2026-11-20T00:00"],
        ),
        # the clocks go from 28 March 23:59 to 29 March 01:00
        (
            "2026-03-27T12:00+00:00",
            "Asia/Beirut",
            ["2026-03-28T00:00", "2026-03-29T01:00", "2026-03-30T00:00"],
        ),
    ],
    ids=["from the afternoon", "from midnight", "a day without 00:00"],
)
def test_dates_are_at_the_start_of_the_viewers_days(
    first: str, zone: str, expected: list[str]
) -> None:
    arguments = {"first": first, "zone": zone}
    app = AppTest.from_function(drawn, kwargs=arguments, default_timeout=60).run()
    assert not app.exception
    [chart] = app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert json.loads(chart.proto.spec)["encoding"]["x"]["axis"]["values"] == expected
