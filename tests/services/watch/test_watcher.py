"""Incidents reach a real receiver once, whatever it answers and however many watchers run."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Thread
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from services.watch import webhooks
from services.watch.digest import DAYS, Schedule
from services.watch.sending import Sender
from services.watch.watcher import Plan, Watcher
from store.actions import actions
from store.engine import Database
from store.watch import outbox
from tests.services.watch.receiver import Receiver, receiver
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of, write_elsewhere

KEY = SecretStr("a key of more than thirty-two bytes")
ORIGIN = "https://dash.example.com"
SESSION_ID = "0f8fad5b-d9cb-469f-a165-70867728950e"


@contextmanager
def watching(
    database: Database,
    *told: Receiver,
    schedule: Schedule | None = None,
    timeout_seconds: float = 10,
) -> Iterator[Watcher]:
    """A watcher that looks whenever it is told to, and takes an absence at its word."""
    hooks = webhooks.parse(SecretStr(" ".join(each.url for each in told)))
    plan = Plan(hooks, timedelta(0), STUCK_AFTER, schedule, away=timedelta(0))
    sender = Sender(ORIGIN, KEY, timeout_seconds=timeout_seconds)
    try:
        yield Watcher(database, plan, sender)
    finally:
        sender.close()


def stop_together(database: Database, count: int = 3) -> None:
    """A group of stuck sessions, one of them with its session_id in its name."""
    with database.begin() as db:
        for number in range(count):
            name = SESSION_ID if number == 0 else "Checkout"
            session_id = SESSION_ID if number == 0 else str(uuid4())
            insert_row(db, frame_name=name, session_id=session_id)


def finish(database: Database) -> None:
    with database.begin() as db:
        db.execute(text("UPDATE prototype_sessions SET status = 'ready', updated_at = now()"))


def make_due(database: Database) -> None:
    """As if the pauses had passed."""
    with database.begin() as db:
        db.execute(text("UPDATE dashboard.deliveries SET next_at = now() - interval '1 s'"))


def test_a_stuck_group_is_told_and_so_is_its_end(database: Database) -> None:
    stop_together(database)
    place = receiver()
    with place.up(), watching(database, place) as watcher:
        for _ in range(2):
            watcher.look()
            watcher.deliver()
        finish(database)
        for _ in range(3):
            watcher.look()
            watcher.deliver()
    opened, closed = (each.body for each in place.accepted)
    assert (opened["event"], opened["kind"]) == ("incident.opened", "stuck-group")
    assert opened["title"] == "3 sessions stopped together"
    assert opened["url"].startswith(f"{ORIGIN}/stuck?from=20")
    assert (closed["event"], closed["title"]) == ("incident.closed", opened["title"])
    for request in place.accepted:
        assert SESSION_ID[:8].encode() not in request.content
        signed = request.headers["X-Dashboard-Timestamp"].encode() + b"." + request.content
        expected = hmac.new(KEY.get_secret_value().encode(), signed, sha256).hexdigest()
        assert request.headers["X-Dashboard-Signature"] == f"sha256={expected}"


def test_nothing_is_lost_while_the_receiver_is_down_slow_or_wrong(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    stop_together(database)
    place, works = receiver(), receiver()
    problems = []

    def problem() -> str:
        make_due(database)
        assert watcher.deliver() == 0
        states = database.read(outbox.state).targets
        [waiting] = [each for each in states if each.waiting]
        return waiting.problem

    with works.up(), watching(database, place, works, timeout_seconds=1) as watcher:
        watcher.look()
        assert watcher.deliver() == 1, "the other receiver is told at once"
        problems.append(problem())
        with place.up():
            for status, headers in ((500, {}), (307, {"Location": works.url}), (429, {})):
                place.status, place.headers = status, headers
                problems.append(problem())
            place.status, place.headers = 200, {}
            place.slow.clear()
            problems.append(problem())
            place.slow.set()
        place.accepted.clear()  # the slow answer came when nobody waited for it any more
        with place.up():
            make_due(database)
            assert watcher.deliver() == 1
    assert problems == [
        "it cannot be reached (ConnectError)",
        "it answered 500",
        "it answered 307, a redirect, which is not followed",
        "it answered 429",
        "it did not answer in time",
    ]
    assert place.events() == works.events() == ["incident.opened"]
    ids = {request.body["id"] for request in place.received}
    assert len(ids) == 1, "a receiver can tell a repetition by the id"
    assert "S3CRET" not in caplog.text


def test_several_watchers_tell_each_incident_once(database: Database) -> None:
    stop_together(database)
    with database.begin() as db:
        for _ in range(4):
            insert_row(db, idle=timedelta(hours=5))
    place = receiver()

    def watch() -> None:
        with watching(database, place) as watcher:
            for _ in range(5):
                watcher.look()
                watcher.deliver()

    with place.up():
        threads = [Thread(target=watch) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(request.body["title"] for request in place.accepted) == [
        "3 sessions stopped together",
        "4 sessions stopped together",
    ]


def test_a_restart_in_the_middle_repeats_and_loses_nothing(database: Database) -> None:
    stop_together(database)
    place = receiver()
    with watching(database, place) as watcher:
        watcher.look()
        assert watcher.deliver() == 0
    make_due(database)
    with place.up(), watching(database, place) as restarted:
        restarted.look()
        assert restarted.deliver() == 1
        assert restarted.deliver() == 0
    assert place.events() == ["incident.opened"]


def test_a_burst_and_a_zombie_are_told(database: Database) -> None:
    with database.begin() as db:
        for _ in range(40):
            insert_row(db, status="error", idle=timedelta(seconds=90), frame_width=1440)
        row_id = insert_row(db)
        targets = [target_of(db, row_id)]
        actions.reset(db, ADMIN, targets, reason="", request_id=uuid4(), stuck_after=STUCK_AFTER)
        write_elsewhere(db, row_id, "status = 'ready', updated_at = clock_timestamp()")
    place = receiver()
    with place.up(), watching(database, place) as watcher:
        watcher.look()
        watcher.deliver()
    told = {request.body["kind"]: request.body for request in place.accepted}
    assert set(told) == {"burst", "zombie"}
    assert told["burst"]["title"].startswith("40 failures in ")
    assert told["burst"]["url"].startswith(f"{ORIGIN}/errors?from=")
    assert told["zombie"]["title"] == "A session was finished by a run from before its reset"
    assert told["zombie"]["url"] == f"{ORIGIN}/session?id={row_id}"


def test_the_digest_is_sent_once(database: Database) -> None:
    stop_together(database, 2)
    now = datetime.now(UTC) - timedelta(minutes=1)
    schedule = Schedule.read(f"{DAYS[now.weekday()]} {now:%H:%M}")
    place = receiver()
    with place.up(), watching(database, place, schedule=schedule) as watcher:
        for _ in range(2):
            watcher.look()
            watcher.deliver()
    assert place.events() == ["digest.weekly"]
    assert "2 sessions imported, 0 failures" in place.accepted[0].body["title"]


def test_a_test_message_is_sent(database: Database) -> None:
    place = receiver()
    with place.up(), watching(database, place) as watcher:
        watcher.test()
        watcher.deliver()
    assert place.events() == ["test"]
