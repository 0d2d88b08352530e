"""Each incident is opened once, closed when it stays away, and opened again if it comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database
from store.watch import incident_log, outbox
from store.watch.watch_records import Event, Message, Sighting

AT_ONCE = timedelta(0)
TARGETS = ("slack-1", "json-2")


def sighting(key: str = "stuck-group:1", title: str = "17 sessions stopped together") -> Sighting:
    at = datetime(2026, 11, 26, 14, 20, tzinfo=UTC)
    message = Message(event=Event.OPENED, kind="stuck-group", title=title, path="/stuck", at=at)
    return Sighting(key=key, kind="stuck-group", message=message)


def over(last: Message, closed_at: datetime) -> Message:
    return last.model_copy(update={"event": Event.CLOSED, "at": closed_at})


def record(
    db: Session, *found: Sighting, unread: tuple[str, ...] = (), away: timedelta = AT_ONCE
) -> int:
    return incident_log.record(db, found, unread=unread, targets=TARGETS, over=over, away=away)


def told(db: Session) -> list[tuple[str, str]]:
    """The events in the outbox for the first target, with their titles."""
    statement = text(
        "SELECT message ->> 'event' AS event, message ->> 'title' AS title"
        " FROM dashboard.deliveries WHERE target = :target ORDER BY id"
    )
    return [(row.event, row.title) for row in db.execute(statement, {"target": TARGETS[0]})]


def test_an_incident_is_told_once_to_each_target_and_once_at_its_end(db: Session) -> None:
    assert record(db, sighting()) == 1
    assert record(db, sighting(title="12 of 17 sessions are still stuck")) == 0
    assert outbox.state(db).open_incidents == 1
    assert [target.waiting for target in outbox.state(db).targets] == [1, 1]
    assert record(db) == 0, "it may be away for one look only"
    assert record(db) == 1
    assert record(db) == 0
    assert told(db) == [
        ("incident.opened", "17 sessions stopped together"),
        ("incident.closed", "12 of 17 sessions are still stuck"),
    ]
    assert outbox.state(db).open_incidents == 0


def test_one_that_comes_back_soon_was_never_over(db: Session) -> None:
    record(db, sighting())
    record(db)
    record(db, sighting())
    assert record(db) == 0
    assert len(told(db)) == 1


def test_one_that_comes_back_later_is_told_again(db: Session) -> None:
    for _ in range(2):
        record(db, sighting())
        record(db)
        record(db)
    assert [event for event, _ in told(db)] == ["incident.opened", "incident.closed"] * 2


def test_it_stays_away_for_minutes_before_it_is_over(db: Session) -> None:
    record(db, sighting())
    for _ in range(3):
        assert record(db, away=incident_log.AWAY) == 0
    db.execute(text("UPDATE dashboard.incidents SET missing_since = now() - interval '4 min'"))
    assert record(db, away=incident_log.AWAY) == 1


def test_what_could_not_be_read_is_not_over(db: Session) -> None:
    record(db, sighting())
    for _ in range(3):
        record(db, unread=("stuck-group",))
    assert len(told(db)) == 1
    assert outbox.state(db).unread == "stuck-group"


def test_one_watcher_looks_at_a_time_and_none_right_after_another(database: Database) -> None:
    every = timedelta(seconds=50)
    with database.begin() as one:
        assert incident_log.try_lock(one, every)
        with database.begin() as other:
            assert not incident_log.try_lock(other, every)
        record(one)
    with database.begin() as other:
        assert not incident_log.try_lock(other, every)
        assert incident_log.try_lock(other, AT_ONCE)
