"""Undoes one action: a row is restored only if nothing else has changed it since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store import refusals
from store.actions import ledger, undo_rules
from store.actions.receipts import Changed, Receipt, Skipped
from store.audit import audit
from store.audit.wording import reason_given
from store.errors import InvalidInput, PermissionDenied
from store.principal import Action, Principal

# Locks existing rows in the order of ids, like the actions do.
_LOCK: Final = """
SELECT p.id, p.xmin::text AS version FROM public.prototype_sessions AS p
WHERE p.id = ANY(:ids) ORDER BY p.id FOR NO KEY UPDATE
"""

_COLUMNS: Final = """
SELECT DISTINCT key FROM dashboard.undo_snapshots, jsonb_object_keys("row") AS key
WHERE request_id = :undone ORDER BY key
"""

_RESTORE: Final = """
UPDATE public.prototype_sessions AS p SET {assignments}
FROM dashboard.undo_snapshots AS s
JOIN dashboard.audit AS a ON a.request_id = s.request_id AND a.row_id = s.row_id,
LATERAL jsonb_populate_record(NULL::public.prototype_sessions, s."row") AS old
WHERE s.request_id = :undone AND p.id = s.row_id AND p.xmin::text = a.version_after
RETURNING p.id
"""

_BRING_BACK: Final = """
INSERT INTO public.prototype_sessions ({columns}) OVERRIDING SYSTEM VALUE
SELECT {values} FROM dashboard.undo_snapshots AS s,
LATERAL jsonb_populate_record(NULL::public.prototype_sessions, s."row") AS old
WHERE s.request_id = :undone ORDER BY s.row_id
ON CONFLICT DO NOTHING
RETURNING id
"""

# jsonb_populate_record turns a JSON null into SQL NULL; in a NOT NULL column, restore JSON's.
_VALUES: Final = """
SELECT quote_ident(attname) AS name,
       CASE WHEN attnotnull AND atttypid IN ('jsonb'::regtype, 'json'::regtype)
            THEN format('COALESCE(old.%I, ''null'')', attname)
            ELSE format('old.%I', attname) END AS value
FROM pg_attribute
WHERE attrelid = 'public.prototype_sessions'::regclass AND attnum > 0 AND NOT attisdropped
  AND attgenerated = ''
ORDER BY attnum
"""

_PRESENT: Final = "SELECT id FROM public.prototype_sessions WHERE id = ANY(:ids)"
_KEPT: Final = "SELECT row_id FROM dashboard.undo_snapshots WHERE request_id = :undone"


def undo(
    db: Session,
    principal: Principal,
    undone_request_id: UUID,
    *,
    reason: str,
    request_id: UUID,
    batch_id: UUID | None = None,
) -> Receipt:
    """Restore exactly what one action changed, including `updated_at` and deleted rows.

    Skips rows that were changed since, and deleted rows whose id or visitor is in use again. An
    action can be undone once; undos and reveals cannot be undone. `undo_rules` says who may undo.
    `batch_id` groups the undos of a bulk action. Raises NotFound, PermissionDenied, InvalidInput,
    Busy.
    """
    principal.require(Action.UNDO)
    undone = audit.receipt(db, undone_request_id)
    for right in undo_rules.rights(db, undone, principal):
        principal.require(right)
    if undone.action not in undo_rules.UNDOABLE:
        raise InvalidInput(f"This action ({undone.action}) cannot be undone.")
    if undone.undone_by is not None:
        earlier = audit.receipt(db, undone.undone_by)
        if (earlier.request_id, earlier.actor) != (request_id, principal.actor):
            raise InvalidInput(f"This action has already been undone, by {earlier.actor}.")
    request = ledger.Request(
        principal=principal,
        action=Action.UNDO,
        reason=reason_given(reason, required=False),
        request_id=request_id,
        batch_id=batch_id,
        undoes=undone_request_id,
    )

    def work() -> list[Skipped]:
        put_back = _bring_back if undone.action == Action.DELETE else _restore
        return put_back(db, request, undone)

    return ledger.run_once(db, request, work)


def open_requests(db: Session, batch_id: UUID) -> tuple[UUID, ...]:
    """The requests of a bulk action that can still be undone, the last one first."""
    return tuple(
        receipt.request_id
        for receipt in reversed(audit.batch(db, batch_id))
        if undo_rules.is_open(receipt)
    )


def _restore(db: Session, request: ledger.Request, undone: Receipt) -> list[Skipped]:
    ids = [row.row_id for row in undone.changed]
    present = set(db.scalars(text(_LOCK), {"ids": ids}))
    columns = db.scalars(text(_COLUMNS), {"undone": undone.request_id}).all()
    if not columns:
        return _skipped(undone.changed, "its old values are no longer kept")
    values = _old_values(db)
    assignments = ", ".join(f"{name} = {values[name]}" for name in columns)
    change = _RESTORE.format(assignments=assignments)
    changed = ledger.apply(db, request.request_id, change, {"undone": undone.request_id}, columns)
    left = [row for row in undone.changed if row.row_id not in changed]
    gone = [row for row in left if row.row_id not in present]
    return [
        *_skipped(gone, "deleted"),
        *_skipped([row for row in left if row not in gone], "changed since"),
    ]


def _bring_back(db: Session, request: ledger.Request, undone: Receipt) -> list[Skipped]:
    kept = set(db.scalars(text(_KEPT), {"undone": undone.request_id}))
    if not kept:
        return _skipped(undone.changed, "its old values are no longer kept")
    values = _old_values(db)
    change = _BRING_BACK.format(columns=", ".join(values), values=", ".join(values.values()))
    changed = ledger.apply(db, request.request_id, change, {"undone": undone.request_id}, None)
    left = [row for row in undone.changed if row.row_id not in changed]
    present = set(db.scalars(text(_PRESENT), {"ids": [row.row_id for row in left]}))
    return [
        *_skipped([row for row in left if row.row_id in present], "it exists again"),
        *_skipped(
            [row for row in left if row.row_id not in present],
            "its visitor has started another session",
        ),
    ]


def _old_values(db: Session) -> dict[str, str]:
    """SQL for the kept value of each column, by column name."""
    return {row.name: row.value for row in db.execute(text(_VALUES))}


def _skipped(rows: Sequence[Changed], reason: str) -> list[Skipped]:
    return [Skipped(row_id=row.row_id, label=row.label, reason=reason) for row in rows]


def purge(db: Session, older_than: timedelta, limit: int = 1_000) -> int:
    """Delete up to `limit` old values kept for undo of actions older than `older_than`; how many.

    Raises PermissionDenied unless the login owns the tables.
    """
    statement = """
        WITH purged AS (
            DELETE FROM dashboard.undo_snapshots WHERE (request_id, row_id) IN (
                SELECT s.request_id, s.row_id FROM dashboard.undo_snapshots AS s
                JOIN dashboard.receipts AS r USING (request_id)
                WHERE r.at < now() - :older_than LIMIT :limit) RETURNING 1
        ) SELECT count(*) FROM purged"""
    try:
        with db.begin_nested():
            parameters = {"older_than": older_than, "limit": limit}
            return int(db.scalars(text(statement), parameters).one())
    except DBAPIError as error:
        if not isinstance(error.orig, refusals.NOT_ALLOWED):
            raise
        raise PermissionDenied("Do it as the owner of the dashboard's tables.") from error
