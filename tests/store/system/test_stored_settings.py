"""The threshold that an admin chooses for everybody, and its entry in the audit log."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.receipts import Receipt
from store.errors import InvalidInput
from store.system import stored_settings
from store.system.system_records import StuckChoice
from tests.store.acting import ADMIN, recorded


def choose(
    db: Session, minutes: int | None, *, request_id: UUID | None = None, reason: str = "measured"
) -> Receipt:
    return stored_settings.choose_stuck_after(
        db, ADMIN, minutes, default=10, reason=reason, request_id=request_id or uuid4()
    )


def test_nothing_is_chosen_at_first(db: Session) -> None:
    assert stored_settings.stuck_choice(db) == StuckChoice()


def test_a_choice_is_kept_with_who_made_it(db: Session) -> None:
    receipt = choose(db, 4)
    choice = stored_settings.stuck_choice(db)
    assert (choice.minutes, choice.changed_by) == (4, "ada")
    assert (receipt.action, receipt.reason) == ("change setting", "measured")
    assert receipt.scope == "stuck after: 10 min (environment) → 4 min"
    assert choose(db, 6).scope == "stuck after: 4 min → 6 min"
    assert choose(db, None).scope == "stuck after: 6 min → 10 min (environment)"
    assert stored_settings.stuck_choice(db).minutes is None


def test_a_repeat_changes_nothing(db: Session) -> None:
    request_id = uuid4()
    choose(db, 4, request_id=request_id)
    choose(db, 6)
    assert choose(db, 4, request_id=request_id).repeated
    assert stored_settings.stuck_choice(db).minutes == 6
    assert recorded(db)["receipts"] == 2


@pytest.mark.parametrize(("minutes", "reason"), [(0, "r"), (1441, "r"), (-5, "r"), (4, " ")])
def test_impossible_minutes_and_a_missing_reason_are_refused(
    db: Session, minutes: int, reason: str
) -> None:
    with pytest.raises(InvalidInput):
        choose(db, minutes, reason=reason)
    assert stored_settings.stuck_choice(db) == StuckChoice()
    assert recorded(db)["receipts"] == 0


def test_a_login_that_may_not_read_it_is_told(db: Session) -> None:
    db.execute(text("CREATE ROLE stranger"))
    db.execute(text("SET LOCAL ROLE stranger"))
    with db.begin_nested() as attempt:
        choice = stored_settings.stuck_choice(db)
        attempt.rollback()
    assert choice.minutes is None
    assert "may not read" in choice.problem
