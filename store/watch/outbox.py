"""The messages to deliver. One is claimed for a minute, so no transaction is open while it is sent.

A process that dies between sending and `delivered` leaves its claim to run out: the message is sent
again with the same id, by which a receiver can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store import refusals
from store.together import gather
from store.watch.watch_records import Claimed, Message, TargetState, WatchState

CLAIM: Final = timedelta(minutes=1)
FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(minutes=15)
PROBLEM_CHARS: Final = 200

_PUT: Final = text(
    """
    INSERT INTO dashboard.deliveries (subject, target, incident_id, message)
    SELECT :subject, target, :incident_id, CAST(:message AS jsonb)
    FROM unnest(CAST(:targets AS text[])) AS target
    ON CONFLICT (subject, target) DO NOTHING
    """
)

_IS_KNOWN: Final = text("SELECT EXISTS (SELECT FROM dashboard.deliveries WHERE subject = :subject)")

# The end of an incident is told after its beginning, and those that failed least come first, so
# that a message which a receiver cannot take holds up no other.
_CLAIM: Final = text(
    """
    UPDATE dashboard.deliveries AS d
    SET attempts = d.attempts + 1, claimed_until = clock_timestamp() + CAST(:claim AS interval)
    WHERE d.id = (
        SELECT w.id FROM dashboard.deliveries AS w
        WHERE w.delivered_at IS NULL AND w.next_at <= clock_timestamp()
          AND (w.claimed_until IS NULL OR w.claimed_until <= clock_timestamp())
          AND w.target = ANY(:targets)
          AND NOT EXISTS (
              SELECT FROM dashboard.deliveries AS earlier
              WHERE earlier.incident_id = w.incident_id AND earlier.target = w.target
                AND earlier.id < w.id AND earlier.delivered_at IS NULL)
        ORDER BY w.attempts, w.id LIMIT 1
        FOR UPDATE SKIP LOCKED)
    RETURNING d.id, d.target, d.message, d.attempts
    """
)

_DELIVERED: Final = text(
    """
    UPDATE dashboard.deliveries
    SET delivered_at = clock_timestamp(), claimed_until = NULL, problem = ''
    WHERE id = :id
    """
)

# Of the messages that wait, so one that succeeds begins anew.
_FAILURES: Final = text(
    "SELECT COALESCE(sum(attempts), 1) FROM dashboard.deliveries"
    " WHERE target = :target AND delivered_at IS NULL"
)

_FAILED: Final = text(
    "UPDATE dashboard.deliveries"
    " SET problem = :problem, next_at = clock_timestamp() + :pause, claimed_until = NULL"
    " WHERE id = :id"
)

# Whoever does not answer is not asked once for each message.
_HOLD: Final = text(
    """
    UPDATE dashboard.deliveries SET next_at = GREATEST(next_at, clock_timestamp() + :pause)
    WHERE target = :target AND delivered_at IS NULL AND id <> :id
    """
)

# Both change all of a target's messages: locked in one order first, or two processes that deliver
# to the same target would each wait for the other.
_LOCK: Final = text(
    "SELECT id FROM dashboard.deliveries WHERE target = :target AND delivered_at IS NULL"
    " ORDER BY id FOR UPDATE"
)

# And once it answers again, it gets the rest.
_RELEASE: Final = text(
    """
    UPDATE dashboard.deliveries SET next_at = clock_timestamp()
    WHERE target = :target AND delivered_at IS NULL
    """
)

_TARGETS: Final = text(
    """
    SELECT target, count(*) FILTER (WHERE delivered_at IS NULL) AS waiting,
           COALESCE((array_agg(problem ORDER BY id)
               FILTER (WHERE delivered_at IS NULL AND problem <> ''))[1], '') AS problem,
           min(created_at) FILTER (WHERE delivered_at IS NULL) AS oldest_at,
           min(next_at) FILTER (WHERE delivered_at IS NULL) AS next_at,
           max(delivered_at) AS delivered_at
    FROM dashboard.deliveries GROUP BY target ORDER BY target
    """
)

_LOOKED: Final = text(
    """
    SELECT (SELECT checked_at FROM dashboard.watch WHERE name = 'incidents') AS checked_at,
           COALESCE((SELECT unread FROM dashboard.watch WHERE name = 'incidents'), '') AS unread,
           (SELECT count(*) FROM dashboard.incidents WHERE closed_at IS NULL) AS open_incidents
    """
)

_PURGE: Final = text(
    """
    DELETE FROM dashboard.deliveries WHERE id = ANY(ARRAY(
        SELECT id FROM dashboard.deliveries
        WHERE delivered_at < now() - CAST(:older_than AS interval) LIMIT :limit))
    RETURNING id
    """
)


def put(
    db: Session,
    message: Message,
    subject: str,
    targets: Sequence[str],
    incident_id: int | None = None,
) -> None:
    """Add a message for each target; once for a subject."""
    parameters = {
        "subject": subject,
        "targets": list(targets),
        "incident_id": incident_id,
        "message": message.model_dump_json(),
    }
    db.execute(_PUT, parameters)


def is_known(db: Session, subject: str) -> bool:
    """Whether there is a message about this already."""
    return bool(db.scalar(_IS_KNOWN, {"subject": subject}))


def claim(db: Session, targets: Sequence[str]) -> Claimed | None:
    """The next message that is due, for one of these targets, claimed for a minute."""
    row = db.execute(_CLAIM, {"targets": list(targets), "claim": CLAIM}).one_or_none()
    return Claimed(**row._mapping) if row else None


def delivered(db: Session, claimed: Claimed) -> None:
    """It has arrived."""
    db.execute(_LOCK, {"target": claimed.target})
    db.execute(_DELIVERED, {"id": claimed.id})
    db.execute(_RELEASE, {"target": claimed.target})


def failed(
    db: Session, claimed: Claimed, problem: str, *, at_least: timedelta = timedelta(0)
) -> timedelta:
    """It has not arrived: try again after a pause that doubles with each failure of the target;
    returns the pause. The target's other messages wait as long. `at_least` is what the receiver
    asked for.
    """
    db.execute(_LOCK, {"target": claimed.target})
    failures = db.scalars(_FAILURES, {"target": claimed.target}).one()
    doubled = FIRST_PAUSE * float(2 ** min(failures - 1, 20))
    pause = min(doubled, LONGEST_PAUSE)
    pause = max(pause, min(at_least, LONGEST_PAUSE))
    db.execute(_FAILED, {"id": claimed.id, "problem": problem[:PROBLEM_CHARS], "pause": pause})
    db.execute(_HOLD, {"id": claimed.id, "target": claimed.target, "pause": pause})
    return pause


def state(db: Session) -> WatchState:
    """What the system page says of it."""
    looked, targets = gather(
        db, lambda db: db.execute(_LOOKED).one(), lambda db: db.execute(_TARGETS).all()
    )
    told = tuple(TargetState(**row._mapping) for row in targets)
    return WatchState(**looked._mapping, targets=told)


def purge(db: Session, older_than: timedelta, limit: int = 1_000) -> int:
    """Remove messages that arrived before that; returns how many.

    Raises PermissionDenied for a login other than the owner.
    """
    with refusals.explained():
        return len(db.scalars(_PURGE, {"older_than": older_than, "limit": limit}).all())
