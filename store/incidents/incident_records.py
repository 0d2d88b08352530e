"""What needs a person, as the store returns it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from pydantic import Field

from store.records import Record

FINGERPRINT_CHARS: Final = 16


class Kind(StrEnum):
    """The kinds of incidents. The value is the start of their keys."""

    STUCK_GROUP = "stuck-group"
    STUCK = "stuck"
    STUCK_LONG = "stuck-long"
    BURST = "burst"
    ZOMBIE = "zombie"
    FAILED_AGAIN = "failed-again"
    OFFENDER = "offender"
    BROKEN = "broken"
    UNLIKE = "unlike"


# Their windows slide, so that their counts sink without anything new.
SLIDING: Final = frozenset({Kind.STUCK_LONG, Kind.BROKEN, Kind.UNLIKE})


class Subject(Record):
    """The one session that an incident is about. `label` and `status` are masked."""

    row_id: UUID
    label: str
    status: str | None


class Cause(Record):
    """The reset that an incident followed: one request, or all requests of a bulk reset."""

    id: UUID
    is_batch: bool
    actor: str
    at: datetime


class Incident(Record):
    """One thing that needs a person. `key` names it as long as it lasts; it never holds a
    session_id.

    `count` sessions are in it, `total` were at its beginning, or in the reset that it
    followed; `at_least`: there may be more. `since` is its first fact, `newest` its last one.
    `subject` is set where it is about one session, `title` where it has a name of its own.
    """

    kind: Kind
    key: str = Field(max_length=200)
    count: int
    since: datetime
    newest: datetime
    total: int | None = None
    at_least: bool = False
    subject: Subject | None = None
    cause: Cause | None = None
    title: str = ""

    @property
    def fingerprint(self) -> str:
        """A hash of its facts: it changes when something new is known, not as time passes."""
        facts = [str(self.newest)]
        if self.kind not in SLIDING:
            status = self.subject.status if self.subject else None
            facts += [str(self.count), str(self.total), str(status)]
        return sha256("\n".join(facts).encode()).hexdigest()[:FINGERPRINT_CHARS]
