"""Starts a bulk reset from a confirmed scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    cast,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import Session

from store.actions import bulk, ledger, limits
from store.actions.receipts import Receipt, Scope, Skipped
from store.audit.wording import clean, reason_given
from store.bulk_models import BulkResetRow, BulkResetTargetRow
from store.bulk_resets import steps
from store.bulk_resets.bulk_records import Plan, State
from store.errors import InvalidInput
from store.models import PrototypeSessionRow, stuck_since
from store.principal import Action, Principal
from store.sessions.stuck import check_threshold

# Rows that were shown and no longer match get a version that no row has: their turn lists them
# with the reason.
_KEEP_LEFT: Final = text(
    """
    INSERT INTO dashboard.bulk_reset_rows (batch_id, place, row_id, version)
    SELECT :batch_id, :matching + row_number() OVER (ORDER BY shown.id), shown.id, :unknown
    FROM (SELECT DISTINCT unnest(CAST(:shown AS uuid[])) AS id) AS shown
    WHERE NOT EXISTS (
        SELECT FROM dashboard.bulk_reset_rows AS mine
        WHERE mine.batch_id = :batch_id AND mine.row_id = shown.id)
    """
)


def start(
    db: Session,
    principal: Principal,
    scope: Scope,
    plan: Plan,
    *,
    reason: str,
    batch_id: UUID,
    most: limits.Limits = limits.DEFAULT,
) -> Receipt:
    """Keep the rows of a frozen scope with their versions, the longest stuck first.

    Applied once per batch_id; resets nothing yet. More than 100 rows require the admin role and a
    reason. Raises PermissionDenied, InvalidInput, RateLimited, Busy.
    """
    principal.require(Action.BULK_RESET)
    pace = f"{plan.per_minute} a minute" if plan.per_minute else "all at once"
    words = f"started, {pace}{steps.DETAILS}{scope.description}"
    request = steps.request(
        principal, plan.name, words, batch_id=batch_id, request_id=batch_id
    ).model_copy(update={"reason": reason_given(reason, required=False)})

    def work() -> list[Skipped]:
        conditions = bulk.frozen(scope.filters)
        matching = _keep_matching(db, batch_id, conditions)
        if not matching:
            raise InvalidInput("None of these is stuck any more, so nothing was started.")
        total = _keep_left(db, batch_id, scope.row_ids, matching)
        limits.check_bulk(db, request, total, most)
        bulk.check_size(db, request, total)
        _keep(db, request, scope, plan, total)
        return []

    return ledger.run_once(db, request, work)


def _keep(db: Session, request: ledger.Request, scope: Scope, plan: Plan, total: int) -> None:
    stuck_after = scope.filters.stuck_after
    assert stuck_after is not None, "bulk.frozen requires a threshold."
    check_threshold(stuck_after)
    db.execute(
        insert(BulkResetRow).values(
            batch_id=request.batch_id,
            name=clean(db, plan.name),
            actor=clean(db, request.principal.actor),
            role=request.principal.role.value,
            reason=clean(db, request.reason),
            scope=clean(db, scope.description),
            stuck_after=stuck_after,
            per_minute=plan.per_minute,
            total=total,
            state=State.RUNNING.value,
        )
    )


def _keep_matching(db: Session, batch_id: UUID, conditions: Sequence[ColumnElement[bool]]) -> int:
    """Keep the rows that match with their versions; returns how many."""
    order = func.row_number().over(order_by=(stuck_since, PrototypeSessionRow.id))
    matching = select(
        literal(batch_id), cast(order, Integer), PrototypeSessionRow.id, bulk.row_version
    ).where(*conditions)
    columns = ["batch_id", "place", "row_id", "version"]
    db.execute(insert(BulkResetTargetRow).from_select(columns, matching))
    return _count_targets(db, batch_id)


def _keep_left(db: Session, batch_id: UUID, row_ids: Sequence[UUID], matching: int) -> int:
    """Keep the rows that were shown and no longer match; returns how many are kept in all."""
    parameters = {
        "batch_id": batch_id,
        "matching": matching,
        "unknown": bulk.UNKNOWN_VERSION,
        "shown": list(row_ids),
    }
    db.execute(_KEEP_LEFT, parameters)
    return _count_targets(db, batch_id)


def _count_targets(db: Session, batch_id: UUID) -> int:
    rows = select(func.count()).where(BulkResetTargetRow.batch_id == batch_id)
    return db.scalars(rows).one()
