"""Numbers about many rows, and their labels."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.counts import EXACT_LIMIT, CountKind, GenerationTimes
from store.engine import Database
from store.insights import statistics
from store.records import NO_STATUS, Filters
from tests.store.rows import add

MANY = """
INSERT INTO prototype_sessions (session_id, design_context, status)
SELECT number::text, '{}', CASE WHEN number % 10 = 0 THEN NULL
       WHEN number % 10 < 4 THEN 'error' WHEN number = 777 THEN 'archived' ELSE 'ready' END
FROM generate_series(1, :rows) AS number
"""


def now(db: Session) -> datetime:
    moment: datetime = db.execute(text("SELECT now()")).scalar_one()
    return moment


def test_counts_of_few_rows_are_exact(db: Session) -> None:
    for status in ("ready", "ready", "error", None, "archived"):
        add(db, status=status)
    counts = statistics.status_counts(db)
    assert counts.kind is CountKind.EXACT
    assert counts.counts == {"ready": 2, "error": 1, NO_STATUS: 1, "archived": 1}
    assert next(iter(counts.counts)) == "ready"
    assert counts.total == 5
    assert counts.as_of == now(db)


def test_counts_of_no_rows(db: Session) -> None:
    assert statistics.status_counts(db).counts == {}


def test_counts_of_the_rows_that_filters_keep(db: Session) -> None:
    for status, name in (("ready", "Login"), ("error", "Login"), ("error", "Other")):
        add(db, status=status, frame_name=name)
    kept = statistics.status_counts(db, Filters(q="login"))
    assert (kept.counts, kept.kind) == ({"ready": 1, "error": 1}, CountKind.EXACT)


@pytest.fixture
def large(database: Database) -> Database:
    """60,000 rows, too many to count exactly, never analyzed."""
    with database.begin() as db:
        db.execute(text("ALTER TABLE prototype_sessions SET (autovacuum_enabled = false)"))
        db.execute(text(MANY), {"rows": 60_000})
    return database


def test_counts_of_many_rows(large: Database) -> None:
    never_analyzed = large.read(statistics.status_counts)
    assert never_analyzed.kind is CountKind.AT_LEAST
    assert never_analyzed.counts == {
        "ready": 35_999,
        "error": 18_000,
        NO_STATUS: 6_000,
        "archived": 1,
    }

    kept = large.read(lambda db: statistics.status_counts(db, Filters(width_max=1)))
    assert (kept.counts, kept.kind) == ({}, CountKind.EXACT)
    everything = Filters(created_from=datetime(2000, 1, 1, tzinfo=UTC))
    bounded = large.read(lambda db: statistics.status_counts(db, everything))
    assert bounded.kind is CountKind.AT_LEAST
    assert bounded.total == EXACT_LIMIT + 1

    with large.begin() as db:
        db.execute(text("ANALYZE prototype_sessions"))
    estimated = large.read(statistics.status_counts)
    assert estimated.kind is CountKind.ESTIMATE
    assert estimated.counts["archived"] == 1  # too rare for a sample, but included
    assert 34_000 < estimated.counts["ready"] < 38_000
    assert 4_500 < estimated.counts[NO_STATUS] < 7_500

    with large.begin() as db:
        db.execute(text("DELETE FROM prototype_sessions WHERE session_id::int > 40000"))
    fewer = large.read(statistics.status_counts)
    assert (fewer.kind, fewer.total) == (CountKind.EXACT, 40_000)


def finished(db: Session, seconds: float, *, days: float = 1, status: str = "ready") -> UUID:
    updated = now(db) - timedelta(days=days)
    created = updated - timedelta(seconds=seconds)
    return add(db, status=status, created_at=created, updated_at=updated)


def test_generation_times_are_quantiles_of_first_generations(db: Session) -> None:
    for seconds in range(1, 102):
        finished(db, seconds)
    for left_out in (0, -5, 3_601, 86_400):
        finished(db, left_out)
    finished(db, 500, days=15)
    finished(db, 500, status="error")
    add(db, created_at=None)
    assert statistics.generation_times(db) == GenerationTimes(
        p50=timedelta(seconds=51),
        p95=timedelta(seconds=96),
        p99=timedelta(seconds=100),
        samples=101,
        days=14,
    )


def test_rows_changed_by_people_have_no_duration(db: Session) -> None:
    finished(db, 10)
    touched = finished(db, 3_000)
    request_id = uuid4()
    db.execute(
        text(
            "INSERT INTO dashboard.receipts (request_id, actor, role, action, reason, scope)"
            " VALUES (:id, 'a', 'support', 'edit', '', '')"
        ),
        {"id": request_id},
    )
    db.execute(
        text(
            "INSERT INTO dashboard.audit (request_id, row_id, label, before, after)"
            " VALUES (:id, :row_id, '', CAST(:empty AS jsonb), CAST(:empty AS jsonb))"
        ),
        {"id": request_id, "row_id": touched, "empty": json.dumps({})},
    )
    measured = statistics.generation_times(db, days=7)
    assert (measured.p99, measured.samples, measured.days) == (timedelta(seconds=10), 1, 7)


def test_nothing_to_measure(db: Session) -> None:
    measured = statistics.generation_times(db)
    assert (measured.p50, measured.p95, measured.p99, measured.samples) == (None, None, None, 0)
