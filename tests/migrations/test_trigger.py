"""Every UPDATE that does not set updated_at changes it, and no other does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

OLD = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def row(db: Session) -> Session:
    db.execute(
        text(
            "INSERT INTO prototype_sessions (session_id, design_context, updated_at)"
            " VALUES ('visitor', '{}', :old)"
        ),
        {"old": OLD},
    )
    return db


def updated_at(db: Session) -> datetime | None:
    result: datetime | None = db.scalar(text("SELECT updated_at FROM prototype_sessions"))
    return result


def test_insert_keeps_the_given_time(row: Session) -> None:
    assert updated_at(row) == OLD


def test_update_without_it_sets_it(row: Session) -> None:
    row.execute(text("UPDATE prototype_sessions SET status = 'ready'"))
    assert updated_at(row) == row.scalar(text("SELECT now()"))


def test_update_that_sets_it_is_kept(row: Session) -> None:
    theirs = datetime(2026, 2, 3, tzinfo=UTC)
    row.execute(text("UPDATE prototype_sessions SET updated_at = :theirs"), {"theirs": theirs})
    assert updated_at(row) == theirs
    row.execute(text("UPDATE prototype_sessions SET updated_at = NULL"))
    assert updated_at(row) is None


def test_update_of_a_row_without_one_gives_it_one(row: Session) -> None:
    row.execute(text("UPDATE prototype_sessions SET updated_at = NULL"))
    row.execute(text("UPDATE prototype_sessions SET frame_name = 'Cart'"))
    assert updated_at(row) is not None
