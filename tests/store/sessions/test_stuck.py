"""Cohorts: rows that stopped together."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.counts import Cohorts
from store.errors import InvalidInput
from store.sessions import stuck
from tests.store.rows import add

TEN_MINUTES = timedelta(minutes=10)
NONE = Cohorts(largest=(), others=0, alone=0)


def noon(db: Session) -> datetime:
    """An hour ago, by the database's clock."""
    moment: datetime = db.execute(text("SELECT now() - interval '1 hour'")).scalar_one()
    return moment


def stop(db: Session, *seconds: float, status: str | None = "generating") -> None:
    for each in seconds:
        moment = noon(db) + timedelta(seconds=each)
        add(db, status=status, updated_at=moment, created_at=moment - timedelta(days=1))


def test_rows_that_follow_each_other_within_a_minute_are_one_cohort(db: Session) -> None:
    stop(db, 0, 2, 2, 4, 64, 125, 600, 601)
    cohorts = stuck.cohorts(db, TEN_MINUTES)
    [crash] = cohorts.largest
    assert (crash.first_at, crash.last_at) == (noon(db), noon(db) + timedelta(seconds=64))
    assert crash.count == 5
    assert (cohorts.others, cohorts.alone) == (0, 3)


def test_the_largest_cohorts_are_named_and_the_others_counted(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stuck, "MOST_COHORTS", 2)
    for start, size in ((0, 3), (300, 5), (600, 4), (900, 5), (1_200, 2)):
        stop(db, *(start + step for step in range(size)))
    cohorts = stuck.cohorts(db, TEN_MINUTES)
    latest, other = cohorts.largest
    assert (latest.count, latest.first_at) == (5, noon(db) + timedelta(seconds=900))
    assert (other.count, other.first_at) == (5, noon(db) + timedelta(seconds=300))
    assert (cohorts.others, cohorts.alone) == (2, 2)


def test_what_is_not_stuck_is_in_no_cohort(db: Session) -> None:
    for status in ("pending", "ready", "error", None, "archived"):
        stop(db, 0, status=status)
    stop(db, 3_600 - 60)
    assert stuck.cohorts(db, TEN_MINUTES) == NONE
    assert stuck.cohorts(db, timedelta(seconds=30)).alone == 1
    with pytest.raises(InvalidInput, match="1,440 minutes"):
        stuck.cohorts(db, timedelta(days=2))


def test_a_row_without_an_update_counts_from_its_creation(db: Session) -> None:
    add(db, status="generating", updated_at=None, created_at=noon(db))
    add(db, status="generating", updated_at=None, created_at=None)
    assert stuck.cohorts(db, TEN_MINUTES).alone == 1
    stop(db, 1, 2)
    [cohort] = stuck.cohorts(db, TEN_MINUTES).largest
    assert (cohort.first_at, cohort.count) == (noon(db), 3)
