"""What people do to many rows at once: reset, mark as failed, delete.

Each function checks the principal first, applies a request_id once, and writes its receipt and
audit rows in the caller's transaction. More than 100 rows take the role for bulk and a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import bulk, ledger, skips
from store.lifecycle import TRANSITIONS, Step, new_error_code
from store.models import PrototypeSessionRow, reference_key
from store.principal import Action, Principal
from store.receipts import Receipt, Skipped, Target
from store.records import Filters
from store.wording import reason_given

LIFE_CYCLE_COLUMNS: Final = ("status", "error_code", "updated_at")

_RESET: Final = """
UPDATE public.prototype_sessions AS p
SET status = :to_status, error_code = NULL, updated_at = now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS text[])) AS target (id, version)
WHERE p.id = target.id AND p.xmin::text = target.version AND p.status = ANY(:from_statuses)
  AND (p.status <> 'generating'
       OR COALESCE(COALESCE(p.updated_at, p.created_at) <= now() - :stuck_after, true))
RETURNING p.id
"""

_FAIL: Final = """
UPDATE public.prototype_sessions AS p
SET status = :to_status, error_code = target.code, updated_at = now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS text[]), CAST(:codes AS text[]))
     AS target (id, version, code)
WHERE p.id = target.id AND p.xmin::text = target.version AND p.status = ANY(:from_statuses)
RETURNING p.id
"""

_DELETE: Final = """
DELETE FROM public.prototype_sessions AS p
USING unnest(CAST(:ids AS uuid[]), CAST(:versions AS text[])) AS target (id, version)
WHERE p.id = target.id AND p.xmin::text = target.version
RETURNING p.id
"""


def reset(
    db: Session,
    principal: Principal,
    targets: Sequence[Target],
    *,
    reason: str,
    request_id: UUID,
    stuck_after: timedelta,
    scope: str = "",
    batch_id: UUID | None = None,
) -> Receipt:
    """Put finished and stuck rows back to pending, by one conditional UPDATE.

    A row is skipped, with the reason, when it is gone, is not the version seen, has no reset from
    its status, or is `generating` with an update within `stuck_after`. The reason may be blank up
    to 100 rows. Raises PermissionDenied, InvalidInput, Busy.
    """
    principal.require(Action.RESET)
    targets = bulk.selected(targets)
    bulk.check_threshold(stuck_after)
    request = ledger.Request(
        principal=principal,
        action=Action.RESET,
        reason=reason_given(reason, required=len(targets) > bulk.LARGE),
        request_id=request_id,
        scope=scope,
        batch_id=batch_id,
    )

    def work() -> list[Skipped]:
        bulk.check_size(db, request, len(targets))
        return _reset(db, request, targets, stuck_after)

    return ledger.once(db, request, work)


def reset_matching(
    db: Session,
    principal: Principal,
    filters: Filters,
    *,
    reason: str,
    request_id: UUID,
    limit: int = 500,
    scope: str = "",
    batch_id: UUID | None = None,
) -> Receipt:
    """Reset one batch of the stuck rows that a frozen predicate names, the longest stuck first.

    Call it with a new request_id and the same batch_id until nothing was changed. Rows that
    another writer holds are skipped, not waited for. `filters` needs `as_of`, `stuck_after`, and
    `match` where it has a `q`. Raises PermissionDenied, InvalidInput, Busy.
    """
    principal.require(Action.RESET)
    stuck_after = filters.stuck_after or timedelta(0)
    bulk.check_threshold(stuck_after)
    request = ledger.Request(
        principal=principal,
        action=Action.RESET,
        reason=reason_given(reason, required=False),
        request_id=request_id,
        scope=scope,
        batch_id=batch_id,
    )

    def work() -> list[Skipped]:
        bulk.check_size(db, request, bulk.count_to_limit(db, filters))
        targets = bulk.claim_matching(db, filters, limit)
        held = bulk.held_by_others(db, filters, targets, limit)
        return [*_reset(db, request, targets, stuck_after), *held]

    return ledger.once(db, request, work)


def _reset(
    db: Session, request: ledger.Request, targets: Sequence[Target], stuck_after: timedelta
) -> list[Skipped]:
    parameters = {**_transition(Step.RESET), "stuck_after": stuck_after}
    return _change(db, request, targets, _RESET, parameters, Step.RESET)


def fail(
    db: Session,
    principal: Principal,
    targets: Sequence[Target],
    *,
    reason: str,
    request_id: UUID,
    scope: str = "",
    batch_id: UUID | None = None,
) -> Receipt:
    """Mark pending and generating rows as failed, each with a fresh `BP-` code.

    The codes are in the receipt's `changed`. Raises PermissionDenied, InvalidInput, Busy.
    """
    principal.require(Action.FAIL)
    targets = bulk.selected(targets)
    request = ledger.Request(
        principal=principal,
        action=Action.FAIL,
        reason=reason_given(reason, required=True),
        request_id=request_id,
        scope=scope,
        batch_id=batch_id,
    )

    def work() -> list[Skipped]:
        bulk.check_size(db, request, len(targets))
        parameters = {**_transition(Step.FAIL), "codes": fresh_codes(db, len(targets))}
        return _change(db, request, targets, _FAIL, parameters, Step.FAIL)

    return ledger.once(db, request, work)


def delete(
    db: Session,
    principal: Principal,
    targets: Sequence[Target],
    *,
    reason: str,
    request_id: UUID,
    scope: str = "",
    batch_id: UUID | None = None,
) -> Receipt:
    """Delete rows that are still the version seen; undo can bring them back whole.

    Raises PermissionDenied, InvalidInput, Busy.
    """
    principal.require(Action.DELETE)
    targets = bulk.selected(targets)
    request = ledger.Request(
        principal=principal,
        action=Action.DELETE,
        reason=reason_given(reason, required=True),
        request_id=request_id,
        scope=scope,
        batch_id=batch_id,
    )

    def work() -> list[Skipped]:
        bulk.check_size(db, request, len(targets))
        return _change(db, request, targets, _DELETE, {}, None)

    return ledger.once(db, request, work)


def _change(
    db: Session,
    request: ledger.Request,
    targets: Sequence[Target],
    change: str,
    parameters: dict[str, object],
    step: Step | None,
) -> list[Skipped]:
    """Lock the targets, change those that `change` accepts, explain the rest."""
    seen = skips.lock(db, targets)
    everything = {
        **parameters,
        "ids": [target.id for target in targets],
        "versions": [target.version for target in targets],
    }
    columns = LIFE_CYCLE_COLUMNS if step else None
    changed = ledger.apply(db, request.request_id, change, everything, columns)
    return skips.explain(db, targets, seen, changed, step)


def _transition(step: Step) -> dict[str, object]:
    sources, status = TRANSITIONS[step]
    return {"from_statuses": sorted(sources), "to_status": status.value}


def fresh_codes(db: Session, count: int) -> list[str]:
    """`count` different error codes that no row has."""
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {new_error_code() for _ in range(count - len(codes))}
        taken = db.scalars(
            select(reference_key)
            .select_from(PrototypeSessionRow)
            .where(PrototypeSessionRow.error_code.is_not(None), reference_key.in_(drawn))
        )
        codes |= drawn - set(taken)
    return list(codes)
