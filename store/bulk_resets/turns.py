"""Takes the turns of bulk resets. A turn is one transaction, and its claim is a row lock.

A process that dies, or is frozen for longer than LEASE, loses its transaction: nothing of the turn
is left, and another process takes it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from store.actions import actions, execution, ledger, skips
from store.actions.receipts import Receipt, Skipped, Target
from store.bulk_models import BulkResetRow, BulkResetTargetRow
from store.bulk_resets import steps
from store.bulk_resets.bulk_records import BulkReset, State
from store.bulk_resets.reading import record_of
from store.principal import Action, Principal, Role
from store.sessions.lifecycle import Step

AT_ONCE: Final = 500
"""Rows of one turn, where they are not spread."""
SHORTEST: Final = timedelta(seconds=6)
"""Between two turns of a bulk reset that is spread."""
LEASE: Final = "30s"
POSTPONED: Final = timedelta(seconds=30)
HELD: Final = "being changed right now"

_LEASE: Final = text(f"SELECT set_config('idle_in_transaction_session_timeout', '{LEASE}', true)")

_LOCK: Final = text(
    """
    SELECT p.id FROM public.prototype_sessions AS p
    WHERE p.id = ANY(:ids) ORDER BY p.id FOR NO KEY UPDATE SKIP LOCKED
    """
)

# After a break, such as one without any process, the pace starts again from now.
_MOVE_ON: Final = text(
    """
    UPDATE dashboard.bulk_resets
    SET position = position + :taken, problem = '',
        next_at = GREATEST(next_at, clock_timestamp() - CAST(:pause AS interval))
                  + CAST(:pause AS interval),
        state = CASE WHEN :over THEN 'done' ELSE state END,
        ended_at = CASE WHEN :over THEN clock_timestamp() END
    WHERE batch_id = :batch_id
    """
)

_POSTPONE: Final = text(
    """
    UPDATE dashboard.bulk_resets SET problem = :problem, next_at = clock_timestamp() + :pause
    WHERE batch_id = :batch_id AND state = 'running'
    """
)

_SUM: Final = text(
    """
    SELECT (SELECT count(*) FROM dashboard.audit AS a JOIN dashboard.receipts AS r
            USING (request_id) WHERE r.batch_id = :batch_id) AS reset,
           (SELECT count(*) FROM dashboard.skips AS s JOIN dashboard.receipts AS r
            USING (request_id) WHERE r.batch_id = :batch_id) AS skipped
    """
)


class Pace(NamedTuple):
    """Rows of one turn, and the time from it to the next."""

    rows: int
    pause: timedelta


def pace(per_minute: int | None) -> Pace:
    """Small turns that are at least six seconds apart, or large ones without a pause."""
    if per_minute is None:
        return Pace(AT_ONCE, timedelta(0))
    rows = max(1, int(per_minute * (SHORTEST / timedelta(minutes=1))))
    return Pace(rows, timedelta(minutes=1) * rows / per_minute)


def claim(db: Session, batch_id: UUID | None = None) -> BulkReset | None:
    """A bulk reset whose turn is due, or this one if its is, until the transaction ends.

    None if there is none, or another process is at it.
    """
    db.execute(_LEASE)
    is_due = (
        BulkResetRow.state == State.RUNNING.value,
        BulkResetRow.next_at <= text("clock_timestamp()"),
    )
    statement = select(BulkResetRow).where(*is_due).order_by(BulkResetRow.next_at).limit(1)
    if batch_id is not None:
        statement = statement.where(BulkResetRow.batch_id == batch_id)
    row = db.scalars(
        statement.with_for_update(key_share=True, skip_locked=True).execution_options(
            populate_existing=True
        )
    ).one_or_none()
    return record_of(row) if row else None


def reset_next(db: Session, claimed: BulkReset) -> Receipt:
    """Reset the next rows, those that have not changed since they were confirmed; write a receipt.

    Rows that another writer has locked are skipped. The last turn also ends the bulk reset.
    Raises Busy, PermissionDenied.
    """
    length = pace(claimed.per_minute)
    targets = _next(db, claimed, length.rows)
    request = ledger.Request(
        principal=_principal(claimed),
        action=Action.RESET,
        reason=claimed.reason,
        request_id=uuid5(claimed.batch_id, f"turn at {claimed.position}"),
        scope=claimed.scope,
        batch_id=claimed.batch_id,
    )
    receipt = ledger.run_once(
        db, request, lambda: _reset(db, request, targets, claimed.stuck_after)
    )
    over = claimed.position + len(targets) >= claimed.total
    parameters = {
        "taken": len(targets),
        "pause": length.pause,
        "over": over,
        "batch_id": claimed.batch_id,
    }
    db.execute(_MOVE_ON, parameters)
    if over:
        _end(db, claimed)
    return receipt


def postpone(db: Session, batch_id: UUID, problem: str) -> None:
    """Try the turn again in half a minute, and keep why it failed, for people to see."""
    parameters = {"batch_id": batch_id, "problem": problem, "pause": POSTPONED}
    db.execute(_POSTPONE, parameters)


def _next(db: Session, claimed: BulkReset, rows: int) -> list[Target]:
    place = BulkResetTargetRow.place
    statement = (
        select(BulkResetTargetRow.row_id, BulkResetTargetRow.version)
        .where(BulkResetTargetRow.batch_id == claimed.batch_id, place > claimed.position)
        .order_by(place)
        .limit(rows)
    )
    return [Target(id=row.row_id, version=row.version) for row in db.execute(statement)]


def _principal(claimed: BulkReset) -> Principal:
    """Who started it, with the role that allowed it."""
    return Principal(actor=claimed.actor, role=Role(claimed.role))


def _reset(
    db: Session, request: ledger.Request, targets: list[Target], stuck_after: timedelta
) -> list[Skipped]:
    free = set(db.scalars(_LOCK, {"ids": [target.id for target in targets]}))
    mine = [target for target in targets if target.id in free]
    others = [target for target in targets if target.id not in free]
    seen = skips.read(db, others) if others else {}
    held = [
        Skipped(row_id=target.id, label=seen[target.id].label, reason=HELD)
        for target in others
        if target.id in seen
    ]
    gone = [target for target in others if target.id not in seen]
    return [
        *execution.change(db, request, actions.RESETTING, mine, {"stuck_after": stuck_after}),
        *skips.explain(db, gone, {}, set(), Step.RESET),
        *held,
    ]


def _end(db: Session, claimed: BulkReset) -> None:
    total = db.execute(_SUM, {"batch_id": claimed.batch_id}).one()
    request = steps.request(
        _principal(claimed),
        claimed.name,
        f"ended with {total.reset:,} reset and {total.skipped:,} skipped",
        batch_id=claimed.batch_id,
        request_id=uuid5(claimed.batch_id, "end"),
    )
    ledger.run_once(db, request, list)
