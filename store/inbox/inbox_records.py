"""What people decided about an incident, as the store takes and returns it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from store.incidents.incident_records import Incident
from store.records import Record


class Disposition(StrEnum):
    """Where an incident stands with people."""

    OPEN = "open"
    SNOOZED = "snoozed"
    DONE = "done"


class Decision(Record):
    """What somebody decides. `until` ends a snooze; None: it lasts until the facts change."""

    disposition: Disposition = Disposition.OPEN
    until: datetime | None = None
    assignee: str | None = Field(default=None, max_length=200)


class PreviousDecision(Decision):
    """The decision that another one replaced, with the reset that came with that one, if any."""

    reset: UUID | None = None


class Step(Record):
    """What somebody did with an item, and can take back while its state has this version."""

    key: str
    fingerprint: str
    version: int
    description: str
    before: PreviousDecision


class State(Decision):
    """The last decision about an incident, whose facts had this fingerprint then."""

    key: str
    fingerprint: str
    changed_by: str
    changed_at: datetime
    version: int

    def hides(self, incident: Incident, now: datetime) -> bool:
        """Whether the incident is out of the inbox: not once its facts have changed."""
        if self.disposition is Disposition.OPEN or self.fingerprint != incident.fingerprint:
            return False
        return self.until is None or now < self.until
