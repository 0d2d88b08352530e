"""What is counted for everybody is counted in an index, without reading a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database, engine_for
from store.insights import bursts, coverage, durations, failures
from store.records import Filters
from store.sessions import search, status_counts, stuck
from tests.conftest import MakeDatabase
from tests.store.sessions.test_search_plans import ROWS, plan_nodes

TEN_MINUTES = timedelta(minutes=10)
WEEK_AGO = datetime.now(UTC) - timedelta(days=7)
COUNTS: dict[str, Callable[[Session], object]] = {
    "stuck": lambda db: search.count(db, Filters(stuck_after=TEN_MINUTES)),
    "stopped together": lambda db: stuck.cohorts(db, TEN_MINUTES),
    "failures": lambda db: failures.count(db, since=WEEK_AGO),
    "failures by hour": lambda db: failures.over_time(db, since=WEEK_AGO, zone="Asia/Kathmandu"),
    "failures by minute": lambda db: bursts.per_minute(db, since=WEEK_AGO, until=datetime.now(UTC)),
    "unchecked": coverage.unchecked,
    "generation times": lambda db: durations.durations(
        db, since=WEEK_AGO, until=datetime.now(UTC), bucket="hour", zone="UTC"
    ),
}


@pytest.fixture(scope="module")
def reader(make_database: MakeDatabase, template: str) -> Iterator[Session]:
    """A session on 20,000 rows that were vacuumed, which index-only scans need."""
    database = Database(engine_for(make_database(template)))
    with database.begin() as db:
        db.execute(text(ROWS))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE prototype_sessions"))
    with database.begin() as db:
        db.execute(text("SET LOCAL enable_seqscan = off"))  # so few rows are read as fast
        yield db
    database.dispose()


def rows_fetched(db: Session, query: Callable[[Session], object]) -> list[str]:
    """The scans of the table that read it, rather than an index alone."""
    return [
        node["Node Type"]
        for node in plan_nodes(db, lambda: query(db))
        if node.get("Relation Name") == "prototype_sessions"
        and node["Node Type"] != "Index Only Scan"
        and node["Actual Loops"]
    ]


@pytest.mark.parametrize("name", COUNTS)
def test_counts_read_no_rows(reader: Session, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "EXACT_LIMIT", 5_000)  # there are more than that
    assert rows_fetched(reader, COUNTS[name]) == []


def test_the_statuses_of_many_rows_are_estimated_without_reading_them(
    reader: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_counts, "EXACT_LIMIT", 5_000)
    read = rows_fetched(reader, status_counts.status_counts)
    assert set(read) <= {"Index Scan"}  # from one status to the next
    assert len(read) <= 2


def test_a_search_that_reads_rows_is_noticed(reader: Session) -> None:
    assert rows_fetched(reader, lambda db: search.count(db, Filters(q="rame"))) != []
