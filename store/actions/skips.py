"""Locks rows for a write, and says why some of them are skipped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.receipts import Skipped, Target
from store.records import Record
from store.sessions.labels import LABEL
from store.sessions.lifecycle import Status, Step, allows
from store.sessions.masking import discreet_status

UNKNOWN_LABEL: Final = "(gone)"
FINISHED: Final = (Status.READY, Status.ERROR)
PARTICIPLES: Final = MappingProxyType({Step.RESET: "reset", Step.FAIL: "marked as failed"})

# Ordered by id, so that two bulk actions never deadlock. `idle` is the time since the last update,
# or None if unknown (both times NULL or infinite), in which case the row counts as stuck.
_READ: Final = f"""
SELECT p.id, {LABEL} AS label, p.xmin::text AS version,
       left({discreet_status("p.status", "p.session_id")}, 64) AS status,
       CASE WHEN isfinite(COALESCE(p.updated_at, p.created_at))
            THEN now() - COALESCE(p.updated_at, p.created_at) END AS idle
FROM public.prototype_sessions AS p WHERE p.id = ANY(:ids) ORDER BY p.id
"""
_LOCK: Final = f"{_READ} FOR NO KEY UPDATE"

_WRITERS: Final = """
SELECT a.row_id, r.action || ' by ' || r.actor AS who
FROM dashboard.audit AS a
JOIN dashboard.receipts AS r ON r.request_id = a.request_id
JOIN public.prototype_sessions AS p ON p.id = a.row_id AND p.xmin::text = a.version_after
WHERE a.row_id = ANY(:ids)
"""


class LockedRow(Record):
    """A locked row, which cannot change until the transaction ends."""

    id: UUID
    label: str
    status: str | None
    version: str
    idle: timedelta | None


def lock(db: Session, targets: Sequence[Target]) -> dict[UUID, LockedRow]:
    """Lock the targets that still exist and read their current state."""
    return _read_locked(db, _LOCK, targets)


def read(db: Session, targets: Sequence[Target]) -> dict[UUID, LockedRow]:
    """Read the current state of the targets that still exist, without waiting for locks."""
    return _read_locked(db, _READ, targets)


def _read_locked(db: Session, statement: str, targets: Sequence[Target]) -> dict[UUID, LockedRow]:
    rows = db.execute(text(statement), {"ids": [target.id for target in targets]})
    return {row.id: LockedRow(**row._mapping) for row in rows}


def explain(
    db: Session,
    targets: Sequence[Target],
    locked: dict[UUID, LockedRow],
    changed: set[UUID],
    step: Step | None,
) -> list[Skipped]:
    """Each target that was skipped, with the reason as a phrase for people.

    `step` is None for a delete, which only requires that the row has not changed.
    """
    left = [target for target in targets if target.id not in changed]
    moved = [t.id for t in left if t.id in locked and locked[t.id].version != t.version]
    writers: dict[UUID, str] = {}
    if moved:
        writers = {row.row_id: row.who for row in db.execute(text(_WRITERS), {"ids": moved})}
    return [
        Skipped(
            row_id=target.id,
            label=locked[target.id].label if target.id in locked else UNKNOWN_LABEL,
            reason=_reason(target, locked.get(target.id), writers.get(target.id), step),
        )
        for target in left
    ]


def _reason(target: Target, now: LockedRow | None, writer: str | None, step: Step | None) -> str:
    if now is None:
        return "deleted"
    if now.version != target.version:
        if writer:
            return f"changed since you looked ({writer})"
        if step is Step.RESET and now.status == Status.PENDING:
            return "already pending"
        if now.status in FINISHED:
            return f"finished in the meantime ({now.status})"
        return "changed since you looked"
    if step is None:
        raise AssertionError("A delete refused a row that it had locked as seen.")
    if not allows(step, now.status):
        return _no_such_step(now.status, step)
    return f"still within the threshold: last update {ago(now.idle)}"


def _no_such_step(status: str | None, step: Step) -> str:
    if step is Step.RESET and status == Status.PENDING:
        return "already pending"
    if step is Step.FAIL and status in FINISHED:
        return f"already finished ({status})"
    named = "without a status" if status is None else f"with status “{status}”"
    return f"a session {named} cannot be {PARTICIPLES[step]}"


def ago(idle: timedelta | None) -> str:
    """How long ago: `40 s ago`, `3 min ago`, `5 h ago`."""
    seconds = max(0, int(idle.total_seconds())) if idle is not None else 0
    if seconds < 60:
        return f"{seconds} s ago"
    if seconds < 3_600:
        return f"{seconds // 60} min ago"
    return f"{seconds // 3_600} h ago"
