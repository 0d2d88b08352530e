"""The store's actions as the person at the dashboard takes them: one transaction each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

import resources
from sign_in import current
from store import actions, editing, reveal
from store import undo as undoing
from store.principal import Principal
from store.receipts import Receipt, Target
from store.records import Filters, SessionSummary

# A fixed namespace: the undo of one receipt always has the same request_id, so it applies once.
UNDO_NAMESPACE: Final = UUID("0f2b9f6e-4f0c-4a55-9b5e-6d0f3f6a7c11")

BATCH_ROWS: Final = 500


def acting() -> Principal:
    """The person at the dashboard, decided anew. Raises Refused."""
    return current.principal(resources.settings())


def targets(rows: Sequence[SessionSummary]) -> list[Target]:
    """Rows as they were seen."""
    return [Target(id=row.id, version=row.version) for row in rows]


def reset(rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt:
    """Reset the rows that still are as they were seen."""
    with resources.database().begin() as db:
        return actions.reset(
            db,
            acting(),
            targets(rows),
            reason=reason,
            request_id=request_id,
            stuck_after=resources.settings().stuck_after,
        )


def reset_matching(
    filters: Filters, scope: str, batch_id: UUID, reason: str, request_id: UUID
) -> Receipt:
    """Reset one batch of the rows in a frozen scope."""
    with resources.database().begin() as db:
        return actions.reset_matching(
            db,
            acting(),
            filters,
            reason=reason,
            request_id=request_id,
            limit=BATCH_ROWS,
            scope=scope,
            batch_id=batch_id,
        )


def fail(rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt:
    """Mark the rows as failed, each with a fresh error code."""
    with resources.database().begin() as db:
        return actions.fail(db, acting(), targets(rows), reason=reason, request_id=request_id)


def delete(rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt:
    """Delete the rows."""
    with resources.database().begin() as db:
        return actions.delete(db, acting(), targets(rows), reason=reason, request_id=request_id)


def edit(target: Target, changes: Mapping[str, Any], reason: str, request_id: UUID) -> Receipt:
    """Write the edited columns of one row."""
    with resources.database().begin() as db:
        return editing.edit(db, acting(), target, changes, reason=reason, request_id=request_id)


def undo(undone: UUID, reason: str = "") -> Receipt:
    """Undo one action where nothing has changed since."""
    with resources.database().begin() as db:
        return undoing.undo(
            db, acting(), undone, reason=reason, request_id=uuid5(UNDO_NAMESPACE, str(undone))
        )


def reveal_session_id(row_id: UUID, reason: str, request_id: UUID) -> str:
    """The full session_id of one row, for the audit log's record."""
    with resources.database().begin() as db:
        return reveal.reveal_session_id(db, acting(), row_id, reason=reason, request_id=request_id)
