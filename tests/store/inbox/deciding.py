"""An incident, and what somebody decides about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store.inbox.inbox_records import Decision, Disposition, PreviousDecision
from store.inbox.states import Change
from store.incidents.incident_records import Incident, Kind

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def an_incident(count: int = 17) -> Incident:
    """Sessions that stopped together at noon."""
    return Incident(
        kind=Kind.STUCK_GROUP,
        key="stuck-group:noon",
        count=count,
        total=17,
        since=NOON,
        newest=NOON + timedelta(seconds=4),
    )


def done_with(incident: Incident, version: int = 0) -> Change:
    """Somebody marks it as done."""
    decision = Decision(disposition=Disposition.DONE)
    return change(incident, decision, "Done: 17 sessions", version)


def change(incident: Incident, decision: Decision, words: str = "", version: int = 0) -> Change:
    """A decision about the incident as it is; taking it back opens the incident."""
    return Change(
        key=incident.key,
        fingerprint=incident.fingerprint,
        version=version,
        decision=decision,
        description=words,
        before=PreviousDecision(),
    )
