"""What became of the rows of a bulk reset, in total and one by one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

from sqlalchemy.orm import Session

from store.actions import undo
from store.audit import audit
from store.bulk_resets import outcomes, reading
from store.bulk_resets.bulk_records import DELETED, STUCK_AGAIN, UNDONE, OutcomePage, Outcomes
from tests.store.acting import SUPPORT, delete_elsewhere, insert_row, write_elsewhere
from tests.store.bulk_resets.started import make_due, start, state, take


def test_it_says_what_became_of_them(db: Session) -> None:
    pending, ready, failed, again, gone, skipped = (insert_row(db) for _ in range(6))
    batch_id = start(db)
    write_elsewhere(db, skipped, "status = 'ready'")
    take(db)
    write_elsewhere(db, ready, "status = 'ready'")
    write_elsewhere(db, failed, "status = 'error'")
    write_elsewhere(db, again, "status = 'generating', updated_at = now() - interval '1 hour'")
    delete_elsewhere(db, gone)
    total = outcomes.count(db, state(db, batch_id))
    assert (total.reset, total.skipped) == (5, 1)
    assert dict(total.now) == {"pending": 1, "ready": 1, "error": 1, STUCK_AGAIN: 1, DELETED: 1}
    by_id = {row.row_id: row for row in outcomes.rows(db, state(db, batch_id)).rows}
    assert {row_id: row.now for row_id, row in by_id.items() if row.was_reset} == {
        pending: "pending",
        ready: "ready",
        failed: "error",
        again: STUCK_AGAIN,
        gone: DELETED,
    }
    assert by_id[skipped].skipped == "finished in the meantime (ready)"
    assert not by_id[skipped].was_reset


def test_rows_wait_for_their_turn_and_are_paged_in_its_order(db: Session) -> None:
    rows = [insert_row(db, idle=timedelta(hours=hours)) for hours in range(7, 0, -1)]
    bulk = state(db, start(db, per_minute=50))
    take(db)
    read = partial(outcomes.rows, db, bulk, size=3)

    def ids(page: OutcomePage) -> list[object]:
        return [row.row_id for row in page.rows]

    first = read()
    second = read(cursor=first.after)
    third = read(cursor=second.after)
    assert [*ids(first), *ids(second), *ids(third)] == rows
    assert (first.before, third.after) == (None, None)
    assert ids(read(cursor=third.before)) == rows[3:6]
    assert [row.was_reset for row in (*second.rows, *third.rows)] == [True, True, False, False]
    assert third.rows[0].skipped == ""
    assert {row.label for row in third.rows} == {"Checkout"}


def test_an_undo_is_counted(db: Session) -> None:
    rows = [insert_row(db) for _ in range(2)]
    batch_id = start(db)
    take(db)
    write_elsewhere(db, rows[0], "status = 'ready'")
    [done] = [each for each in audit.batch(db, batch_id) if each.changed]
    undo.undo(db, SUPPORT, done.request_id, reason="", request_id=uuid4())
    assert outcomes.count(db, state(db, batch_id)) == Outcomes(
        reset=2, skipped=0, now=(("ready", 1), (UNDONE, 1))
    )
    page = outcomes.rows(db, state(db, batch_id))
    assert {row.row_id for row in page.rows if row.undone} == {rows[1]}


def test_those_that_are_not_over_come_first(db: Session) -> None:
    for _ in range(6):
        insert_row(db)
    running = start(db, per_minute=50)
    take(db)
    done = start(db)
    take(db, done)
    assert [bulk.batch_id for bulk in reading.current(db)] == [running, done]
    assert {bulk.batch_id for bulk in reading.latest(db)} == {running, done}
    make_due(db)
    take(db, running)
    assert {bulk.batch_id for bulk in reading.current(db, within=timedelta(days=-1))} == set()
