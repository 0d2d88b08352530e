"""Two people at one inbox: nobody acts unknowingly, and everybody can take the last action back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services import acting, inbox, inbox_actions, resources, shared_results, threshold
from services.inbox import Item
from store.engine import Database
from store.errors import InvalidInput, PermissionDenied, Taken
from store.inbox.inbox_records import Decision, Disposition
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
    assert done.reset
    inbox_actions.take_back(done)
    assert status(database, row_id) == "generating"
    assert (item().assignee, item().is_hidden, item().version) == (None, False, 2)


def test_a_session_is_not_reset_by_the_second_of_two_people(
    database: Database, row_id: UUID, become: Become
) -> None:
    seen = item()
    inbox_actions.decide(seen, seen.version, Decision(assignee="sami"), "Assigned")
    become(ADMIN)
    with pytest.raises(Taken, match="sami"):
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


def test_taking_back_needs_that_nobody_decided_since(row_id: UUID, become: Become) -> None:
    done = inbox_actions.decide(item(), 0, DONE, "Done: Checkout")
    assert item().is_hidden
    become(ADMIN)
    inbox_actions.decide(item(), 1, Decision(assignee="ada"), "Assigned")
    become(SUPPORT)
    with pytest.raises(Taken, match="ada"):
        inbox_actions.take_back(done)
    assert item().assignee == "ada"


def test_an_item_that_was_snoozed_is_snoozed_again(row_id: UUID) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    snoozed = Decision(disposition=Disposition.SNOOZED, until=until, assignee="sami")
    inbox_actions.decide(item(), 0, snoozed, "Snoozed: Checkout")
    reopened = inbox_actions.decide(item(), 1, Decision(assignee="sami"), "Back: Checkout")
    assert not item().is_hidden
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
