"""The rules for what can be undone, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from store.actions import bulk
from store.actions.editing import CONTENT
from store.actions.receipts import AuditEntry, Receipt
from store.own_models import AuditRow
from store.principal import Action, Principal

UNDOABLE: Final = frozenset({Action.RESET, Action.FAIL, Action.EDIT, Action.DELETE})

Done = Receipt | AuditEntry
"""An action, or what it did to one row."""


def judged(db: Session, receipts: Iterable[Receipt], person: Principal) -> tuple[Receipt, ...]:
    """The receipts, with whether this person can undo each now, and why not."""
    return tuple(
        receipt.model_copy(update=_judgement(why_not(db, receipt, person))) for receipt in receipts
    )


def judged_entries(
    db: Session, entries: Iterable[AuditEntry], person: Principal
) -> tuple[AuditEntry, ...]:
    """The entries, with whether this person can undo the action of each, and why not."""
    return tuple(
        entry.model_copy(update=_judgement(why_not(db, entry, person))) for entry in entries
    )


def _judgement(why: str) -> dict[str, object]:
    return {"undoable": not why, "no_undo": why}


def why_not(db: Session, done: Done, person: Principal) -> str:
    """Why this person cannot undo an action now, as a sentence; empty if they can."""
    return _closed(done) or _unchanged(done) or _forbidden(db, done, person)


def is_open(receipt: Receipt) -> bool:
    """Whether the action could be undone at all, apart from later changes and roles."""
    return not _closed(receipt)


def rights(db: Session, done: Done, person: Principal) -> Iterator[Action]:
    """The permissions that undoing an action requires."""
    yield Action.UNDO
    if done.actor != person.actor:
        yield Action.UNDO_OTHERS
    yield Action(done.action)
    if not person.may(Action.EDIT_CONTENT) and _changed_content(db, done):
        yield Action.EDIT_CONTENT
    if not person.may(Action.BULK_LARGE) and is_large(db, done):
        yield Action.BULK_LARGE


def is_large(db: Session, done: Done) -> bool:
    """Whether the action, or the bulk action it belongs to, changed more than 100 rows."""
    if done.batch_id:
        return bulk.is_large(db, 0, done.batch_id)
    if isinstance(done, Receipt):
        return bulk.is_large(db, len(done.changed), None)
    rows = select(func.count()).where(AuditRow.request_id == done.request_id)
    return bulk.is_large(db, db.scalars(rows).one(), None)


def _closed(done: Done) -> str:
    if done.undone_by:
        return "It has been undone."
    if done.undoes:
        return "An undo cannot be undone. Repeat the action instead."
    if done.action not in UNDOABLE:
        return f"This action ({done.action}) cannot be undone."
    if isinstance(done, Receipt) and not done.changed:
        return "It changed nothing, so there is nothing to undo."
    return ""


def _unchanged(done: Done) -> str:
    if isinstance(done, Receipt):
        everything = "Everything it changed has been changed since, so nothing can be undone."
        return "" if done.standing else everything
    return "" if done.is_unchanged else "This session has been changed since."


def _forbidden(db: Session, done: Done, person: Principal) -> str:
    for right in rights(db, done, person):
        if not person.may(right):
            return {
                Action.UNDO_OTHERS: "Somebody else did this. Only an admin can undo it.",
                Action.BULK_LARGE: f"It changed more than {bulk.LARGE} sessions. "
                "Only an admin can undo it.",
            }.get(right, f"Your role ({person.role}) may not undo this.")
    return ""


def _changed_content(db: Session, done: Done) -> bool:
    if done.action != Action.EDIT:
        return False
    wrote = or_(*(AuditRow.after.has_key(name) for name in sorted(CONTENT)))
    rows = select(AuditRow.id).where(AuditRow.request_id == done.request_id, wrote).limit(1)
    return db.scalar(rows) is not None
