"""Looks for incidents and delivers messages, as often as it is told to. Any number may run.

They share the work through the database: one looks at a time, and a message is claimed by one.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from services.watch import digest, sightings
from services.watch.digest import Schedule
from services.watch.sending import Sender
from services.watch.webhooks import Webhook
from store.engine import Database
from store.system import stored_settings
from store.watch import incident_log, outbox, week
from store.watch.watch_records import Event, Message

LOOK_TIMEOUT_MS: Final = 25_000
"""Looking holds its turn in an open transaction, which PostgreSQL ends when it idles for 30 s."""

log = logging.getLogger("dashboard.watch")


class Plan(NamedTuple):
    """What to tell whom, and how often to look. `stuck_after` is the environment's threshold."""

    hooks: Sequence[Webhook]
    every: timedelta
    stuck_after: timedelta
    schedule: Schedule | None = None
    away: timedelta = incident_log.AWAY

    @property
    def names(self) -> list[str]:
        """The webhooks by name."""
        return [hook.name for hook in self.hooks]


class Watcher:
    """One watcher. `look` and `deliver` raise StoreError, and lose nothing by that."""

    def __init__(self, database: Database, plan: Plan, sender: Sender) -> None:
        self._database = database
        self._plan = plan
        self._sender = sender

    def look(self) -> bool:
        """Find what is new and what is over; whether it was this watcher's turn."""
        plan = self._plan
        with self._database.begin(timeout_ms=LOOK_TIMEOUT_MS) as db:
            if not incident_log.try_lock(db, plan.every * 0.9):
                return False
            now = datetime.now(UTC)
            seen = sightings.look(
                self._database.primary, now, self._threshold(), incident_log.open_keys(db)
            )
            changes = incident_log.record(
                db,
                seen.sightings,
                unread=seen.unread,
                targets=plan.names,
                over=sightings.closing_message,
                away=plan.away,
            )
            at = digest.due_time(plan.schedule, now)
            if at and not outbox.is_known(db, digest.subject(at)):
                figures = week.figures(db, at)
                outbox.put(db, digest.message(figures, at), digest.subject(at), plan.names)
        if changes:
            log.info("incidents changed", extra={"rows": changes})
        return True

    def deliver(self) -> int:
        """Send every message that is due; returns how many arrived."""
        arrived = 0
        hooks = {hook.name: hook for hook in self._plan.hooks}
        while True:
            with self._database.begin() as db:
                claimed = outbox.claim(db, self._plan.names)
            if claimed is None:
                return arrived
            refused = self._sender.send(hooks[claimed.target], claimed)
            with self._database.begin() as db:
                if refused is None:
                    outbox.delivered(db, claimed)
                    arrived += 1
                    continue
                pause = outbox.failed(db, claimed, refused.problem, at_least=refused.pause)
            log.warning(
                "not delivered to %s: %s; again in %d s",
                claimed.target,
                refused.problem,
                pause.total_seconds(),
            )

    def test(self) -> None:
        """Put a test message for each webhook into the outbox."""
        now = datetime.now(UTC)
        message = Message(
            event=Event.TEST,
            kind="test",
            title="This webhook is told about stuck groups, bursts of failures and zombies",
            path="/",
            at=now,
        )
        with self._database.begin() as db:
            outbox.put(db, message, f"test {now.isoformat()}", self._plan.names)

    def _threshold(self) -> timedelta:
        choice = self._database.primary.read(stored_settings.stuck_choice)
        minutes = choice.minutes
        return self._plan.stuck_after if minutes is None else timedelta(minutes=minutes)
