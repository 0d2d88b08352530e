"""When the digest is due, across zones and changes of the clock, and what it says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.watch import digest
from services.watch.digest import Schedule
from store.watch.watch_records import Week

THURSDAY = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Mon 08:00", "2026-11-23 08:00"),
        ("monday 8:00 Europe/Berlin", "2026-11-23 07:00"),
        ("Thu 23:00", "2026-11-26 23:00"),
        ("Thu 23:01", "2026-11-19 23:01"),
        ("Fri 00:30 Asia/Kolkata", "2026-11-26 19:00"),
        ("Sun 12:00 Europe/Berlin", "2026-11-22 11:00"),
    ],
)
def test_the_latest_due_moment(words: str, last: str) -> None:
    assert f"{Schedule.read(words).last(THURSDAY):%Y-%m-%d %H:%M}" == last


def test_summer_time_moves_it_in_utc() -> None:
    schedule = Schedule.read("Mon 08:00 Europe/Berlin")
    assert schedule.last(datetime(2026, 7, 15, tzinfo=UTC)).hour == 6


@pytest.mark.parametrize("words", ["", "08:00", "Xyz 08:00", "Mon 24:00", "Mon 08:00 Nowhere"])
def test_what_is_not_a_schedule_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"expected"):
        Schedule.read(words)


def test_it_is_made_for_two_days_at_most() -> None:
    schedule = Schedule.read("Thu 09:00")
    assert digest.due_time(schedule, THURSDAY) == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert digest.due_time(Schedule.read("Tue 09:00"), THURSDAY) is None
    assert digest.due_time(None, THURSDAY) is None


def test_it_compares_with_the_week_before() -> None:
    week = Week(imported=(1_204, 980), failed=(36, 12), reset=(17, 0), alerts=(2, 1))
    message = digest.message(week, datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert message.title == "16 Nov to 23 Nov 2026: 1,204 sessions imported, 36 failures"
    assert "36 failures (12 the week before)" in message.lines
