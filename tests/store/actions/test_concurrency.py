"""Two writers on the same rows at the same time, one of whom does not know the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions, editing, undo
from store.actions.receipts import Receipt, Target
from store.audit import audit
from store.engine import Database
from store.errors import Busy, Conflict, InvalidInput, StoreError
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    STUCK_AFTER,
    SUPPORT,
    insert_row,
    recorded,
    row_of,
    target_of,
    write_elsewhere,
)
from tests.store.blocking import wait_for_blocked
from tests.waiting import PATIENCE_SECONDS

T = TypeVar("T")


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def seen(database: Database, *row_ids: UUID) -> list[Target]:
    """The rows as they are committed."""
    return database.read(lambda db: [target_of(db, row_id) for row_id in row_ids])


def made(database: Database, count: int = 1) -> list[UUID]:
    """Committed stuck rows, in the order of their ids."""
    with database.begin() as db:
        return sorted(insert_row(db) for _ in range(count))


def status_of(database: Database, row_id: UUID) -> str:
    """The committed status."""
    return str((database.read(lambda db: row_of(db, row_id)) or {})["status"])


def reset(db: Session, targets: list[Target], request_id: UUID | None = None) -> Receipt:
    """`actions.reset` with defaults."""
    return actions.reset(
        db, SUPPORT, targets, reason="", request_id=request_id or uuid4(), stuck_after=STUCK_AFTER
    )


def within(database: Database, work: Callable[[Session], T]) -> T:
    """`work` in a transaction of its own."""
    with database.begin() as db:
        return work(db)


def test_a_request_sent_twice_at_once_is_applied_once(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    targets, request_id = seen(database, *made(database)), uuid4()
    with database.begin() as db:
        first = reset(db, targets, request_id)
        second = threads.submit(within, database, lambda db: reset(db, targets, request_id))
        wait_for_blocked(database)
    assert second.result() == first.model_copy(update={"repeated": True})
    assert database.read(recorded) == {"receipts": 1, "audit": 1, "skips": 0, "undo_snapshots": 1}


def test_a_request_is_applied_when_its_twin_is_rolled_back(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    targets, request_id = seen(database, *made(database)), uuid4()
    second: list[Future[Receipt]] = []

    def break_off() -> None:
        with database.begin() as db:
            reset(db, targets, request_id)
            second.append(
                threads.submit(within, database, lambda db: reset(db, targets, request_id))
            )
            wait_for_blocked(database)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        break_off()
    receipt = second[0].result()
    assert not receipt.repeated
    assert len(receipt.changed) == 1
    assert database.read(recorded)["audit"] == 1


def test_one_of_four_simultaneous_twins_is_applied(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    targets, request_id, start = seen(database, *made(database, 20)), uuid4(), Barrier(4)

    def send(db: Session) -> Receipt:
        start.wait(PATIENCE_SECONDS)
        return reset(db, targets, request_id)

    receipts = [threads.submit(within, database, send) for _ in range(4)]
    assert sorted(each.result().repeated for each in receipts) == [False, True, True, True]
    assert database.read(recorded)["audit"] == 20


@pytest.mark.parametrize("commits", [True, False])
def test_reset_waits_for_the_backend_and_skips_what_it_finished(
    database: Database, threads: ThreadPoolExecutor, commits: bool
) -> None:
    (row_id,) = made(database)
    targets = seen(database, row_id)
    with database.engine.connect() as backend:
        backend.execute(text("UPDATE prototype_sessions SET status = 'ready'"))
        pending = threads.submit(within, database, lambda db: reset(db, targets))
        wait_for_blocked(database)
        if commits:
            backend.commit()
        else:
            backend.rollback()
    receipt = pending.result()
    if commits:
        assert [skip.reason for skip in receipt.skipped] == ["finished in the meantime (ready)"]
        assert not receipt.changed
        assert status_of(database, row_id) == "ready"
    else:
        assert [row.row_id for row in receipt.changed] == [row_id]
        assert status_of(database, row_id) == "pending"


def test_edit_waits_for_the_other_writer_and_shows_what_it_wrote(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    (row_id,) = made(database)
    (target,) = seen(database, row_id)

    def mine(db: Session) -> Receipt:
        change = {"frame_name": "Mine"}
        return editing.edit(db, SUPPORT, target, change, reason="", request_id=uuid4())

    with database.engine.connect() as other:
        other.execute(text("UPDATE prototype_sessions SET frame_name = 'Theirs'"))
        pending = threads.submit(within, database, mine)
        wait_for_blocked(database)
        other.commit()
    with pytest.raises(Conflict) as caught:
        pending.result()
    assert caught.value.theirs.frame_name == "Theirs"
    assert database.read(recorded) == NOTHING_RECORDED


def test_of_two_edits_of_one_version_the_second_is_a_conflict(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    (target,) = seen(database, *made(database))
    start = Barrier(2)

    def rename(name: str) -> str:
        with database.begin() as db:
            start.wait(PATIENCE_SECONDS)
            change = {"frame_name": name}
            editing.edit(db, ADMIN, target, change, reason="", request_id=uuid4())
        return name

    outcomes = [threads.submit(rename, name) for name in ("One", "Two")]
    errors = [each.exception() for each in outcomes]
    (lost,) = [error for error in errors if error]
    (won,) = [each.result() for each in outcomes if not each.exception()]
    assert isinstance(lost, Conflict)
    assert lost.theirs.frame_name == won
    assert database.read(recorded)["audit"] == 1


def test_a_row_locked_too_long_is_busy(database: Database) -> None:
    held, free = made(database, 2)
    targets = seen(database, held, free)
    with database.engine.connect() as backend, database.begin() as db:
        write = text("UPDATE prototype_sessions SET status = 'ready' WHERE id = :id")
        backend.execute(write, {"id": held})
        db.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(Busy, match="try again") as caught:
            reset(db, targets)
        assert caught.value.__suppress_context__
        assert row_of(db, free)  # the transaction can still be used
    assert status_of(database, free) == "generating"
    assert database.read(recorded) == NOTHING_RECORDED


def test_overlapping_bulk_resets_neither_deadlock_nor_act_twice(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    ids = made(database, 60)
    targets, start = seen(database, *ids), Barrier(4)

    def send(selected: list[Target]) -> Callable[[Session], Receipt]:
        def work(db: Session) -> Receipt:
            start.wait(PATIENCE_SECONDS)
            return reset(db, selected)

        return work

    selections = [targets, targets[::-1], targets[20:], targets[:40][::-1]]
    receipts = [threads.submit(within, database, send(each)) for each in selections]
    changed = [row.row_id for each in receipts for row in each.result().changed]
    skipped = [skip.reason for each in receipts for skip in each.result().skipped]
    assert sorted(changed) == ids
    assert set(skipped) == {"changed since you looked (reset by sami)"}


def test_of_two_undos_at_once_one_is_applied(
    database: Database, threads: ThreadPoolExecutor
) -> None:
    (row_id,) = made(database)
    before = database.read(lambda db: row_of(db, row_id))
    done = within(database, lambda db: reset(db, [target_of(db, row_id)]))

    def back(db: Session) -> Receipt:
        return undo.undo(db, SUPPORT, done.request_id, reason="", request_id=uuid4())

    with database.begin() as db:
        first = back(db)
        second = threads.submit(within, database, back)
        wait_for_blocked(database)
    with pytest.raises(InvalidInput, match="already"):
        second.result()
    assert database.read(lambda db: row_of(db, row_id)) == before
    assert database.read(lambda db: audit.receipt(db, done.request_id)).undone_by == (
        first.request_id
    )


def test_undo_never_overwrites_the_backend(database: Database, threads: ThreadPoolExecutor) -> None:
    (row_id,) = made(database)
    done = within(database, lambda db: reset(db, [target_of(db, row_id)]))

    def back(db: Session) -> Receipt:
        return undo.undo(db, SUPPORT, done.request_id, reason="", request_id=uuid4())

    with database.engine.connect() as backend:
        backend.execute(text("UPDATE prototype_sessions SET status = 'generating'"))
        pending = threads.submit(within, database, back)
        wait_for_blocked(database)
        backend.commit()
    assert [skip.reason for skip in pending.result().skipped] == ["changed since"]
    assert status_of(database, row_id) == "generating"


def test_an_error_that_the_caller_swallows_commits_nothing(database: Database) -> None:
    (row_id,) = made(database)
    targets = seen(database, row_id)
    with database.begin() as db:
        write_elsewhere(db, row_id, "frame_name = 'Theirs'")
        with pytest.raises(StoreError):
            editing.edit(
                db, ADMIN, targets[0], {"frame_name": "Mine"}, reason="", request_id=uuid4()
            )
    assert database.read(recorded) == NOTHING_RECORDED
    assert (database.read(lambda db: row_of(db, row_id)) or {})["frame_name"] == "Theirs"
