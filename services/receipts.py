"""Receipts, with whether the person at the dashboard can undo them."""

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
"""The first argument of store functions, opaque above the store."""


def receipt(db: Db, request_id: UUID, me: Principal) -> Receipt:
    """The receipt of one action. Raises NotFound."""
    return undo_rules.judged(db, [audit.receipt(db, request_id)], me)[0]


def batch(db: Db, batch_id: UUID, me: Principal) -> tuple[Receipt, ...]:
    """The receipts of one bulk action, oldest first."""
    return undo_rules.judged(db, audit.batch(db, batch_id), me)


def history(db: Db, row_id: UUID, me: Principal) -> tuple[AuditEntry, ...]:
    """What was done to a row, newest first, even if it is gone."""
    return undo_rules.judged_entries(db, entries.for_row(db, row_id), me)


def get(request_id: UUID) -> Receipt:
    """The receipt of one action, read in its own transaction. Raises NotFound."""
    me = acting.principal()
    return resources.database().read(lambda db: receipt(db, request_id, me))


def last(request_id: UUID) -> Receipt | None:
    """The receipt of one action; None if it was not read in time."""
    me = acting.principal()
    return resources.database().try_read(lambda db: receipt(db, request_id, me))


def last_batch(batch_id: UUID) -> tuple[Receipt, ...] | None:
    """The receipts of one bulk action, oldest first; None if not read in time."""
    me = acting.principal()
    return resources.database().try_read(lambda db: batch(db, batch_id, me))


def why_not_all(receipts: Sequence[Receipt]) -> str:
    """Why no part of a bulk action can be undone; empty if some part can."""
    if not receipts or any(each.undoable for each in receipts):
        return ""
    # Steps such as a pause, and turns that found nothing to change, say nothing about the others.
    changing = [each for each in receipts if each.changed]
    return (changing or receipts)[0].no_undo
