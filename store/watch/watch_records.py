"""The frozen records of alerts. None of them holds a session_id or an address."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from store.records import Record


class Event(StrEnum):
    """What a message is about."""

    OPENED = "incident.opened"
    CLOSED = "incident.closed"
    DIGEST = "digest.weekly"
    TEST = "test"


class Message(Record):
    """An alert, in every format. `path` is the page with its query; `facts` are figures."""

    event: Event
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    path: str
    at: datetime
    facts: dict[str, Any] = Field(default_factory=dict)


class Sighting(Record):
    """An incident as it is found now, with the message that would tell of it."""

    key: str
    kind: str
    message: Message


class Claimed(Record):
    """A message to deliver now. `attempts` include this one."""

    id: int
    target: str
    message: Message
    attempts: int


class TargetState(Record):
    """What is known of the deliveries to one webhook: those that wait, why the last attempt failed
    (blank if it did not), when the next one is, and the last one that arrived.
    """

    target: str
    waiting: int
    problem: str
    oldest_at: datetime | None
    next_at: datetime | None
    delivered_at: datetime | None


class WatchState(Record):
    """When a watcher last looked (None: never), what it could not read, the incidents that are
    open, and the webhooks that have deliveries.
    """

    checked_at: datetime | None
    unread: str
    open_incidents: int
    targets: tuple[TargetState, ...]


class Week(Record):
    """The figures of a week for the digest, and those of the week before."""

    imported: tuple[int, int]
    failed: tuple[int, int]
    reset: tuple[int, int]
    alerts: tuple[int, int]
