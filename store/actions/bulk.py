"""The scope of a bulk action: its size limits, and the rows that match its predicate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from store.actions import skips
from store.actions.ledger import Request
from store.actions.receipts import Skipped, Target
from store.errors import InvalidInput
from store.models import PrototypeSessionRow, stuck_since
from store.own_models import AuditRow, ReceiptRow
from store.principal import Action
from store.records import Filters
from store.sessions import matching
from store.sessions.labels import LABEL
from store.sessions.lifecycle import Step

LARGE: Final = 100
MOST_TARGETS: Final = 1_000

# No row has this version, so a skip that it explains means that somebody changed the row.
UNKNOWN_VERSION: Final = "0"

_ACCOUNTED: Final = """
SELECT a.row_id FROM dashboard.audit AS a JOIN dashboard.receipts AS r USING (request_id)
WHERE r.batch_id = :batch_id
UNION
SELECT s.row_id FROM dashboard.skips AS s JOIN dashboard.receipts AS r USING (request_id)
WHERE r.batch_id = :batch_id
"""

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


def count_to_limit(db: Session, filters: Filters) -> int:
    """How many rows match the predicate, up to one above the limit of a small bulk action."""
    some = select(PrototypeSessionRow.id).where(*frozen(filters)).limit(LARGE + 1)
    return db.scalars(select(func.count()).select_from(some.subquery())).one()


def claim_matching(db: Session, filters: Filters, limit: int) -> tuple[Target, ...]:
    """Lock 1 to 1,000 matching rows that nobody else has locked, longest without an update first.

    This uses the order of the index on stuck rows; by id, each batch would read the whole table up
    to where the last one ended. Locked rows are skipped, so no order can deadlock.
    """
    if not 1 <= limit <= MOST_TARGETS:
        raise InvalidInput(f"A batch has 1 to {MOST_TARGETS:,} sessions.")
    rows = db.execute(
        select(PrototypeSessionRow.id, row_version.label("version"))
        .where(*frozen(filters))
        .order_by(stuck_since, PrototypeSessionRow.id)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return tuple(Target(id=row.id, version=row.version) for row in rows)


def held_by_others(
    db: Session, filters: Filters, claimed: Sequence[Target], limit: int
) -> list[Skipped]:
    """At most 100 matching rows, among the claimed ones, that another writer has locked."""
    statement: Select[UUID, str] = (
        select(PrototypeSessionRow.id, literal_column(LABEL.replace("p.", ""), Text).label("label"))
        .where(*frozen(filters))
        .where(PrototypeSessionRow.id.not_in([target.id for target in claimed]))
        .order_by(stuck_since, PrototypeSessionRow.id)
        .limit(LARGE)
    )
    if len(claimed) >= limit:
        statement = statement.where(_before(db, claimed[-1]))
    return [
        Skipped(row_id=row.id, label=row.label, reason="being changed right now")
        for row in db.execute(statement)
    ]


def _before(db: Session, last: Target) -> ColumnElement[bool]:
    """Whether a row comes before the last claimed one, which is locked and so cannot move."""
    edge = db.scalar(select(stuck_since).where(PrototypeSessionRow.id == last.id))
    by_id = PrototypeSessionRow.id < last.id
    if edge is None:
        return or_(stuck_since.is_not(None), by_id)
    return or_(stuck_since < edge, and_(stuck_since == edge, by_id))


def frozen_ids(db: Session, filters: Filters, limit: int) -> tuple[UUID, ...]:
    """At most `limit` rows that match the predicate, longest without an update first."""
    chosen = select(PrototypeSessionRow.id).where(*frozen(filters))
    return tuple(
        db.scalars(chosen.order_by(stuck_since, PrototypeSessionRow.id).limit(limit)).all()
    )


def left_since(
    db: Session, filters: Filters, shown: Sequence[UUID], batch_id: UUID | None
) -> list[Skipped]:
    """The rows in `shown` that no longer match, with the reason, without those that this bulk
    action has reset or listed.
    """
    if not shown:
        return []
    among_shown = PrototypeSessionRow.id == any_(literal(list(shown), ARRAY(Uuid())))
    matching_still = db.scalars(select(PrototypeSessionRow.id).where(among_shown, *frozen(filters)))
    accounted = db.scalars(text(_ACCOUNTED), {"batch_id": batch_id})
    left = set(shown) - set(matching_still) - set(accounted)
    targets = [Target(id=row_id, version=UNKNOWN_VERSION) for row_id in sorted(left)]
    return skips.explain(db, targets, skips.read(db, targets), set(), Step.RESET)
