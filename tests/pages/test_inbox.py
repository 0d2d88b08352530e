"""The inbox: what needs a person, for those who may act and those who may look."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from streamlit.testing.v1 import AppTest

from components.formatting import safe_text
from components.inbox import inbox_actions
from store.engine import Database
from store.errors import DecisionConflict
from store.inbox import states
from store.inbox.inbox_records import Decision, Disposition
from store.incidents import stopped
from store.principal import Principal, Role
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import STUCK_AFTER, insert_row
from tests.store.inbox.deciding import change

ALICE = Principal(actor="alice", role=Role.SUPPORT)
HOUR = timedelta(hours=1)


def stuck(database: Database, count: int = 1) -> list[UUID]:
    """Sessions that stopped together an hour ago, a second apart."""
    with database.begin() as db:
        return [insert_row(db, idle=HOUR - timedelta(seconds=n)) for n in range(count)]


def decide(database: Database, **decision: Any) -> None:
    """Alice decides about the only incident."""
    with database.begin() as db:
        (incident,) = stopped.recently(db, STUCK_AFTER)
        chosen = Decision.model_validate(decision)
        states.decide(db, ALICE, change(incident, chosen), uuid4())


def items(app: AppTest) -> list[dict[str, Any]]:
    """What the list is drawn with."""
    assert not app.exception
    drawn = (each.proto for each in app.get("bidi_component"))
    (only,) = (each for each in drawn if each.component_name == "inbox")
    return list(json.loads(only.json)["items"])


def names(item: dict[str, Any]) -> list[str]:
    """What can be done with an item."""
    return [button["name"] for button in item["buttons"]]


def test_nothing_needs_anybody(open_page: OpenPage) -> None:
    app = open_page("inbox.py")
    assert items(app) == []
    assert "Nothing needs you" in all_text(app)
    assert [title.value for title in app.title] == ["Inbox"]


def test_the_newest_fact_comes_first_with_its_reason_and_its_number(
    open_page: OpenPage, database: Database
) -> None:
    stuck(database, 4)
    with database.begin() as db:
        alone = insert_row(db, idle=timedelta(minutes=20), frame_name="Cart")
    app = open_page("inbox.py")
    single, group = items(app)
    assert (single["title"], group["title"]) == ("Cart is stuck", "4 sessions stopped together")
    assert single["why"] == "Generating, and nothing heard of it for 20 min."
    assert group["why"].startswith("Last heard of within 3 s at ")
    assert single["address"] == f"session?id={alone}"
    assert group["address"].startswith("stuck?from=")
    assert names(single) == ["reset", "open", "assign", "done"]
    assert names(group) == ["open", "assign", "done"]
    assert group["buttons"][0]["label"] == "Reset these…"


def test_a_viewer_sees_all_and_acts_on_nothing(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    stuck(database)
    app = open_page("inbox.py")
    act_as("viewer")
    (item,) = items(app.run())
    assert (names(item), item["snooze"]) == (["open"], False)


def test_what_alice_is_on_has_to_be_taken_over_first(
    open_page: OpenPage, database: Database
) -> None:
    stuck(database)
    decide(database, assignee="alice")
    app = open_page("inbox.py")
    (item,) = items(app)
    assert [note["text"] for note in item["notes"]] == ["alice is on it"]
    assert item["buttons"][0]["label"] == "Take over from alice"
    assert names(item) == ["assign", "open", "done"]
    assert item["version"] == 1


def test_the_address_of_who_was_faster_is_no_link(open_page: OpenPage) -> None:
    app = open_page("inbox.py")
    refusal = str(DecisionConflict("alice@example.com"))
    app.session_state[inbox_actions.REFUSED] = refusal
    assert [warning.value for warning in app.run().warning] == [safe_text.escaped(refusal, 400)]


def test_what_is_done_is_away_until_its_facts_change(
    open_page: OpenPage, database: Database
) -> None:
    stuck(database, 3)
    decide(database, disposition=Disposition.DONE)
    assert items(open_page("inbox.py")) == []
    (away,) = items(open_page("inbox.py", show="done"))
    assert names(away) == ["reopen", "open"]
    with database.begin() as db:
        insert_row(db, idle=HOUR - timedelta(seconds=20))
    (back,) = items(open_page("inbox.py"))
    assert back["title"] == "4 sessions stopped together"
    assert back["notes"][0]["text"] == "Back: it has changed, done just now"


def test_what_was_done_can_be_taken_back_after_a_reload(
    open_page: OpenPage, database: Database
) -> None:
    def notice(app: AppTest) -> object:
        assert not app.exception
        drawn = (each.proto for each in app.get("bidi_component"))
        (only,) = (each for each in drawn if each.component_name == "inbox")
        return json.loads(only.json)["notice"]

    stuck(database)
    assert notice(open_page("inbox.py")) == ""
    with database.begin() as db:
        (incident,) = stopped.recently(db, STUCK_AFTER)
        tester = Principal(actor="tester", role=Role.SUPPORT)
        assigned = change(incident, Decision(assignee="tester"), "Assigned to you: Checkout")
        states.decide(db, tester, assigned, uuid4())
    assert notice(open_page("inbox.py")) == "Assigned to you: Checkout"


def test_each_part_is_in_the_address(open_page: OpenPage, database: Database) -> None:
    stuck(database)
    decide(database, assignee="tester")
    app = open_page("inbox.py", show="mine")
    assert app.segmented_control(key="show").value == "mine"
    parts = ["Waiting 1", "Mine 1", "Snoozed 0", "Done 0"]
    assert app.segmented_control(key="show").options == parts
    (item,) = items(app)
    assert item["notes"][0]["text"] == "You are on it"
    assert "release" in names(item)


def test_pages_show_the_number_that_is_known_and_read_nothing_for_it(
    open_page: OpenPage, database: Database
) -> None:
    def number(app: AppTest) -> object:
        assert not app.exception
        drawn = (each.proto for each in app.get("bidi_component"))
        (only,) = (each for each in drawn if each.component_name == "inbox_count")
        return json.loads(only.json)["count"]

    stuck(database)
    app = open_page("system.py")
    assert number(app) is None
    assert number(app.switch_page("inbox.py").run()) == 1
    stuck(database)
    assert number(app.switch_page("system.py").run()) == 1
