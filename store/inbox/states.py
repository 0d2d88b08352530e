"""What people decided about incidents, shared by all, with a receipt for each change.

A change is compare-and-set on the state's version, so that two people never act on the same
incident unknowingly.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store import guarded
from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.errors import DecisionConflict
from store.inbox.inbox_records import Decision, PreviousDecision, State, Step
from store.principal import Action, Principal
from store.records import Record

MOST: Final = 2_000
KEPT: Final = timedelta(days=30)
"""How long a state is kept after its last change. An incident lasts less long, or is news again."""

TAKEN_BACK_WITHIN: Final = timedelta(hours=1)
MOST_STEPS: Final = 20

_ALL: Final = text(
    """
    SELECT key, fingerprint, disposition, until, assignee, changed_by, changed_at, version
    FROM dashboard.inbox ORDER BY changed_at DESC LIMIT :limit
    """
)

_STEPS: Final = text(
    """
    SELECT i.key, i.fingerprint, i.version, i.before, r.scope AS description
    FROM dashboard.inbox AS i JOIN dashboard.receipts AS r USING (request_id)
    WHERE i.changed_by = :actor AND i.before IS NOT NULL AND i.changed_at > now() - :within
    ORDER BY i.changed_at DESC LIMIT :limit
    """
)

_SET: Final = text(
    """
    INSERT INTO dashboard.inbox AS known (
        key, fingerprint, disposition, until, assignee, changed_by, version, before, request_id
    ) VALUES (:key, :fingerprint, :disposition, :until, :assignee, :actor, 1,
              CAST(:before AS jsonb), :request_id)
    ON CONFLICT (key) DO UPDATE SET
        fingerprint = excluded.fingerprint, disposition = excluded.disposition,
        until = excluded.until, assignee = excluded.assignee, changed_by = excluded.changed_by,
        before = excluded.before, request_id = excluded.request_id,
        changed_at = clock_timestamp(), version = known.version + 1
    WHERE known.version = :version
    RETURNING version
    """
)

_CHANGED_BY: Final = text("SELECT changed_by FROM dashboard.inbox WHERE key = :key")

_PURGE: Final = text(
    """
    DELETE FROM dashboard.inbox WHERE key IN (
        SELECT key FROM dashboard.inbox WHERE changed_at <= now() - :kept
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
    )
    """
)


class Change(Record):
    """A decision about an incident as a person saw it: `version` is that of its state, 0 if it had
    none. `description` is for the audit log. `before` is what taking it back restores; None for
    what cannot be taken back.
    """

    key: str
    fingerprint: str
    version: int
    decision: Decision
    description: str
    before: PreviousDecision | None = None


def everything(db: Session) -> dict[str, State]:
    """The states by key, the latest MOST."""
    rows = db.execute(_ALL, {"limit": MOST}).mappings()
    return {row["key"]: State.model_validate(dict(row)) for row in rows}


def last_steps(db: Session, actor: str) -> tuple[Step, ...]:
    """What the person did within TAKEN_BACK_WITHIN and can take back, the last at the end."""
    parameters = {"actor": actor, "within": TAKEN_BACK_WITHIN, "limit": MOST_STEPS}
    rows = db.execute(_STEPS, parameters).mappings().all()
    return tuple(Step.model_validate(dict(row)) for row in reversed(rows))


def decide(db: Session, principal: Principal, change: Change, request_id: UUID) -> Receipt:
    """Write a decision, once per request_id. Raises DecisionConflict if somebody else
    was first, and PermissionDenied.
    """
    principal.require(Action.TRIAGE)
    request = ledger.described(principal, Action.TRIAGE, change.description, request_id)
    return ledger.run_once(db, request, _write(db, request, change))


def _write(db: Session, request: ledger.Request, change: Change) -> Callable[[], list[Skipped]]:
    def work() -> list[Skipped]:
        values = {
            **change.decision.model_dump(),
            "disposition": str(change.decision.disposition),
            "key": change.key,
            "fingerprint": change.fingerprint,
            "actor": request.principal.actor,
            "version": change.version,
            "before": change.before.model_dump_json() if change.before else None,
            "request_id": request.request_id,
        }
        if db.scalar(_SET, values) is None:
            raise DecisionConflict(db.scalars(_CHANGED_BY, {"key": change.key}).one())
        return []

    return work


def purge(db: Session, limit: int = 1_000) -> int:
    """Remove at most `limit` states that nobody changed for KEPT; returns how many.

    Raises PermissionDenied for a read-only login.
    """
    parameters = {"kept": KEPT, "limit": limit}
    return guarded.write(db, _PURGE, parameters, "the inbox").rowcount
