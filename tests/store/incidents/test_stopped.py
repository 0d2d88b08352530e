"""Stuck groups and singles, and how they are named while they are worked off."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions import actions, undo
from store.actions.receipts import Receipt
from store.errors import InvalidInput
from store.incidents import stopped
from store.incidents.incident_records import Incident, Kind
from tests.store.acting import STUCK_AFTER, SUPPORT, insert_row, target_of, write_elsewhere

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def recently(db: Session) -> tuple[Incident, ...]:
    return stopped.recently(db, STUCK_AFTER)


def crash(db: Session, count: int, *, before: timedelta = HOUR) -> list[UUID]:
    """Rows whose last updates are a second apart, the oldest first."""
    return [insert_row(db, idle=before - n * SECOND) for n in range(count)]


def reset(db: Session, *ids: UUID) -> Receipt:
    targets = [target_of(db, row_id) for row_id in ids]
    return actions.reset(
        db, SUPPORT, targets, reason="", request_id=uuid4(), stuck_after=STUCK_AFTER
    )


def test_those_that_stopped_together_are_one_and_the_others_each_their_own(db: Session) -> None:
    crash(db, 4)
    pair = crash(db, 2, before=3 * HOUR)
    insert_row(db, idle=timedelta(minutes=1))  # not yet
    insert_row(db, status="pending")
    group, *singles = recently(db)
    assert (group.kind, group.count, group.total, group.subject) == (Kind.STUCK_GROUP, 4, 4, None)
    assert group.newest - group.since == 3 * SECOND
    assert {single.kind for single in singles} == {Kind.STUCK}
    assert [single.key for single in singles] == [f"stuck:{row_id}" for row_id in reversed(pair)]
    subject = singles[0].subject
    assert subject
    assert (subject.row_id, subject.label, subject.status) == (pair[1], "Checkout", "generating")


def test_a_group_keeps_its_key_while_it_is_worked_off(db: Session) -> None:
    rows = crash(db, 5)
    (before,) = recently(db)
    done = reset(db, *rows[:3])
    (after,) = recently(db)
    assert (after.key, after.since, after.count, after.total) == (before.key, before.since, 2, 5)
    assert after.fingerprint != before.fingerprint
    undo.undo(db, SUPPORT, done.request_id, reason="", request_id=uuid4())
    (again,) = recently(db)
    assert again == before
    reset(db, *rows)
    assert recently(db) == ()


def test_the_facts_of_an_incident_do_not_change_as_time_passes(db: Session) -> None:
    row_id = insert_row(db)
    (before,) = recently(db)
    assert recently(db)[0].fingerprint == before.fingerprint
    write_elsewhere(db, row_id, "updated_at = now() - interval '30 min'")
    (after,) = recently(db)
    assert after.key == before.key
    assert after.fingerprint != before.fingerprint


def test_what_stopped_days_ago_is_one_incident_however_much_it_is(db: Session) -> None:
    assert stopped.long_ago(db, STUCK_AFTER) == ()
    for days in (4, 5, 40):
        insert_row(db, idle=days * DAY)
    insert_row(db, idle=2 * DAY)
    (old,) = stopped.long_ago(db, STUCK_AFTER)
    assert (old.kind, old.key, old.count, old.at_least) == (Kind.STUCK_LONG, "stuck-long", 3, False)
    assert old.newest - old.since == 36 * DAY
    (new,) = recently(db)
    assert new.kind is Kind.STUCK


def test_no_more_are_listed_than_a_person_can_read(db: Session) -> None:
    for minutes in range(stopped.MOST + 3):
        insert_row(db, idle=HOUR + timedelta(minutes=2 * minutes))
    listed = recently(db)
    assert len(listed) == stopped.MOST
    assert [each.newest for each in listed] == sorted(
        (each.newest for each in listed), reverse=True
    )


def test_a_threshold_of_nothing_is_refused(db: Session) -> None:
    for find in (stopped.recently, stopped.long_ago):
        with pytest.raises(InvalidInput):
            find(db, timedelta(0))
