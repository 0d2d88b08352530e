"""The figures of the digest: seven days, and the seven before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from store.actions import actions
from store.watch import week
from store.watch.watch_records import Week
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of


def test_a_week_is_compared_with_the_one_before(db: Session) -> None:
    for days in (1, 6, 8, 13, 20):
        insert_row(db, status="error", idle=timedelta(days=days))
    insert_row(db, status="error", idle=timedelta(days=9))
    stuck = target_of(db, insert_row(db))
    actions.reset(db, ADMIN, [stuck], reason="", request_id=uuid4(), stuck_after=STUCK_AFTER)
    assert week.figures(db, datetime.now(UTC)) == Week(
        imported=(3, 3), failed=(2, 3), reset=(1, 0), alerts=(0, 0)
    )


def test_a_late_digest_has_nothing_from_after_its_week(db: Session) -> None:
    for days in (1, 3, 8, 9):
        insert_row(db, status="error", idle=timedelta(days=days))
    figures = week.figures(db, datetime.now(UTC) - timedelta(days=2))
    assert (figures.imported, figures.failed) == ((2, 1), (2, 1))
