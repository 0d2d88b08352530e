"""Two people at one inbox: nobody acts unknowingly, and everybody can take the last action back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services import acting, inbox, inbox_actions, resources, shared_results, threshold
from services.inbox import Item
from store.engine import Database
from store.errors import DecisionConflict, InvalidInput, PermissionDenied
from store.inbox.inbox_records import Decision, Disposition, Step
from store.principal import Principal
from tests.store.acting import ADMIN, STUCK_AFTER, SUPPORT, VIEWER, insert_row, row_of

DONE = Decision(disposition=Disposition.DONE)
Become = Callable[[Principal], None]


@pytest.fixture
def become(database: Database, monkeypatch: pytest.MonkeyPatch) -> Become:
    """Sets who is acting."""
    monkeypatch.setattr(resources, "database", lambda: database)
    monkeypatch.setattr(threshold, "stuck_after", lambda: STUCK_AFTER)
    monkeypatch.setattr(shared_results, "SECONDS", 0.0)
    monkeypatch.setattr(shared_results, "SHOWN_SECONDS", 0.0)

    def act_as(person: Principal) -> None:
        monkeypatch.setattr(acting, "principal", lambda: person)

    act_as(SUPPORT)
    return act_as


@pytest.fixture
def row_id(database: Database, become: Become) -> UUID:
    """A session that is stuck."""
    with database.begin() as db:
        return insert_row(db)


def item() -> Item:
    """The only item of the inbox."""
    (only,) = inbox.read(datetime.now(UTC), STUCK_AFTER).items
    return only


def status(database: Database, row_id: UUID) -> str:
    row = database.read(lambda db: row_of(db, row_id))
    assert row
    return str(row["status"])


def test_a_reset_claims_the_item_and_is_taken_back_as_one(database: Database, row_id: UUID) -> None:
    done = inbox_actions.reset(item(), 0, "Reset: Checkout")
    assert status(database, row_id) == "pending"
    assert done.before.reset
    (kept,) = inbox_actions.last_steps()  # what a reloaded page finds
    assert kept == done
    inbox_actions.take_back(kept)
    assert inbox_actions.last_steps() == ()
    assert status(database, row_id) == "generating"
    assert (item().assignee, item().is_hidden, item().version) == (None, False, 2)


def test_a_session_is_not_reset_by_the_second_of_two_people(
    database: Database, row_id: UUID, become: Become
) -> None:
    seen = item()
    inbox_actions.decide(seen, seen.version, Decision(assignee="sami"), "Assigned")
    become(ADMIN)
    with pytest.raises(DecisionConflict, match="sami"):
        inbox_actions.reset(seen, seen.version, "Reset: Checkout")
    assert status(database, row_id) == "generating"
    inbox_actions.reset(item(), 1, "Reset: Checkout")
    assert status(database, row_id) == "pending"


def test_what_the_backend_wrote_since_is_not_reset(database: Database, row_id: UUID) -> None:
    seen = item()
    with database.begin() as db:
        later = "UPDATE prototype_sessions SET updated_at = now() - interval '30 min'"
        db.connection().exec_driver_sql(later)
    with pytest.raises(InvalidInput, match="has been updated since"):
        inbox_actions.reset(seen, 0, "Reset: Checkout")
    assert status(database, row_id) == "generating"
    assert item().state is None


def test_one_person_may_press_faster_than_the_page_follows(
    database: Database, row_id: UUID
) -> None:
    seen = item()
    inbox_actions.decide(seen, 0, Decision(assignee=SUPPORT.actor), "Assigned")
    done = inbox_actions.decide(seen, 0, DONE, "Done")
    assert item().is_hidden
    assert done
    inbox_actions.take_back(done)
    assert (item().is_hidden, item().assignee) == (False, SUPPORT.actor)
    inbox_actions.reset(seen, 0, "Reset: Checkout")
    assert status(database, row_id) == "pending"


@pytest.mark.parametrize("hours", [None, 1])
def test_what_is_pressed_twice_is_taken_back_at_once(row_id: UUID, hours: int | None) -> None:
    seen = item()

    def snooze() -> Step | None:
        until = datetime.now(UTC) + timedelta(hours=hours) if hours else None
        snoozed = Decision(disposition=Disposition.SNOOZED, until=until)
        return inbox_actions.decide(seen, 0, snoozed, "Snoozed: Checkout")

    first, second = snooze(), snooze()
    assert first
    assert second is None
    assert item().version == 1
    inbox_actions.take_back(first)
    assert not item().is_hidden


def test_taking_back_needs_that_nobody_decided_since(row_id: UUID, become: Become) -> None:
    done = inbox_actions.decide(item(), 0, DONE, "Done: Checkout")
    assert item().is_hidden
    become(ADMIN)
    inbox_actions.decide(item(), 1, Decision(assignee="ada"), "Assigned")
    become(SUPPORT)
    assert done
    with pytest.raises(DecisionConflict, match="ada"):
        inbox_actions.take_back(done)
    assert item().assignee == "ada"


def test_an_item_that_was_snoozed_is_snoozed_again(row_id: UUID) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    snoozed = Decision(disposition=Disposition.SNOOZED, until=until, assignee="sami")
    inbox_actions.decide(item(), 0, snoozed, "Snoozed: Checkout")
    reopened = inbox_actions.decide(item(), 1, Decision(assignee="sami"), "Back: Checkout")
    assert not item().is_hidden
    assert reopened
    inbox_actions.take_back(reopened)
    state = item().state
    assert state
    assert item().is_hidden
    assert (state.disposition, state.until, state.assignee) == ("snoozed", until, "sami")


def test_a_viewer_decides_nothing(row_id: UUID, become: Become) -> None:
    become(VIEWER)
    with pytest.raises(PermissionDenied):
        inbox_actions.decide(item(), 0, DONE, "Done: Checkout")
    assert item().state is None
