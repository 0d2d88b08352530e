"""The scope of a bulk action: its size limits, and the rows that match its predicate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Text,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from store.actions.ledger import Request
from store.actions.receipts import Target
from store.errors import InvalidInput
from store.models import PrototypeSessionRow, stuck_since
from store.own_models import AuditRow, ReceiptRow
from store.principal import Action
from store.records import Filters
from store.sessions import matching

LARGE: Final = 100
MOST_TARGETS: Final = 1_000

# No row has this version, so a skip that it explains means that somebody changed the row.
UNKNOWN_VERSION: Final = "0"

row_version: Final = cast(literal_column("prototype_sessions.xmin"), Text)


def selected(targets: Sequence[Target]) -> tuple[Target, ...]:
    """The targets without duplicates. Raises InvalidInput for none, or for more than 1,000."""
    unique = {target.id: target for target in targets}
    if not unique:
        raise InvalidInput("Nothing is selected, so nothing was done.")
    if len(unique) > MOST_TARGETS:
        raise InvalidInput(f"Select {MOST_TARGETS:,} sessions at most, or use a filter.")
    return tuple(unique.values())


def check_size(db: Session, request: Request, count: int) -> None:
    """Require the admin role and a reason above 100 rows, including those of the same batch."""
    if is_large(db, count, request.batch_id):
        request.principal.require(Action.BULK_LARGE)
        if not request.reason:
            raise InvalidInput(f"More than {LARGE} sessions: give a reason for the audit log.")


def is_large(db: Session, count: int, batch_id: UUID | None) -> bool:
    """Whether `count` rows plus those that the batch has changed are more than 100."""
    if count <= LARGE and batch_id is not None:
        count += db.scalars(
            select(func.count())
            .select_from(AuditRow)
            .join(ReceiptRow, ReceiptRow.request_id == AuditRow.request_id)
            .where(ReceiptRow.batch_id == batch_id)
        ).one()
    return count > LARGE


def frozen(filters: Filters) -> list[ColumnElement[bool]]:
    """The frozen predicate of a list. Raises InvalidInput if it is not frozen."""
    if filters.as_of is None or filters.stuck_after is None:
        raise InvalidInput("A reset of all needs the moment and the threshold it was shown with.")
    return matching.where(filters)


def frozen_ids(db: Session, filters: Filters, limit: int) -> tuple[UUID, ...]:
    """At most `limit` rows that match the predicate, longest without an update first."""
    chosen = select(PrototypeSessionRow.id).where(*frozen(filters))
    return tuple(
        db.scalars(chosen.order_by(stuck_since, PrototypeSessionRow.id).limit(limit)).all()
    )
