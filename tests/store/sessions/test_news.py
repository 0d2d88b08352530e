"""What was written to a list since a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.records import Filters
from store.sessions import news
from tests.store.acting import insert_row

MINUTE = timedelta(minutes=1)


def ages(db: Session, filters: Filters, since: timedelta) -> list[timedelta]:
    """How long ago each of the writes was, the latest first."""
    now: datetime = db.scalars(text("SELECT now()")).one()
    return [now - row.updated_at for row in news.written_since(db, filters, now - since)]


def test_only_later_writes_to_the_rows_of_the_list_count(db: Session) -> None:
    for minutes in (1, 3, 20):
        insert_row(db, idle=minutes * MINUTE, status="error", frame_name="Checkout")
    insert_row(db, idle=2 * MINUTE, status="ready", frame_name="Cart")
    insert_row(db, idle=None)
    assert ages(db, Filters(), 10 * MINUTE) == [MINUTE, 2 * MINUTE, 3 * MINUTE]
    assert ages(db, Filters(status=("error",)), 10 * MINUTE) == [MINUTE, 3 * MINUTE]
    assert ages(db, Filters(q="cart"), 10 * MINUTE) == [2 * MINUTE]
    assert ages(db, Filters(status=("error",)), MINUTE) == []


def test_no_more_are_read_than_are_told_apart(db: Session) -> None:
    for _ in range(news.MOST + 5):
        insert_row(db, idle=MINUTE)
    assert len(ages(db, Filters(), 2 * MINUTE)) == news.MOST + 1
