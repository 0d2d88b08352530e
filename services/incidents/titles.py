"""Incidents in plain words, and where to go: the same in the inbox and outside."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from inspection.findings import Verdict
from services import burst_words, faulty
from services.addresses import moment_text
from services.incidents.finding import WINDOW
from store.incidents.incident_records import Incident, Kind
from store.incidents.stopped import RECENT

Params = dict[str, list[str]]


class Link(NamedTuple):
    """A page of the dashboard, by its path, and its query parameters."""

    page: str
    params: Params


def title(incident: Incident, *, named: bool = True) -> str:
    """One line. Without `named`, no session's name is in it."""
    one = incident.subject is not None
    name = incident.subject.label if incident.subject and named else "A session"
    single, count = incident.count == 1, f"{incident.count:,}"
    number = f"at least {count}" if incident.at_least else count
    amount = f"At least {count}" if incident.at_least else count
    of = f"{number} of {incident.total:,}" if incident.total else number
    match incident.kind:
        case Kind.STUCK:
            return f"{name} is stuck"
        case Kind.STUCK_GROUP if incident.total == incident.count:
            return f"{number} sessions stopped together"
        case Kind.STUCK_GROUP:
            return f"{of} sessions that stopped together {'is' if single else 'are'} still stuck"
        case Kind.STUCK_LONG:
            return f"{amount} session{'' if single else 's'} stuck for more than {RECENT.days} days"
        case Kind.BURST:
            took = burst_words.length(incident.newest - incident.since)
            if incident.title:
                return f"{number} failures in {took}, {incident.title}"
            return f"{number} failures in {took}"
        case Kind.ZOMBIE if one:
            return f"{name} was finished by a run from before its reset"
        case Kind.ZOMBIE:
            return f"{of} reset sessions were finished by runs from before the reset"
        case Kind.FAILED_AGAIN if one:
            return f"{name} failed again after its reset"
        case Kind.FAILED_AGAIN:
            return f"{of} reset sessions failed again"
        case Kind.OFFENDER:
            return f"{name} failed {number} times in 72 h"
        case Kind.BROKEN:
            return (
                f"{amount} ready session{'' if single else 's'} {'has' if single else 'have'} code "
                "that does not run"
            )
        case Kind.UNLIKE:
            return (
                f"{amount} session{'' if single else 's'} {'does' if single else 'do'} not look "
                f"like {'its design' if single else 'their designs'}"
            )


def link(incident: Incident, now: datetime) -> Link:
    """Where to see and act: the list of exactly these sessions, the session, or the receipt."""
    if incident.subject:
        return Link("session", {"id": [str(incident.subject.row_id)]})
    if incident.cause:
        name = "batch" if incident.cause.is_batch else "receipt"
        return Link("audit", {name: [str(incident.cause.id)]})
    week = {"from": [moment_text(now - WINDOW)]}
    match incident.kind:
        case Kind.STUCK_LONG:
            return Link("stuck", {"to": [moment_text(now - RECENT)]})
        case Kind.BROKEN:
            verdict = [*faulty.FOUND_QUICKLY, Verdict.EMPTY]
            return Link("sessions", {"status": ["ready"], "verdict": verdict, **week})
        case Kind.UNLIKE:
            return Link("sessions", {"match": ["-50"], **week})
        case Kind.BURST:
            span = {"from": [moment_text(incident.since)], "to": [moment_text(incident.newest)]}
            return Link("errors", span)
        case _:
            span = {"from": [moment_text(incident.since)], "to": [moment_text(incident.newest)]}
            return Link("stuck", span)
