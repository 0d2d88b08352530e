"""Pauses, resumes and stops a bulk reset."""

from __future__ import annotations

from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import (
    select,
    text,
)
from sqlalchemy.orm import Session

from store import refusals
from store.actions import bulk, ledger
from store.actions.receipts import Receipt, Skipped
from store.bulk_models import BulkResetRow
from store.bulk_resets import steps
from store.bulk_resets.bulk_records import ENDED, BulkReset, State
from store.bulk_resets.reading import record_of
from store.errors import InvalidInput, NotFound
from store.principal import Action, Principal

_SET_STATE: Final = text(
    """
    UPDATE dashboard.bulk_resets
    SET state = :state, next_at = clock_timestamp(), problem = '',
        ended_at = CASE WHEN :over THEN clock_timestamp() END
    WHERE batch_id = :batch_id
    """
)


class _Change(NamedTuple):
    """A step that a person takes while a bulk reset is in one of these states."""

    sources: tuple[State, ...]
    state: State
    verb: str


_PAUSE: Final = _Change((State.RUNNING,), State.PAUSED, "paused")
_RESUME: Final = _Change((State.PAUSED,), State.RUNNING, "resumed")
_STOP: Final = _Change((State.RUNNING, State.PAUSED), State.STOPPED, "stopped")


def pause(db: Session, principal: Principal, batch_id: UUID, *, request_id: UUID) -> Receipt:
    """Take no more turns until somebody resumes. Raises NotFound, InvalidInput, Busy."""
    return _change(db, principal, batch_id, _PAUSE, request_id)


def resume(db: Session, principal: Principal, batch_id: UUID, *, request_id: UUID) -> Receipt:
    """Go on where it was paused. Above 100 rows, this requires the admin role.

    Raises NotFound, InvalidInput, PermissionDenied, Busy.
    """
    return _change(db, principal, batch_id, _RESUME, request_id)


def stop(db: Session, principal: Principal, batch_id: UUID, *, request_id: UUID) -> Receipt:
    """End it where it is, for good. Raises NotFound, InvalidInput, Busy."""
    return _change(db, principal, batch_id, _STOP, request_id)


def _change(
    db: Session, principal: Principal, batch_id: UUID, change: _Change, request_id: UUID
) -> Receipt:
    """Waits for a turn that is being taken, whose rows then count."""
    principal.require(Action.BULK_RESET)
    with refusals.explained():
        locked = _locked(db, batch_id)
    words = f"{change.verb} after {locked.position:,} of {locked.total:,}"
    request = steps.request(principal, locked.name, words, batch_id=batch_id, request_id=request_id)

    def work() -> list[Skipped]:
        if locked.state not in change.sources:
            raise InvalidInput(f"“{locked.name}” is {locked.state} already. Nothing was changed.")
        if change is _RESUME and locked.total > bulk.LARGE:
            principal.require(Action.BULK_LARGE)
        over = change.state in ENDED
        parameters = {"state": change.state.value, "over": over, "batch_id": batch_id}
        db.execute(_SET_STATE, parameters)
        return []

    return ledger.run_once(db, request, work)


def _locked(db: Session, batch_id: UUID) -> BulkReset:
    statement = select(BulkResetRow).where(BulkResetRow.batch_id == batch_id)
    row = db.scalars(
        statement.with_for_update(key_share=True).execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound(batch_id, "bulk reset")
    return record_of(row)
