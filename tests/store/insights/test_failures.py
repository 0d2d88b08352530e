"""Failures are events: an action that ends one does not remove it from the figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from store.actions import actions, undo
from store.actions.receipts import Receipt
from store.counts import Count, CountKind
from store.engine import Database
from store.insights import failures
from tests.store.acting import ADMIN, insert_row, row_of, target_of, write_elsewhere
from tests.store.rows import add

DAY = timedelta(days=1)
STUCK_AFTER = timedelta(minutes=10)


def now(db: Session) -> datetime:
    moment: datetime = db.execute(text("SELECT now()")).scalar_one()
    return moment


def failed(db: Session, *, idle: timedelta = timedelta(hours=1), code: str = "BP-0A1B2C") -> UUID:
    return insert_row(db, status="error", error_code=code, idle=idle)


def reset(db: Session, *ids: UUID) -> Receipt:
    targets = [target_of(db, row_id) for row_id in ids]
    return actions.reset(db, ADMIN, targets, reason="", request_id=uuid4(), stuck_after=STUCK_AFTER)


def counted(db: Session, since: timedelta = 7 * DAY) -> tuple[int, int, int]:
    result = failures.count(db, since=now(db) - since)
    return result.in_error.value, result.reset, result.deleted


def in_chart(db: Session) -> int:
    return sum(bucket.count for bucket in failures.over_time(db, since=now(db) - 7 * DAY))


def test_resetting_all_errors_does_not_hide_the_failures(db: Session) -> None:
    rows = [failed(db, idle=timedelta(hours=hours)) for hours in (1, 2, 30)]
    before = failures.over_time(db, since=now(db) - 7 * DAY)
    reset(db, *rows)
    assert counted(db) == (0, 3, 0)
    assert counted(db, DAY) == (0, 2, 0)
    assert failures.count(db, since=now(db) - 7 * DAY).total == Count(value=3, kind=CountKind.EXACT)
    assert failures.over_time(db, since=now(db) - 7 * DAY) == before


def test_deleted_failures_still_count(db: Session) -> None:
    row_id, other = failed(db), failed(db)
    actions.delete(db, ADMIN, [target_of(db, row_id)], reason="asked", request_id=uuid4())
    assert counted(db) == (1, 0, 1)
    assert in_chart(db) == 2
    assert row_of(db, other)


def test_an_undone_reset_is_counted_once(db: Session) -> None:
    row_id = failed(db)
    receipt = reset(db, row_id)
    undo.undo(db, ADMIN, receipt.request_id, reason="", request_id=uuid4())
    assert counted(db) == (1, 0, 0)
    reset(db, row_id)
    assert counted(db) == (0, 1, 0)
    assert in_chart(db) == 1


def test_a_session_that_failed_twice_counts_twice(db: Session) -> None:
    row_id = failed(db)
    reset(db, row_id)
    write_elsewhere(db, row_id, "status = 'error', updated_at = now() - interval '1 min'")
    assert counted(db) == (1, 1, 0)
    reset(db, row_id)
    assert counted(db) == (0, 2, 0)
    assert in_chart(db) == 2


def test_stuck_sessions_and_undone_marks_are_not_failures(db: Session) -> None:
    reset(db, insert_row(db))
    row_id = insert_row(db, status="pending")
    receipt = actions.fail(db, ADMIN, [target_of(db, row_id)], reason="a try", request_id=uuid4())
    undo.undo(db, ADMIN, receipt.request_id, reason="", request_id=uuid4())
    assert counted(db) == (0, 0, 0)


def test_a_failure_before_the_window_is_not_in_it(db: Session) -> None:
    reset(db, failed(db, idle=8 * DAY))
    assert counted(db) == (0, 0, 0)
    assert in_chart(db) == 0


def test_the_latest_ended_failures_say_what_ended_them(db: Session) -> None:
    older, newer = failed(db, idle=2 * DAY, code="BP-000001"), failed(db, code="BP-000002")
    failed(db, code="BP-000003")
    reset(db, older, newer)
    result = failures.latest_ended(db, since=now(db) - 7 * DAY, limit=5)
    assert [(each.row_id, each.error_code, each.action) for each in result] == [
        (newer, "BP-000002", "reset"),
        (older, "BP-000001", "reset"),
    ]
    assert [each.label for each in result] == ["Checkout", "Checkout"]
    assert len(failures.latest_ended(db, since=now(db) - 7 * DAY, limit=1)) == 1


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "0044-03-15 BC", "12000-01-01"])
def test_no_date_breaks_the_numbers(db: Session, moment: str) -> None:
    row_id = failed(db)
    write_elsewhere(db, row_id, f"updated_at = '{moment}'")
    reset(db, row_id)
    in_error, ended, _ = counted(db)
    assert in_error == 0
    assert ended in {0, 1}


@pytest.mark.parametrize("moment", ["infinity", "12026-11-25", "now() + interval '6 min'"])
def test_a_failure_with_a_wrong_date_is_in_no_number_and_no_bar(db: Session, moment: str) -> None:
    failed(db)
    wrong, ended = failed(db), failed(db)
    value = moment if "(" in moment else f"'{moment}'"
    write_elsewhere(db, wrong, f"updated_at = {value}")
    write_elsewhere(db, ended, f"updated_at = {value}")
    reset(db, ended)
    assert counted(db) == (1, 0, 0)
    assert in_chart(db) == 1
    assert failures.latest_ended(db, since=now(db) - 7 * DAY, limit=5) == ()


def test_a_failure_from_a_fast_clock_is_in_the_last_bar(db: Session) -> None:
    row_id = failed(db)
    write_elsewhere(db, row_id, "updated_at = now() + interval '4 min'")
    assert counted(db) == (1, 0, 0)
    assert failures.over_time(db, since=now(db) - DAY)[-1].count == 1


def test_failures_are_counted_by_an_index(unused_db: Session) -> None:
    statements: list[tuple[str, Any]] = []
    connection = unused_db.connection()
    connection.exec_driver_sql(
        "INSERT INTO prototype_sessions (session_id, design_context, status, updated_at)"
        " SELECT gen_random_uuid(), '{}', 'error', now() - n * interval '1 h'"
        " FROM generate_series(1, 5000) AS n"
    )
    connection.exec_driver_sql("ANALYZE prototype_sessions")

    def note(_conn: object, _cursor: object, statement: str, given: Any, *_rest: object) -> None:
        statements.append((statement, given))

    event.listen(connection, "before_cursor_execute", note)
    failures.count(unused_db, since=datetime.now(UTC) - DAY)
    event.remove(connection, "before_cursor_execute", note)
    [(statement, given)] = statements
    plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", given).scalars())
    conditions = [line for line in plan.splitlines() if "Index Cond" in line]
    assert any("updated_at >=" in line and "updated_at <=" in line for line in conditions), plan


def test_failures_count_from_a_moment_on(db: Session) -> None:
    moment = now(db)
    for hours in (1, 2, 30):
        add(db, status="error", updated_at=moment - timedelta(hours=hours))
    add(db, status="error", updated_at=None)
    add(db, status="ready", updated_at=moment)
    two = Count(value=2, kind=CountKind.EXACT)
    assert failures.count(db, since=moment - DAY).in_error == two
    assert failures.count(db, since=moment - timedelta(hours=2)).total == two


def test_failures_by_hour_have_no_gaps(db: Session) -> None:
    moment = now(db)
    for hours in (0, 0, 3):
        add(db, status="error", updated_at=moment - timedelta(hours=hours))
    buckets = failures.over_time(db, since=moment - timedelta(hours=5))
    assert [bucket.count for bucket in buckets] == [0, 0, 1, 0, 0, 2]
    assert all(bucket.start.minute == 0 for bucket in buckets)
    steps = {after.start - before.start for before, after in pairwise(buckets)}
    assert steps == {timedelta(hours=1)}


def test_failures_by_day_begin_at_the_zones_midnight(db: Session) -> None:
    since = now(db) - timedelta(days=3)
    buckets = failures.over_time(db, since=since, bucket="day", zone="Asia/Kolkata")
    assert len(buckets) == 4
    for bucket in buckets:
        start = bucket.start.astimezone(UTC)
        assert (start.hour, start.minute) == (18, 30)


def test_an_unknown_time_zone_falls_back_to_utc(database: Database) -> None:
    def zone_used(zone: str) -> tuple[str, int]:
        since = datetime.now(UTC) - DAY
        used, buckets = database.read(
            lambda db: failures.in_zone(db, since=since, bucket="day", zone=zone)
        )
        return used, len(buckets)

    assert zone_used("Asia/Kolkata") == ("Asia/Kolkata", 2)
    assert zone_used("Europe/Atlantis") == ("UTC", 2)


def test_minutes_of_a_span_end_before_its_end(db: Session) -> None:
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    for seconds in (0, 59, 60, 240):
        moment = at + timedelta(seconds=seconds)
        add(db, status="error", updated_at=moment)
    bars = failures.over_time(db, since=at, until=at + timedelta(minutes=4), bucket="minute")
    assert [bar.count for bar in bars] == [2, 1, 0, 0]
    assert bars[1].start == at + timedelta(minutes=1)
