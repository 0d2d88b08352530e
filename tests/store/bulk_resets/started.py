"""Bulk resets to take turns of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.receipts import Receipt, Scope
from store.bulk_resets import reading, starting, turns
from store.bulk_resets.bulk_records import BulkReset, Plan
from store.principal import Principal
from store.records import Filters
from tests.store.acting import STUCK_AFTER, SUPPORT

NAME = "Outage 26 Nov"


def scope(shown: Sequence[UUID] = (), **filters: object) -> Scope:
    """Stuck rows as they were shown a minute ago."""
    as_of = datetime.now(UTC) - timedelta(minutes=1)
    frozen = Filters.model_validate({"as_of": as_of, "stuck_after": STUCK_AFTER, **filters})
    return Scope(filters=frozen, description="all stuck sessions", row_ids=tuple(shown))


def start(
    db: Session,
    *,
    by: Principal = SUPPORT,
    per_minute: int | None = None,
    reason: str = "",
    shown: Sequence[UUID] = (),
    batch_id: UUID | None = None,
) -> UUID:
    """A bulk reset of what is stuck."""
    batch_id = batch_id or uuid4()
    plan = Plan(name=NAME, per_minute=per_minute)
    starting.start(db, by, scope(shown), plan, reason=reason, batch_id=batch_id)
    return batch_id


def take(db: Session, batch_id: UUID | None = None) -> Receipt | None:
    """The turn that is due."""
    claimed = turns.claim(db, batch_id)
    return turns.reset_next(db, claimed) if claimed else None


def make_due(db: Session) -> None:
    """As if the pause between two turns had passed."""
    db.execute(text("UPDATE dashboard.bulk_resets SET next_at = now() - interval '1 s'"))


def state(db: Session, batch_id: UUID) -> BulkReset:
    """The bulk reset as it is now."""
    db.expire_all()
    return reading.get(db, batch_id)


def changed(receipt: Receipt | None) -> set[UUID]:
    """The ids of the rows that a turn reset."""
    assert receipt is not None
    return {row.row_id for row in receipt.changed}


def skipped(receipt: Receipt | None) -> dict[UUID, str]:
    """The reasons for skips, by row."""
    assert receipt is not None
    return {row.row_id: row.reason for row in receipt.skipped}
