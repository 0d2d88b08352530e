"""The sessions of a showcase: picks, orders, captions and removes them, with a receipt for each.

Changes of one showcase wait for each other, so that two people who reorder it lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.audit.wording import clean
from store.clean_text import one_line
from store.errors import InvalidInput, NotFound
from store.principal import Action, Principal
from store.showcases import showcases
from store.showcases.item_statements import (
    ACCEPT,
    DESCRIBE,
    DROP,
    LOCK,
    ORDER,
    PICK,
    PLACE,
    PUT,
)
from store.showcases.showcase_records import MOST_ITEMS, PickedSession, Showcase, SlideTexts
from store.showcases.showcases import sessions_text


def pick(
    db: Session, principal: Principal, showcase_id: UUID, row_ids: Sequence[UUID], request_id: UUID
) -> Receipt:
    """Add sessions at the end; those that are in it already stay where they are, uncounted.

    Raises NotFound, InvalidInput if it would have too many, PermissionDenied.
    """
    principal.require(Action.SHOWCASE)
    known = _lock(db, showcase_id)
    new = [row_id for row_id in dict.fromkeys(row_ids) if row_id not in known]

    def work(order: list[UUID]) -> None:
        if len(order) + len(new) > MOST_ITEMS:
            raise InvalidInput(
                f"A showcase has at most {MOST_ITEMS} sessions. This one has {len(order)}."
            )
        _save_order(db, showcase_id, order)
        db.execute(PICK, {"id": showcase_id, "row_ids": new, "last": len(order)})

    words = f"Added {sessions_text(len(new))} to" if new else "Added no new session to"
    return _changed(db, principal, showcase_id, words, request_id, work)


def remove(
    db: Session, principal: Principal, showcase_id: UUID, row_id: UUID, request_id: UUID
) -> Receipt:
    """Take a session out. Raises NotFound, PermissionDenied."""

    def work(order: list[UUID]) -> None:
        _expect(row_id, order)
        db.execute(DROP, {"id": showcase_id, "row_id": row_id})

    return _changed(db, principal, showcase_id, "Removed a session from", request_id, work)


def put_back(
    db: Session,
    principal: Principal,
    showcase_id: UUID,
    picked: PickedSession,
    position: int,
    request_id: UUID,
) -> Receipt:
    """Undo a removal: `position` counts from 0. Raises NotFound, InvalidInput, PermissionDenied."""

    def work(order: list[UUID]) -> None:
        if len(order) >= MOST_ITEMS:
            raise InvalidInput(f"A showcase has at most {MOST_ITEMS} sessions.")
        values = picked.model_dump(include=set(PickedSession.model_fields))
        db.execute(PUT, {**values, "id": showcase_id})
        others = [each for each in order if each != picked.row_id]
        _save_order(db, showcase_id, [*others[:position], picked.row_id, *others[position:]])

    return _changed(db, principal, showcase_id, "Put a session back into", request_id, work)


def describe(
    db: Session,
    principal: Principal,
    showcase_id: UUID,
    row_id: UUID,
    texts: SlideTexts,
    request_id: UUID,
) -> Receipt:
    """Set a session's caption and notes. Raises NotFound, PermissionDenied."""
    said = {"caption": clean(db, texts.caption), "notes": clean(db, texts.notes)}

    def work(order: list[UUID]) -> None:
        _expect(row_id, order)
        db.execute(DESCRIBE, {"id": showcase_id, "row_id": row_id, **said})

    return _changed(db, principal, showcase_id, "Captioned a session in", request_id, work)


def accept(
    db: Session, principal: Principal, showcase_id: UUID, row_id: UUID, request_id: UUID
) -> Receipt:
    """Show a changed session as it is now. Raises NotFound, PermissionDenied."""

    def work(order: list[UUID]) -> None:
        _expect(row_id, order)
        db.execute(ACCEPT, {"id": showcase_id, "row_id": row_id})

    return _changed(db, principal, showcase_id, "Accepted a changed session in", request_id, work)


def arrange(
    db: Session, principal: Principal, showcase_id: UUID, row_ids: Sequence[UUID], request_id: UUID
) -> Receipt:
    """Put the sessions in this order. Raises NotFound, InvalidInput if they are not all of its
    sessions, PermissionDenied."""

    def work(order: list[UUID]) -> None:
        if sorted(order) != sorted(row_ids):
            raise InvalidInput(
                "Somebody else changed this showcase. Nothing was moved; it is shown as it is now."
            )
        _save_order(db, showcase_id, row_ids)

    return _changed(db, principal, showcase_id, "Reordered", request_id, work)


def _changed(
    db: Session,
    principal: Principal,
    showcase_id: UUID,
    change: str,
    request_id: UUID,
    work: Callable[[list[UUID]], None],
) -> Receipt:
    """Run `work` on the ids in order while nobody else changes the showcase."""
    principal.require(Action.SHOWCASE)
    showcase: Showcase = showcases.get(db, showcase_id)

    def locked() -> list[Skipped]:
        work(_lock(db, showcase_id))
        return []

    said = one_line(f"{change} the showcase “{showcase.name}”")
    return ledger.run_once(db, showcases.request(principal, said, request_id), locked)


def _lock(db: Session, showcase_id: UUID) -> list[UUID]:
    """The ids in order, which nobody else changes until the transaction ends. Raises NotFound."""
    if db.execute(LOCK, {"id": showcase_id}).one_or_none() is None:
        raise NotFound(what="showcase")
    return list(db.scalars(ORDER, {"id": showcase_id}))


def _expect(row_id: UUID, order: list[UUID]) -> None:
    if row_id not in order:
        raise NotFound(row_id)


def _save_order(db: Session, showcase_id: UUID, row_ids: Sequence[Any]) -> None:
    db.execute(PLACE, {"id": showcase_id, "row_ids": list(row_ids)})
