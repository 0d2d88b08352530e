"""The alert when an incident begins, and when it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from services.watch import sightings
from store.incidents.incident_records import Incident, Kind
from store.watch.watch_records import Event

NOW: Final = datetime(2026, 11, 27, 12, tzinfo=UTC)


def group(count: int, *, of: int = 9, at_least: bool = False, hours: int = 1) -> Incident:
    since = NOW - timedelta(hours=hours)
    return Incident(
        kind=Kind.STUCK_GROUP, key="stuck-group:1", count=count, total=of, at_least=at_least,
        since=since, newest=since,
    )  # fmt: skip


@pytest.mark.parametrize("left", [9, 2, 1])
def test_a_group_that_is_over_is_not_said_to_be_stuck(left: int) -> None:
    last = sightings.message(group(left), NOW)
    told = sightings.closing_message(last, NOW)
    assert told.event is Event.CLOSED
    assert told.title == "9 sessions stopped together"
    assert told.lines == ("Since 27 Nov 2026, 11:00 UTC",)
    assert told.path == last.path


def test_a_group_that_is_not_watched_any_more_may_still_be_stuck() -> None:
    told = sightings.closing_message(sightings.message(group(2, hours=24 * 30), NOW), NOW)
    assert told.title == "9 sessions stopped together"
    assert told.lines[-1].endswith("it may still be stuck.")


def test_other_incidents_keep_their_title() -> None:
    burst = group(31).model_copy(update={"kind": Kind.BURST, "words": "all 1,440 px wide"})
    last = sightings.message(burst, NOW)
    assert sightings.closing_message(last, NOW).title == last.title
    assert "31 failures" in last.title
