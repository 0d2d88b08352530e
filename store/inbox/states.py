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

from store import kept
from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.errors import Taken
from store.inbox.inbox_records import Decision, State
from store.incidents.incident_records import Incident
from store.principal import Action, Principal
from store.records import Record

MOST: Final = 2_000
KEPT: Final = timedelta(days=30)
"""How long a state is kept after its last change. An incident lasts less long, or is news again."""

_ALL: Final = text("SELECT * FROM dashboard.inbox ORDER BY changed_at DESC LIMIT :limit")

_SET: Final = text(
    """
    INSERT INTO dashboard.inbox AS known (
        key, fingerprint, disposition, until, assignee, changed_by, version
    ) VALUES (:key, :fingerprint, :disposition, :until, :assignee, :actor, 1)
    ON CONFLICT (key) DO UPDATE SET
        fingerprint = excluded.fingerprint, disposition = excluded.disposition,
        until = excluded.until, assignee = excluded.assignee, changed_by = excluded.changed_by,
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
    none. `words` say it in the audit log.
    """

    incident: Incident
    version: int
    decision: Decision
    words: str


def everything(db: Session) -> dict[str, State]:
    """The states by key, the latest MOST."""
    rows = db.execute(_ALL, {"limit": MOST}).mappings()
    return {row["key"]: State.model_validate(dict(row)) for row in rows}


def decide(db: Session, principal: Principal, change: Change, request_id: UUID) -> Receipt:
    """Write a decision, once per request_id. Raises Taken if somebody else was first, and
    PermissionDenied.
    """
    principal.require(Action.TRIAGE)
    request = ledger.Request(
        principal=principal,
        action=Action.TRIAGE,
        reason="",
        request_id=request_id,
        scope=change.words,
    )
    return ledger.once(db, request, _write(db, principal, change))


def _write(db: Session, principal: Principal, change: Change) -> Callable[[], list[Skipped]]:
    def work() -> list[Skipped]:
        key = change.incident.key
        values = {
            **change.decision.model_dump(),
            "disposition": str(change.decision.disposition),
            "key": key,
            "fingerprint": change.incident.fingerprint,
            "actor": principal.actor,
            "version": change.version,
        }
        if db.scalar(_SET, values) is None:
            raise Taken(db.scalars(_CHANGED_BY, {"key": key}).one())
        return []

    return work


def purge(db: Session, limit: int = 1_000) -> int:
    """Remove at most `limit` states that nobody changed for KEPT; returns how many.

    Raises PermissionDenied for a read-only login.
    """
    given = {"kept": KEPT, "limit": limit}
    return kept.write(db, _PURGE, given, "the inbox").rowcount
