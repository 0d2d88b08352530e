"""Moments that datetime cannot hold are read, sorted, paged over and written back exactly."""

from __future__ import annotations

import base64
import json
import pickle
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database
from store.errors import InvalidInput
from store.far_timestamps import FarTimestamp
from store.insights import failures, statistics
from store.records import Filters, Sort
from store.sessions import cursors, prototype_sessions, search, stuck
from tests.store import any_values
from tests.store.neighbors import neighbors
from tests.store.rows import in_order

BY_TIME = (Sort.UPDATED_DESC, Sort.UPDATED_ASC, Sort.CREATED_DESC, Sort.CREATED_ASC)
ORDERS = {
    Sort.UPDATED_DESC: "updated_at DESC NULLS LAST, id DESC",
    Sort.UPDATED_ASC: "updated_at NULLS LAST, id",
    Sort.CREATED_DESC: "created_at DESC NULLS LAST, id DESC",
    Sort.CREATED_ASC: "created_at NULLS LAST, id",
}


@pytest.fixture
def odd_rows(database: Database) -> Database:
    """A database with every odd moment in both columns."""
    with database.begin() as db:
        for row in any_values.ODD_ROWS:
            any_values.insert(db, row)
            any_values.insert(db, row | {"session_id": f"{row['session_id']}-2"})
    return database


def walked(db: Session, sort: Sort, size: int) -> tuple[list[UUID], list[UUID]]:
    """The ids of a list page by page: forward, and backward from its end."""
    there: list[UUID] = []
    page = search.search(db, Filters(), sort, None, size)
    there += [row.id for row in page.rows]
    while page.after:
        page = search.search(db, Filters(), sort, page.after, size)
        there += [row.id for row in page.rows]
    back = [row.id for row in page.rows]
    while page.before:
        page = search.search(db, Filters(), sort, page.before, size)
        back = [*(row.id for row in page.rows), *back]
    return there, back


@pytest.mark.parametrize("sort", BY_TIME)
def test_lists_page_across_them_both_ways(odd_rows: Database, sort: Sort) -> None:
    def check(db: Session) -> None:
        expected = in_order(db, ORDERS[sort])
        for size in (1, 5):
            assert walked(db, sort, size) == (expected, expected)
        for place, row_id in enumerate(expected):
            before, after = neighbors(db, Filters(), sort, row_id)
            assert before == (expected[place - 1] if place else None)
            assert after == (expected[place + 1] if place + 1 < len(expected) else None)

    odd_rows.read(check)


def test_figures_and_groups_are_counted_over_them(odd_rows: Database) -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)

    def check(db: Session) -> None:
        assert statistics.generation_times(db).samples == 0
        for zone in ("UTC", "Pacific/Kiritimati"):
            buckets = failures.over_time(db, since=since, bucket="day", zone=zone)
            assert sum(bucket.count for bucket in buckets) == 0
        assert stuck.cohorts(db, any_values.STUCK_AFTER).largest == ()

    odd_rows.read(check)


@given(st.lists(any_values.MOMENTS, min_size=1, max_size=8))
@trying(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_moment_is_read_back_unchanged(shared_database: Database, written: list[str]) -> None:
    statement = text("SELECT CAST(CAST(:given AS text) AS timestamptz)")
    same = text("SELECT CAST(CAST(:given AS text) AS timestamptz) = :moment")

    def check(db: Session) -> None:
        for given_text in written:
            moment = db.scalar(statement, {"given": given_text})
            assert db.scalar(same, {"given": given_text, "moment": moment})
            assert moment.astimezone(UTC).isoformat()
            if isinstance(moment, FarTimestamp):
                assert (
                    FarTimestamp.parse(moment.text) == moment == pickle.loads(pickle.dumps(moment))
                )

    shared_database.read(check)


@pytest.mark.parametrize(
    ("text", "era", "words"),
    [
        ("infinity", "infinity", "infinity"),
        ("-infinity", "-infinity", "-infinity"),
        ("0044-03-15 12:00:00.5+00 BC", "44 BC", "15 Mar 44 BC, 12:00:00 UTC"),
        ("10000-01-01 00:00:00+00", "year 10000", "01 Jan 10000, 00:00:00 UTC"),
    ],
)
def test_they_are_shown_as_they_are(text: str, era: str, words: str) -> None:
    moment = FarTimestamp.parse(text)
    assert (moment.era, moment.readable, str(moment)) == (era, words, text)
    now = datetime.now(UTC)
    assert (moment < now) == (text.startswith("-") or text.endswith("BC"))


@pytest.mark.parametrize(
    "key",
    [
        "tomorrow",
        "infinity; DROP TABLE",
        "10000-13-01 00:00:00+00",
        "0043-02-30 00:00:00+00 BC",
        "294277-01-01 00:00:00+00",
        "4714-11-23 00:00:00+00 BC",
        "10000-01-01 24:30:00+00",
    ],
)
def test_a_cursor_with_no_such_moment_is_refused(db: Session, key: str) -> None:
    of = cursors.fingerprint(Filters(), Sort.UPDATED_DESC)
    made: dict[str, Any] = {"direction": "after", "of": of, "match": "none", "far": key}
    made["id"] = "00000000-0000-0000-0000-000000000000"
    word = base64.urlsafe_b64encode(json.dumps(made).encode()).decode()
    with pytest.raises(InvalidInput, match="Start at the first page"):
        search.search(db, Filters(), Sort.UPDATED_DESC, word)


def test_a_row_with_one_is_read_completely(odd_rows: Database) -> None:
    def check(db: Session) -> None:
        for row_id in in_order(db, "id"):
            assert prototype_sessions.get(db, row_id).id == row_id

    odd_rows.read(check)


@pytest.mark.parametrize(
    "fraction", ["", ".5", ".12", ".123", ".1234", ".12345", ".123456", ".000001"]
)
def test_ordinary_moments_are_read_exactly(db: Session, fraction: str) -> None:
    written = f"2026-02-28 23:59:59{fraction}+00"
    microseconds = int(fraction[1:].ljust(6, "0")) if fraction else 0
    read = db.scalar(text("SELECT CAST(:written AS timestamptz)"), {"written": written})
    assert read == datetime(2026, 2, 28, 23, 59, 59, microseconds, tzinfo=UTC)
    assert read.utcoffset() == datetime.now(UTC).utcoffset()
