"""Receipts of what people did, with whether the person at the dashboard can undo them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services import acting, resources
from store.actions import undo_rules
from store.actions.receipts import AuditEntry, Receipt
from store.audit import audit, entries
from store.principal import Principal

Db = Any
"""What the store's functions take first; only the store knows more about it."""


def receipt(db: Db, request_id: UUID, me: Principal) -> Receipt:
    """What one action did. Raises NotFound."""
    return undo_rules.judged(db, [audit.receipt(db, request_id)], me)[0]


def batch(db: Db, batch_id: UUID, me: Principal) -> tuple[Receipt, ...]:
    """What the actions of one bulk did, oldest first."""
    return undo_rules.judged(db, audit.batch(db, batch_id), me)


def history(db: Db, row_id: UUID, me: Principal) -> tuple[AuditEntry, ...]:
    """What was done to a row, newest first; also after it is gone."""
    return undo_rules.judged_entries(db, entries.for_row(db, row_id), me)


def get(request_id: UUID) -> Receipt:
    """What one action did, in a transaction of its own. Raises NotFound."""
    me = acting.principal()
    return resources.database().read(lambda db: receipt(db, request_id, me))


def last(request_id: UUID) -> Receipt | None:
    """The same beside other things on a page; None if it was not read in time."""
    me = acting.principal()
    return resources.database().try_read(lambda db: receipt(db, request_id, me))


def last_batch(batch_id: UUID) -> tuple[Receipt, ...] | None:
    """What the actions of one bulk did, oldest first; None if it was not read in time."""
    me = acting.principal()
    return resources.database().try_read(lambda db: batch(db, batch_id, me))


def why_not_all(receipts: Sequence[Receipt]) -> str:
    """Why a whole bulk action cannot be undone; empty if any of it can."""
    return "" if any(each.undoable for each in receipts) else receipts[0].no_undo
