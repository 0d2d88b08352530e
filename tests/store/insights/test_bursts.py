"""Failures per minute, and the traits of a span's failures, against rows counted by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions
from store.counts import Bucket
from store.insights import bursts, insights
from store.insights.burst_records import BurstFacts, FailureTrait
from tests.store import rows
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of

MINUTE = timedelta(minutes=1)
DAY = 24 * 60


def failed(db: Session, minute: float, nodes: int | None = None, **columns: Any) -> UUID:
    """A session in error since this many minutes after noon; inspected if `nodes` is given."""
    given = {"status": "error", "error_code": "BP-0A1B2C", "updated_at": rows.at(minute)}
    row_id = rows.add(db, **{**given, "created_at": rows.at(minute - 0.2), **columns})
    if nodes is not None:
        subject = insights.subject(db, row_id)
        assert subject is not None
        insights.put(db, subject, rows.findings(node_count=nodes))
    return row_id


def per_minute(db: Session, until: float = DAY) -> tuple[Bucket, ...]:
    return bursts.per_minute(db, since=rows.at(-DAY), until=rows.at(until)).minutes


def facts(db: Session, since: float, until: float) -> BurstFacts | None:
    return bursts.facts(db, since=rows.at(since), until=rows.at(until))


def test_failures_are_counted_by_minute(db: Session) -> None:
    for minute in (0, 0.5, 0.99, 3, -DAY - 1, 90):
        failed(db, minute)
    rows.add(db, status="ready", updated_at=rows.at(0))
    result = bursts.per_minute(db, since=rows.at(-DAY), until=rows.at(60))
    assert [(each.start, each.count) for each in result.minutes] == [
        (rows.at(0), 3),
        (rows.at(3), 1),
    ]
    assert (result.since, result.until) == (rows.at(-DAY), rows.at(60))


def test_more_failures_than_are_read_begin_later(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bursts, "EXACT_LIMIT", 2)
    for minute in (0, 5, 9):
        failed(db, minute)
    result = bursts.per_minute(db, since=rows.at(-DAY), until=rows.at(60))
    assert result.since == rows.at(5)
    assert [each.start for each in result.minutes] == [rows.at(5), rows.at(9)]


def test_failures_that_were_reset_or_deleted_are_counted(db: Session) -> None:
    at: datetime = db.execute(
        text("SELECT date_trunc('minute', now() - '1 h'::interval)")
    ).scalar_one()
    ids = [insert_row(db, status="error", error_code="BP-0A1B2C") for _ in range(3)]
    options: dict[str, Any] = {"reason": "r", "stuck_after": STUCK_AFTER}
    actions.reset(db, ADMIN, [target_of(db, ids[0])], request_id=uuid4(), **options)
    actions.delete(db, ADMIN, [target_of(db, ids[1])], reason="r", request_id=uuid4())
    result = bursts.per_minute(db, since=at - MINUTE, until=at + 2 * MINUTE)
    assert [(each.start, each.count) for each in result.minutes] == [(at, 3)]
    known = bursts.facts(db, since=at, until=at + MINUTE)
    assert known
    assert (known.count, known.in_error) == (3, 1)
    widths = [each for each in known.traits if each.trait is FailureTrait.WIDTH]
    assert [(each.value, each.failed, each.rows) for each in widths] == [("390", 2, 2)]


def test_traits_are_counted_among_failures_and_others(db: Session) -> None:
    for minute in range(3):
        failed(db, minute, nodes=2_500, frame_width=1440, thumbnail_url="https://x/y.png")
    failed(db, 2.5, nodes=100, frame_width=390, created_at=rows.at(1))
    failed(db, -30, frame_width=1440)  # not in the span
    rows.add(db, frame_width=390, created_at=rows.at(-2), updated_at=rows.at(-1))
    rows.add(db, frame_width=None, created_at=None, updated_at=rows.at(1))
    rows.add(db, frame_width=390, updated_at=rows.at(-8 * DAY))  # too long ago
    rows.add(db, frame_width=390, updated_at=rows.at(5))  # later
    known = facts(db, 0, 3)
    assert known
    assert (known.first_at, known.last_at) == (rows.at(0), rows.at(2.5))
    assert (known.count, known.in_error) == (4, 4)
    traits = {(each.trait, each.value): (each.failed, each.rows) for each in known.traits}
    assert traits == {
        (FailureTrait.WIDTH, "1440"): (3, 4),
        (FailureTrait.WIDTH, "390"): (1, 2),
        (FailureTrait.DEVICE, "desktop"): (3, 4),
        (FailureTrait.DEVICE, "mobile"): (1, 2),
        (FailureTrait.NODES, "2000"): (3, 3),
        (FailureTrait.NODES, "50"): (1, 1),
        (FailureTrait.TOOK, "5"): (3, 4),
        (FailureTrait.TOOK, "60"): (1, 2),
        (FailureTrait.DESIGN, "drawn"): (4, 4),
        (FailureTrait.THUMBNAIL, "yes"): (3, 3),
        (FailureTrait.THUMBNAIL, "no"): (1, 4),
    }


def test_without_failures_there_are_no_facts(db: Session) -> None:
    rows.add(db)
    assert per_minute(db) == ()
    assert facts(db, 0, 3) is None
