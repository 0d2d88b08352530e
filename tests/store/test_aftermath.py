"""What became of rows after a reset: counted, undone, changed by others."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from store import actions, aftermath, undo
from store.receipts import Receipt
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
    """A reset of rows as they are now."""
    targets = [target_of(db, row_id) for row_id in ids]
    return actions.reset(
        db, SUPPORT, targets, reason="", request_id=uuid4(), stuck_after=STUCK_AFTER
    )


def test_resets_are_counted_by_row_and_undone_ones_are_not(db: Session) -> None:
    twice, once, never = (insert_row(db) for _ in range(3))
    reset(db, twice, once)
    write_elsewhere(db, twice, "status = 'generating', updated_at = now() - interval '1 h'")
    last = reset(db, twice)
    ids = [twice, once, never]
    assert aftermath.resets(db, ids) == {twice: 2, once: 1}
    undo.undo(db, SUPPORT, last.request_id, reason="", request_id=uuid4())
    assert aftermath.resets(db, ids) == {twice: 1, once: 1}


def test_resets_before_the_window_do_not_count(db: Session) -> None:
    row_id = insert_row(db)
    reset(db, row_id)
    assert aftermath.resets(db, [row_id], within=timedelta(minutes=-5)) == {}
    assert aftermath.resets(db, []) == {}


def test_a_row_that_was_not_reset_but_deleted_does_not_count(db: Session) -> None:
    row_id = insert_row(db)
    target = target_of(db, row_id)
    actions.delete(db, ADMIN, [target], reason="gone", request_id=uuid4())
    assert aftermath.resets(db, [row_id]) == {}


def test_rows_changed_after_the_action_are_told_with_their_status_now(db: Session) -> None:
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
