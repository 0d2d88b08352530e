"""An undo that is offered succeeds, and one that is not is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions import actions, editing, reveal, undo, undo_rules
from store.actions.receipts import AuditEntry, Receipt
from store.audit import audit, entries
from store.errors import InvalidInput, PermissionDenied
from store.principal import Principal
from tests.store.acting import (
    ADMIN,
    STUCK_AFTER,
    SUPPORT,
    VIEWER,
    insert_row,
    target_of,
    write_elsewhere,
)

PEOPLE: Final = {"viewer": VIEWER, "support": SUPPORT, "admin": ADMIN}
LARGE: Final = 101


def reset(db: Session, by: Principal, *row_ids: UUID, batch_id: UUID | None = None) -> Receipt:
    targets = [target_of(db, row_id) for row_id in row_ids]
    return actions.reset(
        db,
        by,
        targets,
        reason="ticket",
        request_id=uuid4(),
        stuck_after=STUCK_AFTER,
        batch_id=batch_id,
    )


def rows(db: Session, count: int) -> list[UUID]:
    return [insert_row(db) for _ in range(count)]


def edited_content(db: Session) -> Receipt:
    """An edit of content by support, made as an admin."""
    as_admin = ADMIN.model_copy(update={"actor": SUPPORT.actor})
    target = target_of(db, insert_row(db))
    changes = {"generated_code": "export default () => 1"}
    return editing.edit(db, as_admin, target, changes, reason="why", request_id=uuid4())


def bulk_in_halves(db: Session) -> Receipt:
    """A large bulk whose two halves are small."""
    as_admin = ADMIN.model_copy(update={"actor": SUPPORT.actor})
    batch_id = uuid4()
    reset(db, as_admin, *rows(db, LARGE - 50), batch_id=batch_id)
    return reset(db, as_admin, *rows(db, 50), batch_id=batch_id)


def undone(db: Session) -> Receipt:
    done = reset(db, SUPPORT, insert_row(db))
    undo.undo(db, SUPPORT, done.request_id, reason="", request_id=uuid4())
    return done


def the_undo(db: Session) -> Receipt:
    done = reset(db, SUPPORT, insert_row(db))
    return undo.undo(db, SUPPORT, done.request_id, reason="", request_id=uuid4())


def revealed(db: Session) -> Receipt:
    request_id = uuid4()
    reveal.reveal_session_id(db, SUPPORT, insert_row(db), reason="why", request_id=request_id)
    return audit.receipt(db, request_id)


DONE: Final[dict[str, tuple[Callable[[Session], Receipt], dict[str, str]]]] = {
    "own": (
        lambda db: reset(db, SUPPORT, insert_row(db)),
        {"viewer": "may not undo", "support": "", "admin": ""},
    ),
    "somebody else's": (
        lambda db: reset(db, ADMIN, insert_row(db)),
        {"viewer": "may not undo", "support": "Only an admin", "admin": ""},
    ),
    "content": (
        edited_content,
        {"viewer": "may not undo", "support": "may not undo", "admin": ""},
    ),
    "a half of a large bulk": (
        bulk_in_halves,
        {"viewer": "may not undo", "support": "more than 100 sessions", "admin": ""},
    ),
    "undone": (undone, dict.fromkeys(PEOPLE, "has been undone")),
    "an undo": (the_undo, dict.fromkeys(PEOPLE, "An undo cannot be undone")),
    "a reveal": (revealed, dict.fromkeys(PEOPLE, "(reveal) cannot be undone")),
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("what", DONE)
def test_the_offer_matches_the_outcome(db: Session, what: str, who: str) -> None:
    make, words = DONE[what]
    request_id = make(db).request_id
    me = PEOPLE[who]
    (receipt,) = undo_rules.judged(db, [audit.receipt(db, request_id)], me)
    (entry,) = undo_rules.judged_entries(db, one_entry(db, request_id), me)
    assert words[who] in receipt.no_undo
    assert receipt.undoable == entry.undoable == (not words[who])
    assert entry.no_undo == receipt.no_undo
    if receipt.undoable:
        assert undo.undo(db, me, request_id, reason="", request_id=uuid4()).changed
    else:
        with pytest.raises((PermissionDenied, InvalidInput)):
            undo.undo(db, me, request_id, reason="", request_id=uuid4())


def one_entry(db: Session, request_id: UUID) -> tuple[AuditEntry, ...]:
    return entries.of_request(db, request_id, size=1).entries


def test_a_row_that_changed_since_is_not_offered(db: Session) -> None:
    changed, kept = rows(db, 2)
    done = reset(db, ADMIN, changed, kept)
    write_elsewhere(db, changed, "frame_name = 'Other'")
    (receipt,) = undo_rules.judged(db, [audit.receipt(db, done.request_id)], ADMIN)
    assert receipt.undoable
    of = {row_id: entries.for_row(db, row_id)[:1] for row_id in (changed, kept)}
    assert undo_rules.judged_entries(db, of[changed], ADMIN)[0].no_undo
    assert undo_rules.judged_entries(db, of[kept], ADMIN)[0].undoable
    write_elsewhere(db, kept, "frame_name = 'Other'")
    (receipt,) = undo_rules.judged(db, [audit.receipt(db, done.request_id)], ADMIN)
    assert "Everything it changed" in receipt.no_undo
