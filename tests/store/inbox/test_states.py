"""Decisions about incidents: compare-and-set, audited, true of the facts they were made on."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.receipts import AuditFilters
from store.audit import audit_log
from store.errors import DecisionConflict
from store.inbox import states
from store.inbox.inbox_records import Decision, Disposition, State
from store.inbox.states import Change
from store.incidents.incident_records import Incident
from tests.store.acting import ADMIN, SUPPORT, recorded
from tests.store.inbox.deciding import NOON, an_incident, change, done_with

HOUR = timedelta(hours=1)


def snoozed(incident: Incident, **decision: object) -> Change:
    given = {"disposition": Disposition.SNOOZED, **decision}
    return change(incident, Decision.model_validate(given), "Snoozed: 17 sessions")


def state(db: Session) -> State:
    (only,) = states.everything(db).values()
    return only


def test_the_second_of_two_people_is_told_who_was_first(db: Session) -> None:
    states.decide(db, SUPPORT, done_with(an_incident()), uuid4())
    before = recorded(db)
    with pytest.raises(DecisionConflict, match="sami changed this item a moment ago") as raised:
        states.decide(db, ADMIN, done_with(an_incident()), uuid4())
    assert raised.value.actor == "sami"
    assert recorded(db) == before
    seen = state(db)
    assert (seen.version, seen.changed_by) == (1, "sami")
    states.decide(db, ADMIN, done_with(an_incident(), version=1), uuid4())
    assert (state(db).version, state(db).changed_by) == (2, "ada")


def test_a_repeated_request_is_applied_once(db: Session) -> None:
    request_id = uuid4()
    for repeated in (False, True):
        receipt = states.decide(db, SUPPORT, done_with(an_incident()), request_id)
        assert receipt.repeated is repeated
    assert state(db).version == 1


def test_each_decision_is_in_the_audit_log(db: Session) -> None:
    states.decide(db, SUPPORT, done_with(an_incident()), uuid4())
    (logged,) = audit_log.search(db, AuditFilters(action=("triage",))).actions
    assert (logged.actor, logged.scope, logged.changed) == ("sami", "Done: 17 sessions", 0)


def test_an_incident_comes_back_when_its_facts_change(db: Session) -> None:
    seen, changed = an_incident(), an_incident(count=16)
    states.decide(db, SUPPORT, done_with(seen), uuid4())
    assert state(db).hides(seen, NOON)
    assert not state(db).hides(changed, NOON)


def test_a_snooze_ends_with_its_time_or_with_the_facts(db: Session) -> None:
    seen = an_incident()
    states.decide(db, SUPPORT, snoozed(seen, until=NOON + HOUR), uuid4())
    assert state(db).hides(seen, NOON)
    assert not state(db).hides(seen, NOON + HOUR)
    assert not state(db).hides(an_incident(count=16), NOON)


def test_an_open_incident_with_an_assignee_is_not_hidden(db: Session) -> None:
    mine = change(an_incident(), Decision(assignee="sami"), "Assigned to sami: 17 sessions")
    states.decide(db, SUPPORT, mine, uuid4())
    assert state(db).assignee == "sami"
    assert not state(db).hides(an_incident(), NOON)


def test_a_person_can_take_back_what_they_did_within_the_hour(db: Session) -> None:
    states.decide(db, SUPPORT, done_with(an_incident()), uuid4())
    (step,) = states.last_steps(db, SUPPORT.actor)
    assert (step.key, step.version, step.description) == (an_incident().key, 1, "Done: 17 sessions")
    assert step.before.disposition is Disposition.OPEN
    assert states.last_steps(db, ADMIN.actor) == ()
    opened = change(an_incident(), Decision(), version=1).model_copy(update={"before": None})
    states.decide(db, SUPPORT, opened, uuid4())
    assert states.last_steps(db, SUPPORT.actor) == ()
    states.decide(db, SUPPORT, done_with(an_incident(), version=2), uuid4())
    db.execute(text("UPDATE dashboard.inbox SET changed_at = changed_at - interval '61 min'"))
    assert states.last_steps(db, SUPPORT.actor) == ()


def test_old_states_are_removed(db: Session) -> None:
    states.decide(db, SUPPORT, done_with(an_incident()), uuid4())
    assert states.purge(db) == 0
    db.execute(text("UPDATE dashboard.inbox SET changed_at = changed_at - interval '31 days'"))
    assert states.purge(db) == 1
    assert states.everything(db) == {}
