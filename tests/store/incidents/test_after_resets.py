"""Zombies, resets that failed again, and repeat offenders."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions, undo
from store.actions.receipts import Receipt
from store.incidents.after_resets import after_resets
from store.incidents.incident_records import Incident, Kind
from tests.store.acting import STUCK_AFTER, SUPPORT, insert_row, target_of, write_elsewhere

READY = "status = 'ready', updated_at = now() + interval '4 s'"
FAILED = "status = 'error', error_code = 'BP-3F8A2C', updated_at = now() + interval '40 s'"
STUCK = "status = 'generating', updated_at = now() - interval '1 hour'"
BACKDATE = "UPDATE dashboard.receipts SET at = at - CAST(:by AS interval)"


def reset(db: Session, *ids: UUID, batch_id: UUID | None = None) -> Receipt:
    targets = [target_of(db, row_id) for row_id in ids]
    receipt = actions.reset(
        db,
        SUPPORT,
        targets,
        reason="",
        request_id=uuid4(),
        stuck_after=STUCK_AFTER,
        batch_id=batch_id,
    )
    assert len(receipt.changed) == len(ids)
    return receipt


def found(db: Session) -> tuple[Incident, ...]:
    return after_resets(db, STUCK_AFTER)


def test_a_run_that_the_reset_did_not_end_is_a_zombie(db: Session) -> None:
    finished, started_again = insert_row(db), insert_row(db)
    receipt = reset(db, finished, started_again)
    write_elsewhere(db, finished, READY)
    write_elsewhere(db, started_again, "status = 'ready', updated_at = now() + interval '40 s'")
    (zombie,) = found(db)
    assert (zombie.kind, zombie.count, zombie.total) == (Kind.ZOMBIE, 1, 2)
    assert zombie.key == f"zombie:{receipt.request_id}"
    assert zombie.subject
    assert (zombie.subject.row_id, zombie.subject.status) == (finished, "ready")
    assert zombie.cause
    assert (zombie.cause.id, zombie.cause.actor, zombie.cause.is_batch) == (
        receipt.request_id,
        "sami",
        False,
    )


def test_a_session_that_had_ended_before_its_reset_has_no_run_to_be_alive(db: Session) -> None:
    row_id = insert_row(db, status="error")
    reset(db, row_id)
    write_elsewhere(db, row_id, READY)
    assert found(db) == ()


def test_all_of_one_bulk_reset_are_one_incident(db: Session) -> None:
    rows = [insert_row(db) for _ in range(4)]
    batch_id = uuid4()
    reset(db, *rows[:2], batch_id=batch_id)
    reset(db, *rows[2:], batch_id=batch_id)
    write_elsewhere(db, rows[0], FAILED)
    write_elsewhere(db, rows[2], STUCK)
    (again,) = found(db)
    assert (again.kind, again.key) == (Kind.FAILED_AGAIN, f"failed-again:{batch_id}")
    assert (again.count, again.total, again.subject) == (2, 4, None)
    assert again.cause
    assert again.cause.is_batch


def test_a_reset_that_was_undone_or_followed_by_a_person_is_over(db: Session) -> None:
    undone, given_up = insert_row(db, status="error"), insert_row(db)
    receipt = reset(db, undone)
    undo.undo(db, SUPPORT, receipt.request_id, reason="", request_id=uuid4())
    reset(db, given_up)
    actions.fail(db, SUPPORT, [target_of(db, given_up)], reason="no use", request_id=uuid4())
    write_elsewhere(db, undone, "frame_name = 'Cart'")
    assert found(db) == ()


def test_the_third_failure_is_an_offender_and_nothing_else(db: Session) -> None:
    row_id = insert_row(db, status="error")
    for failures in (1, 2):
        assert Kind.OFFENDER not in {each.kind for each in found(db)}
        reset(db, row_id)
        # A transaction has one time, and each reset its own.
        db.execute(text(BACKDATE), {"by": timedelta(hours=failures)})
        write_elsewhere(db, row_id, FAILED)
    (offender,) = found(db)
    assert (offender.kind, offender.key) == (Kind.OFFENDER, f"offender:{row_id}")
    assert (offender.count, offender.total) == (3, None)
    write_elsewhere(db, row_id, "status = 'ready'")
    assert found(db) == ()


def test_failures_of_long_ago_do_not_count(db: Session) -> None:
    row_id = insert_row(db, status="error")
    for _ in range(3):
        reset(db, row_id)
        db.execute(text(BACKDATE), {"by": timedelta(hours=37)})
        write_elsewhere(db, row_id, FAILED)
    (again,) = found(db)
    assert again.kind is Kind.FAILED_AGAIN
