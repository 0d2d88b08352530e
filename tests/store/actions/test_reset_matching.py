"""Resetting all rows of a frozen predicate: only rows that were shown, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions import actions, bulk
from store.actions.receipts import Receipt
from store.audit import audit
from store.engine import Database
from store.errors import InvalidInput, PermissionDenied
from store.principal import Principal
from store.records import Filters, Match
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    STUCK_AFTER,
    SUPPORT,
    VIEWER,
    delete_elsewhere,
    insert_row,
    recorded,
    row_of,
    target_of,
    write_elsewhere,
)


def shown(**filters: object) -> Filters:
    """Stuck rows as they were shown a minute ago."""
    as_of = datetime.now(UTC) - timedelta(minutes=1)
    return Filters.model_validate({"as_of": as_of, "stuck_after": STUCK_AFTER, **filters})


def reset_matching(
    db: Session,
    filters: Filters,
    *,
    by: Principal = SUPPORT,
    limit: int = 500,
    reason: str = "",
    request_id: UUID | None = None,
    batch_id: UUID | None = None,
    seen: Sequence[UUID] = (),
) -> Receipt:
    """`actions.reset_matching` with defaults."""
    return actions.reset_matching(
        db,
        by,
        filters,
        reason=reason,
        request_id=request_id or uuid4(),
        limit=limit,
        scope="all stuck sessions",
        batch_id=batch_id,
        shown=seen,
    )


def changed(receipt: Receipt) -> set[UUID]:
    """The ids of the rows that were changed."""
    return {row.row_id for row in receipt.changed}


def test_only_rows_that_were_stuck_when_shown_are_reset(db: Session) -> None:
    stuck, timeless = insert_row(db), insert_row(db, idle=None)
    grown = insert_row(db, idle=STUCK_AFTER + timedelta(seconds=30))
    others = [
        grown,
        insert_row(db, idle=timedelta(seconds=30)),
        insert_row(db, status="ready"),
        insert_row(db, status="pending"),
        insert_row(db, status=None),
    ]
    before = [row_of(db, row_id) for row_id in others]

    receipt = reset_matching(db, shown())

    assert changed(receipt) == {stuck, timeless}
    assert not receipt.skipped
    assert receipt.scope == "all stuck sessions"
    assert [row_of(db, row_id) for row_id in others] == before


def test_rows_that_moved_after_the_preview_are_left_alone(db: Session) -> None:
    still, finished, renewed = (insert_row(db) for _ in range(3))
    filters = shown()
    write_elsewhere(db, finished, "status = 'ready'")
    write_elsewhere(db, renewed, "frame_name = 'New import'")
    assert changed(reset_matching(db, filters)) == {still}


def test_the_other_filters_narrow_it(db: Session) -> None:
    wide, _ = insert_row(db, frame_width=1_440), insert_row(db, frame_width=390)
    named = insert_row(db, frame_name="Sign in")
    assert changed(reset_matching(db, shown(width_min=1_000))) == {wide}
    by_name = shown(q="sign in", match=Match.NAME_EXACT)
    assert changed(reset_matching(db, by_name)) == {named}


def test_batches_continue_until_nothing_is_left(db: Session) -> None:
    ids = {insert_row(db) for _ in range(7)}
    filters, batch_id = shown(), uuid4()
    sizes: list[int] = []
    while not sizes or sizes[-1]:
        sizes.append(len(reset_matching(db, filters, limit=3, batch_id=batch_id).changed))
    assert sizes == [3, 3, 1, 0]
    receipts = audit.batch(db, batch_id)
    assert set().union(*(changed(receipt) for receipt in receipts)) == ids
    assert recorded(db)["audit"] == 7


def test_a_batch_sent_twice_is_applied_once(db: Session) -> None:
    for _ in range(4):
        insert_row(db)
    filters, request_id = shown(), uuid4()
    first = reset_matching(db, filters, limit=2, request_id=request_id)
    again = reset_matching(db, filters, limit=2, request_id=request_id)
    assert again == first.model_copy(update={"repeated": True})
    assert len(reset_matching(db, filters).changed) == 2


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(stuck_after=STUCK_AFTER),
        Filters(as_of=datetime(2026, 1, 1, tzinfo=UTC)),
        Filters(as_of=datetime(2026, 1, 1, tzinfo=UTC), stuck_after=STUCK_AFTER, q="unread"),
    ],
)
def test_a_predicate_that_is_not_frozen_is_refused(db: Session, filters: Filters) -> None:
    insert_row(db)
    with pytest.raises(InvalidInput):
        reset_matching(db, filters, by=ADMIN)
    assert recorded(db) == NOTHING_RECORDED


@pytest.mark.parametrize("limit", [0, -1, 1_001])
def test_a_batch_has_a_sensible_size(db: Session, limit: int) -> None:
    with pytest.raises(InvalidInput, match="batch"):
        reset_matching(db, shown(), limit=limit)


def test_more_than_100_rows_require_the_role_and_a_reason_however_small_the_batch(
    db: Session,
) -> None:
    for _ in range(101):
        insert_row(db)
    with pytest.raises(PermissionDenied):
        reset_matching(db, shown(), limit=10, reason="outage")
    with pytest.raises(InvalidInput, match="reason"):
        reset_matching(db, shown(), by=ADMIN, limit=10)
    assert recorded(db) == NOTHING_RECORDED
    assert len(reset_matching(db, shown(), by=ADMIN, reason="outage").changed) == 101


def test_a_viewer_may_not(db: Session) -> None:
    with pytest.raises(PermissionDenied):
        reset_matching(db, shown(), by=VIEWER)


def test_rows_locked_by_another_writer_are_listed_without_waiting(database: Database) -> None:
    with database.begin() as db:
        held, *free = sorted(insert_row(db) for _ in range(3))
    filters = shown()
    with database.begin() as backend:
        write_elsewhere(backend, held, "status = 'ready'")
        with database.begin() as db:
            batch = reset_matching(db, filters, limit=2)
        with database.begin() as db:
            rest = reset_matching(db, filters, limit=2)
    assert changed(batch) == set(free)
    assert [(skip.row_id, skip.reason) for skip in batch.skipped] == [
        (held, "being changed right now")
    ]
    assert not rest.changed
    assert [skip.row_id for skip in rest.skipped] == [held]
    assert (database.read(lambda db: row_of(db, held)) or {})["status"] == "ready"


def skipped(receipt: Receipt) -> dict[UUID, str]:
    """The reasons for skips, by row."""
    return {row.row_id: row.reason for row in receipt.skipped}


def test_rows_that_left_the_confirmed_scope_are_listed_with_the_reason(db: Session) -> None:
    filters = shown()
    stays, ready, failed, gone, moved = (insert_row(db) for _ in range(5))
    seen = bulk.frozen_ids(db, filters, 100)
    assert set(seen) == {stays, ready, failed, gone, moved}
    write_elsewhere(db, ready, "status = 'ready', updated_at = now()")
    write_elsewhere(db, failed, "status = 'error', updated_at = now()")
    write_elsewhere(db, moved, "updated_at = now()")
    delete_elsewhere(db, gone)
    batch_id = uuid4()
    receipt = reset_matching(db, filters, batch_id=batch_id, seen=seen)
    assert changed(receipt) == {stays}
    assert skipped(receipt) == {
        ready: "finished in the meantime (ready)",
        failed: "finished in the meantime (error)",
        moved: "changed since you looked",
        gone: "deleted",
    }


def test_rows_reset_by_another_person_name_that_person(db: Session) -> None:
    filters = shown()
    stays, taken = insert_row(db), insert_row(db)
    seen = bulk.frozen_ids(db, filters, 100)
    actions.reset(
        db,
        ADMIN,
        [target_of(db, taken)],
        reason="",
        request_id=uuid4(),
        stuck_after=STUCK_AFTER,
    )
    receipt = reset_matching(db, filters, seen=seen)
    assert changed(receipt) == {stays}
    assert skipped(receipt) == {taken: "changed since you looked (reset by ada)"}


def test_the_last_batch_lists_them_once(db: Session) -> None:
    filters, batch_id = shown(), uuid4()
    rows = [insert_row(db) for _ in range(5)]
    seen = bulk.frozen_ids(db, filters, 100)
    first = reset_matching(db, filters, limit=2, batch_id=batch_id, seen=seen)
    assert (len(first.changed), first.skipped) == (2, ())
    left = next(iter(set(rows) - changed(first)))
    write_elsewhere(db, left, "status = 'ready'")
    second = reset_matching(db, filters, limit=2, batch_id=batch_id, seen=seen)
    assert (len(second.changed), second.skipped) == (2, ())
    last = reset_matching(db, filters, limit=2, batch_id=batch_id, seen=seen)
    assert (last.changed, skipped(last)) == ((), {left: "finished in the meantime (ready)"})
