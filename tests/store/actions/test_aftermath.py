"""What happens to rows after a reset: counted, undone, changed by others."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from store.actions import actions, aftermath, undo
from store.actions.receipts import Receipt
from tests.store.acting import (
    ADMIN,
    STUCK_AFTER,
    SUPPORT,
    delete_elsewhere,
    insert_row,
    target_of,
    write_elsewhere,
)


def reset(db: Session, *ids: UUID) -> Receipt:
    """Reset rows as they are now."""
    targets = [target_of(db, row_id) for row_id in ids]
    receipt = actions.reset(
        db, SUPPORT, targets, reason="", request_id=uuid4(), stuck_after=STUCK_AFTER
    )
    assert len(receipt.changed) == len(ids)
    return receipt


def again(
    db: Session, within: timedelta = aftermath.REPEATED_WITHIN
) -> dict[UUID, tuple[int, bool]]:
    """How often each row was reset, and whether it is stuck."""
    result = aftermath.reset_again(db, STUCK_AFTER, within=within)
    assert result.total == len(result.rows)
    return {row.row_id: (row.resets, row.stuck) for row in result.rows}


def get_stuck(db: Session, row_id: UUID) -> None:
    """The visitor started again, and it got stuck again."""
    write_elsewhere(db, row_id, "status = 'generating', updated_at = now() - interval '2 h'")


def test_resets_are_counted_by_row_and_undone_ones_are_not(db: Session) -> None:
    twice, once, _never = (insert_row(db) for _ in range(3))
    reset(db, twice, once)
    get_stuck(db, twice)
    last = reset(db, twice)
    assert again(db) == {}
    undo.undo(db, SUPPORT, last.request_id, reason="", request_id=uuid4())
    get_stuck(db, once)
    assert again(db) == {twice: (1, True), once: (1, True)}


def test_three_resets_stand_out_whatever_the_session_is_now(db: Session) -> None:
    row_id, twice = insert_row(db), insert_row(db, status="error")
    for _ in range(3):
        get_stuck(db, row_id)
        reset(db, row_id)
    for _ in range(2):
        write_elsewhere(db, twice, "status = 'error'")
        reset(db, twice)
    assert again(db) == {row_id: (3, False)}
    write_elsewhere(db, row_id, "status = 'ready'")
    (row,) = aftermath.reset_again(db, STUCK_AFTER).rows
    assert (row.status, row.label) == ("ready", "Checkout")


def test_they_are_found_over_the_whole_table_and_all_are_counted(db: Session) -> None:
    rows = [insert_row(db) for _ in range(30)]
    reset(db, *rows)
    for row_id in rows:
        get_stuck(db, row_id)
    result = aftermath.reset_again(db, STUCK_AFTER, limit=4)
    assert (result.total, len(result.rows)) == (30, 4)


def test_resets_before_the_window_do_not_count(db: Session) -> None:
    row_id = insert_row(db)
    reset(db, row_id)
    get_stuck(db, row_id)
    assert again(db, within=timedelta(minutes=-5)) == {}


def test_a_row_that_was_not_reset_but_deleted_does_not_count(db: Session) -> None:
    row_id = insert_row(db)
    target = target_of(db, row_id)
    actions.delete(db, ADMIN, [target], reason="gone", request_id=uuid4())
    assert again(db) == {}


def test_rows_changed_after_the_action_are_listed_with_their_current_status(db: Session) -> None:
    left, regenerated, deleted, blank = (insert_row(db) for _ in range(4))
    ids = [left, regenerated, deleted, blank]
    done = reset(db, *ids)
    assert aftermath.changed_since(db, done.request_id, ids) == {}
    write_elsewhere(db, regenerated, "status = 'generating'")
    write_elsewhere(db, blank, "status = NULL")
    delete_elsewhere(db, deleted)
    assert aftermath.changed_since(db, done.request_id, ids) == {
        regenerated: "generating",
        deleted: "deleted",
        blank: "no status",
    }


def test_a_deleted_row_that_stays_deleted_has_not_changed(db: Session) -> None:
    row_id = insert_row(db)
    target = target_of(db, row_id)
    done = actions.delete(db, ADMIN, [target], reason="gone", request_id=uuid4())
    assert aftermath.changed_since(db, done.request_id, [row_id]) == {}
