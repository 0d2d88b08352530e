"""Messages are claimed by one process, in order, and tried again with growing pauses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database
from store.watch import outbox
from store.watch.watch_records import Claimed, Event, Message
from tests.store.blocking import wait_for_blocked

ONE, TWO = "slack-1", "json-2"


def put(db: Session, subject: str, *targets: str, incident_id: int | None = None) -> None:
    at = datetime(2026, 11, 26, tzinfo=UTC)
    message = Message(event=Event.OPENED, kind="burst", title=subject, path="/errors", at=at)
    outbox.put(db, message, subject, targets or (ONE,), incident_id)


def claim(db: Session, *targets: str) -> Claimed:
    claimed = outbox.claim(db, targets or (ONE, TWO))
    assert claimed is not None
    return claimed


def make_due(db: Session) -> None:
    db.execute(text("UPDATE dashboard.deliveries SET next_at = now() - interval '1 s'"))


def test_a_subject_is_put_once_for_each_target(db: Session) -> None:
    put(db, "a", ONE, TWO)
    put(db, "a", ONE, TWO)
    assert outbox.is_known(db, "a")
    assert not outbox.is_known(db, "b")
    assert {claim(db).target, claim(db).target} == {ONE, TWO}
    assert outbox.claim(db, (ONE, TWO)) is None


def test_two_processes_never_claim_the_same_message(database: Database) -> None:
    with database.begin() as db:
        put(db, "a")
        put(db, "b")
    with database.begin() as one, database.begin() as other:
        assert {claim(one).message.title, claim(other).message.title} == {"a", "b"}
        assert outbox.claim(one, (ONE,)) is None


def test_a_claim_that_was_left_runs_out(db: Session) -> None:
    put(db, "a")
    first = claim(db)
    assert outbox.claim(db, (ONE,)) is None
    db.execute(text("UPDATE dashboard.deliveries SET claimed_until = now() - interval '1 s'"))
    again = claim(db)
    assert (again.id, again.attempts) == (first.id, 2)


def test_others_targets_are_left_to_those_who_know_them(db: Session) -> None:
    put(db, "a", TWO)
    assert outbox.claim(db, (ONE,)) is None


def test_the_end_is_told_after_the_beginning(db: Session) -> None:
    statement = text(
        "INSERT INTO dashboard.incidents (key, kind, facts) VALUES ('k', 'burst', '{}')"
        " RETURNING id"
    )
    incident_id = db.scalars(statement).one()
    put(db, "opened", incident_id=incident_id)
    put(db, "closed", incident_id=incident_id)
    first = claim(db)
    assert first.message.title == "opened"
    assert outbox.claim(db, (ONE,)) is None
    outbox.delivered(db, first)
    assert claim(db).message.title == "closed"


def test_pauses_double_up_to_a_limit_and_hold_the_targets_other_messages(db: Session) -> None:
    put(db, "a")
    put(db, "b", ONE, TWO)
    pauses = []
    for _ in range(10):
        make_due(db)
        pauses.append(outbox.failed(db, claim(db, ONE), "it answered 500").total_seconds())
        assert outbox.claim(db, (ONE,)) is None
    assert pauses[:4] == [5, 10, 20, 40]
    assert pauses[-1] == outbox.LONGEST_PAUSE.total_seconds()
    assert claim(db, TWO).message.title == "b", "the other target is not held up"
    one = next(each for each in outbox.state(db).targets if each.target == ONE)
    assert (one.waiting, one.problem, one.delivered_at) == (2, "it answered 500", None)


@pytest.mark.parametrize(("asked", "pause"), [(60, 60), (1, 5), (10_000, 900)])
def test_a_receiver_may_ask_for_a_longer_pause(db: Session, asked: int, pause: int) -> None:
    put(db, "a")
    given = outbox.failed(db, claim(db), "it answered 429", at_least=timedelta(seconds=asked))
    assert given.total_seconds() == pause


def test_after_a_success_everything_that_waits_is_sent(db: Session) -> None:
    for subject in "abc":
        put(db, subject)
    outbox.failed(db, claim(db), "it cannot be reached")
    assert outbox.claim(db, (ONE,)) is None
    make_due(db)
    outbox.delivered(db, claim(db))
    for _ in range(2):
        outbox.delivered(db, claim(db))
    [state] = outbox.state(db).targets
    assert (state.waiting, state.problem) == (0, "")
    assert state.delivered_at is not None


def test_a_success_releases_no_message_that_another_process_is_sending(db: Session) -> None:
    put(db, "a")
    put(db, "b")
    first, _ = claim(db), claim(db)
    outbox.delivered(db, first)
    assert outbox.claim(db, (ONE,)) is None


def test_two_processes_that_deliver_to_one_receiver_do_not_deadlock(database: Database) -> None:
    with database.begin() as db:
        for subject in ("a", "b", "c"):
            put(db, subject)
    with database.begin() as db:
        first, middle, last = claim(db), claim(db), claim(db)

    def deliver(claimed: Claimed) -> None:
        with database.begin() as db:
            outbox.delivered(db, claimed)

    with ThreadPoolExecutor(2) as threads:
        with database.begin() as db:
            db.execute(
                text("SELECT FROM dashboard.deliveries WHERE id = :id FOR UPDATE"),
                {"id": middle.id},
            )
            one = threads.submit(deliver, first)
            wait_for_blocked(database)
            other = threads.submit(deliver, last)
            wait_for_blocked(database, 2)
        one.result()
        other.result()
    with database.begin() as db:
        assert outbox.state(db).targets[0].waiting == 1


def test_a_message_that_a_receiver_cannot_take_holds_up_no_other(db: Session) -> None:
    put(db, "poison")
    outbox.failed(db, claim(db), "it answered 400")
    put(db, "fine")
    make_due(db)
    assert claim(db).message.title == "fine"


def test_old_messages_that_arrived_are_removed(db: Session) -> None:
    put(db, "a")
    put(db, "b")
    outbox.delivered(db, claim(db))
    assert outbox.purge(db, timedelta(days=1)) == 0
    assert outbox.purge(db, timedelta(days=-1)) == 1
    assert not outbox.is_known(db, "a")
    assert outbox.is_known(db, "b")
