"""Actions of the person at the dashboard, each with one transaction and one log line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from services import acting, resources, threshold
from services.action_log import logged
from store.actions import actions, answering, editing, reveal
from store.actions import undo as undoing
from store.actions.limits import Limits
from store.actions.receipts import Receipt, Target
from store.records import SessionSummary

# A fixed namespace, so that undoing a receipt always has the same request_id and applies once.
UNDO_NAMESPACE: Final = UUID("0f2b9f6e-4f0c-4a55-9b5e-6d0f3f6a7c11")

# One session, unchanged, is answered once by each person, however often the reply is copied.
ANSWER_NAMESPACE: Final = UUID("7f8a9f34-6f5c-4b0a-9a55-2a3f0a6d9e27")


def limits() -> Limits:
    """The hourly limits of one person."""
    settings = resources.settings()
    return Limits(reveals=settings.reveals_per_hour, bulk_actions=settings.bulk_actions_per_hour)


def targets(rows: Sequence[SessionSummary]) -> list[Target]:
    """The rows' ids with the versions that were read."""
    return [Target(id=row.id, version=row.version) for row in rows]


@logged(acting.principal)
def reset(rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt:
    """Reset the rows, except those that have changed since they were read."""
    # Each needs a connection of its own.
    me, stuck_after = acting.principal(), threshold.stuck_after()
    with resources.database().begin() as db:
        return actions.reset(
            db,
            me,
            targets(rows),
            reason=reason,
            request_id=request_id,
            stuck_after=stuck_after,
            limits=limits(),
        )


@logged(acting.principal)
def fail(rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt:
    """Mark the rows as failed, each with a fresh error code."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return actions.fail(
            db, me, targets(rows), reason=reason, request_id=request_id, limits=limits()
        )


@logged(acting.principal)
def delete(rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt:
    """Delete the rows."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return actions.delete(
            db, me, targets(rows), reason=reason, request_id=request_id, limits=limits()
        )


@logged(acting.principal)
def edit(target: Target, changes: Mapping[str, Any], reason: str, request_id: UUID) -> Receipt:
    """Write the edited columns of one row."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return editing.edit(db, me, target, changes, reason=reason, request_id=request_id)


@logged(acting.principal)
def answer(row: SessionSummary, about: str) -> Receipt:
    """Record that the visitor was answered; once for a person and a version of the row."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return answering.answer(
            db,
            me,
            row.id,
            about=about,
            request_id=uuid5(ANSWER_NAMESPACE, f"{row.id} {row.version} {me.actor}"),
        )


@logged(acting.principal)
def undo(undone: UUID, reason: str = "", batch_id: UUID | None = None) -> Receipt:
    """Undo one action, except for rows that have changed since."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return undoing.undo(
            db,
            me,
            undone,
            reason=reason,
            request_id=uuid5(UNDO_NAMESPACE, str(undone)),
            batch_id=batch_id,
        )


def undo_batch(batch_id: UUID) -> UUID:
    """Undo the rest of a bulk action, the last batch first, with one transaction per batch.

    Returns the batch_id of the undos. To continue after an interruption, call this again.
    """
    undos = uuid5(UNDO_NAMESPACE, f"batch {batch_id}")
    for request_id in resources.database().primary.read(
        lambda db: undoing.open_requests(db, batch_id)
    ):
        undo(request_id, batch_id=undos)
    return undos


@logged(acting.principal)
def reveal_session_id(row_id: UUID, reason: str, request_id: UUID) -> str:
    """The full session_id of one row. The reveal is recorded in the audit log."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return reveal.reveal_session_id(
            db, me, row_id, reason=reason, request_id=request_id, most=limits()
        )
