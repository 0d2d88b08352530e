"""How long generations took, against rows counted by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions
from store.insights import durations
from store.insights.duration_records import Durations
from tests.store import rows
from tests.store.acting import ADMIN, target_of

DAY = 24 * 60


def made(db: Session, minute: float, seconds: float, **columns: Any) -> None:
    """A session that became ready this many minutes after noon, after so many seconds."""
    at = rows.at(minute)
    rows.add(db, **{"updated_at": at, "created_at": at - timedelta(seconds=seconds), **columns})


def measured(
    db: Session, *, zone: str = "UTC", bucket: durations.PerDuration = "hour"
) -> Durations:
    return durations.durations(
        db, since=rows.at(-DAY), until=rows.at(DAY), bucket=bucket, zone=zone
    )


def test_every_generation_is_in_its_cell(db: Session) -> None:
    for seconds in (4.9, 5, 9.9, 30, 44):
        made(db, 10, seconds)
    made(db, 70, 700)
    made(db, 5, 3_700)  # regenerated
    made(db, 5, 0)
    made(db, 5, 20, status="error")
    made(db, DAY, 20)  # later
    made(db, -DAY - 1, 20)
    result = measured(db)
    assert [(each.start, each.least, each.count) for each in result.cells] == [
        (rows.at(0), 0, 1),
        (rows.at(0), 5, 2),
        (rows.at(0), 30, 2),
        (rows.at(60), 600, 1),
    ]
    assert result.all.samples == 6
    assert result.all.p50 == pytest.approx((9.9 + 30) / 2)
    first, second = result.points
    assert (first.start, first.samples) == (rows.at(0), 5)
    assert first.p50 == pytest.approx(9.9)
    assert (second.start, second.p50, second.p99) == (rows.at(60), 700, 700)
    assert [(each.start, each.samples) for each in result.daily] == [(rows.at(-DAY / 2), 6)]


def test_rows_touched_by_the_dashboard_are_left_out(db: Session) -> None:
    made(db, 0, 20, status="generating")
    row_id = db.scalars(text("SELECT id FROM prototype_sessions")).one()
    actions.fail(db, ADMIN, [target_of(db, row_id)], reason="r", request_id=uuid4())
    db.execute(text("UPDATE prototype_sessions SET status = 'ready'"))
    db.execute(text("UPDATE prototype_sessions SET updated_at = :at"), {"at": rows.at(0)})
    assert measured(db).all.samples == 0


def test_days_are_those_of_the_zone(db: Session) -> None:
    made(db, 11 * 60, 20)  # 23:00 UTC, the next day in Tokyo
    [point] = measured(db, zone="Asia/Tokyo", bucket="day").points
    assert point.start == rows.at(3 * 60)


def test_nothing_is_measured_without_rows(db: Session) -> None:
    result = measured(db)
    assert (result.all.samples, result.all.p99, result.points, result.cells) == (0, None, (), ())
