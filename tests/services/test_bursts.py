"""Bursts as people read them: range, state, cause and the list of their sessions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from services import bursts
from services.bursts import Burst
from store.engine import Database
from store.insights import insights
from store.reading import Reader
from store.records import Filters
from store.sessions import search
from tests.store import rows

NOW = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)


def add(database: Database, minute: float, status: str = "error", **columns: object) -> None:
    """A session of this many minutes after noon, inspected."""
    nodes = columns.pop("nodes", 40)
    given = {"status": status, "updated_at": rows.at(minute), "created_at": rows.at(minute - 0.3)}
    with database.begin() as db:
        row_id = rows.add(db, **{**given, "frame_width": 390, **columns})
        subject = insights.subject(db, row_id)
        assert subject is not None
        insights.put(db, subject, rows.findings(node_count=nodes))


def find(database: Database, now: datetime = NOW) -> tuple[Burst, ...]:
    with Reader(database) as reader:
        found = bursts.find(reader, now)
    assert found is not None
    return found


@pytest.fixture
def outage(database: Database) -> Database:
    """31 large desktop frames that failed within 6 minutes, among others that were made."""
    for number in range(40):
        add(database, number * 3 - 60, "ready", frame_width=1440 if number % 8 == 0 else 390)
    for number in range(31):
        add(database, number / 5, frame_width=1440, nodes=2_400)
    return database


def test_a_burst_says_what_happened(outage: Database) -> None:
    [burst] = find(outage)
    assert burst.sentence(ZoneInfo("Asia/Tokyo")) == (
        "31 failures in 6 min, 01 Mar 21:00, all with 2,000 nodes or more, all 1,440 px wide"
    )
    assert (burst.first_at, burst.last_at) == (rows.at(0), rows.at(6))
    assert (burst.key, burst.in_error, burst.is_ongoing) == ("2026-03-01T12:00Z", 31, False)
    _, width = burst.causes
    assert (width.bad, width.all_bad, width.others, width.all_others) == (31, 31, 3, 23)
    assert all(each.chance < 1e-6 for each in burst.causes)


def test_its_list_has_exactly_its_sessions(outage: Database) -> None:
    add(outage, -30)
    add(outage, 60)
    [burst] = find(outage)
    assert urlencode(burst.listed, doseq=True) == (
        "status=error&from=2026-03-01T12%3A00Z&to=2026-03-01T12%3A06Z"
    )
    filters = Filters(status=("error",), updated_from=burst.first_at, updated_to=burst.last_at)
    with outage.begin() as db:
        assert search.count(db, filters).value == burst.failures == 31


def test_a_burst_without_a_cause_says_so_by_leaving_it_out(database: Database) -> None:
    for number in range(12):
        add(database, number / 4)
        add(database, number - 60, "ready")
    [burst] = find(database)
    assert burst.sentence(ZoneInfo("UTC")) == "12 failures in 3 min, 01 Mar 12:00"


def test_it_is_ongoing_until_nothing_fails_any_more(outage: Database) -> None:
    during, after = rows.at(7), rows.at(30)
    assert [each.is_ongoing for each in find(outage, during)] == [True]
    assert [each.is_ongoing for each in find(outage, after)] == [False]


def test_the_latest_of_two_bursts_is_first(outage: Database) -> None:
    for number in range(20):
        add(outage, 90 + number / 10)
    assert [each.failures for each in find(outage)] == [20, 31]


def test_nothing_failed(database: Database) -> None:
    add(database, 0, "ready")
    assert find(database) == ()


def test_a_key_is_known_again_where_the_burst_began_earlier(outage: Database) -> None:
    [burst] = find(outage)
    earlier = bursts.key(burst.first_at + timedelta(minutes=2))
    assert bursts.matching_key(burst, {earlier, "2026-03-01T09:00Z"}) == earlier
    assert bursts.matching_key(burst, {"2026-03-01T09:00Z"}) == burst.key
