"""What people do to many rows at once: reset, mark as failed, delete.

Each function checks the principal first, applies a request_id once, and writes its receipt and
audit rows in the caller's transaction. More than 100 rows require the admin role and a
reason; actions on more than one row count toward the person's hourly limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.actions import bulk
from store.actions.execution import ActionOptions, Kind, act
from store.actions.receipts import Receipt, Target
from store.models import PrototypeSessionRow, reference_key
from store.principal import Action, Principal
from store.sessions.lifecycle import Step, new_error_code
from store.sessions.stuck import check_threshold, stuck_sql

_RESET: Final = f"""
UPDATE public.prototype_sessions AS p
SET status = :to_status, error_code = NULL, updated_at = now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS text[])) AS target (id, version)
WHERE p.id = target.id AND p.xmin::text = target.version AND p.status = ANY(:from_statuses)
  AND (p.status <> 'generating' OR {stuck_sql("p.")})
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


RESETTING: Final = Kind(Action.RESET, _RESET, Step.RESET, needs_reason=False)
_FAILING: Final = Kind(Action.FAIL, _FAIL, Step.FAIL, needs_reason=True)
_DELETING: Final = Kind(Action.DELETE, _DELETE, None, needs_reason=True)


def reset(
    db: Session,
    principal: Principal,
    targets: Sequence[Target],
    *,
    stuck_after: timedelta,
    **options: Unpack[ActionOptions],
) -> Receipt:
    """Reset finished and stuck rows to pending with one conditional UPDATE.

    A row is skipped, with the reason, if it is gone, was changed since, cannot be reset from its
    status, or is `generating` with an update within `stuck_after`. Up to 100 rows, the reason may
    be blank. Raises PermissionDenied, InvalidInput, RateLimited, Busy.
    """

    def parameters() -> dict[str, object]:
        check_threshold(stuck_after)
        return {"stuck_after": stuck_after}

    return act(db, principal, RESETTING, targets, parameters, options)


def fail(
    db: Session, principal: Principal, targets: Sequence[Target], **options: Unpack[ActionOptions]
) -> Receipt:
    """Mark pending and generating rows as failed, each with a fresh `BP-` code.

    The codes are in the receipt's `changed`. Raises PermissionDenied, InvalidInput, RateLimited,
    Busy.
    """

    def parameters() -> dict[str, object]:
        return {"codes": fresh_codes(db, len(bulk.selected(targets)))}

    return act(db, principal, _FAILING, targets, parameters, options)


def delete(
    db: Session, principal: Principal, targets: Sequence[Target], **options: Unpack[ActionOptions]
) -> Receipt:
    """Delete rows that have not changed since they were seen; undo can restore them completely.

    Raises PermissionDenied, InvalidInput, RateLimited, Busy.
    """
    return act(db, principal, _DELETING, targets, dict, options)


def fresh_codes(db: Session, count: int) -> list[str]:
    """New error codes, different from each other and from those of all rows."""
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
