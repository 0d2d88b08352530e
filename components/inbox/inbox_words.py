"""What the inbox says about an item: its look, why it is there, what can be done. Rules only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from types import MappingProxyType
from typing import Final, NamedTuple

from components.formatting import status
from components.formatting.clock import Clock
from components.formatting.status import Look
from components.formatting.times import ago, exact, length
from services.inbox import Item
from store.incidents.incident_records import Incident, Kind
from store.principal import Action, Principal

LOOKS: Final = MappingProxyType(
    {
        Kind.STUCK_GROUP: Look("orange", ":material/group_work:"),
        Kind.STUCK: status.STUCK,
        Kind.STUCK_LONG: Look("gray", ":material/hourglass_disabled:"),
        Kind.BURST: Look("red", ":material/bolt:"),
        Kind.ZOMBIE: Look("violet", ":material/directions_run:"),
        Kind.FAILED_AGAIN: Look("red", ":material/replay:"),
        Kind.OFFENDER: Look("red", ":material/repeat:"),
        Kind.BROKEN: Look("orange", ":material/broken_image:"),
        Kind.UNLIKE: Look("blue", ":material/compare:"),
    }
)
MORNING: Final = time(9)


class Button(NamedTuple):
    """Something that can be done with an item; its number on the keyboard is its place."""

    name: str
    label: str
    icon: str


OPEN_LABELS: Final = MappingProxyType(
    {
        Kind.STUCK_GROUP: "Review and reset",
        Kind.STUCK_LONG: "Review",
        Kind.BURST: "See the failures",
        Kind.BROKEN: "See the sessions",
        Kind.UNLIKE: "See the sessions",
    }
)
OPEN_ICON: Final = ":material/arrow_outward:"
SNOOZES: Final = (
    Button("snooze-change", "Until it changes", ":material/update:"),
    Button("snooze-hour", "For 1 hour", ":material/timer:"),
    Button("snooze-morning", "Until tomorrow, 9:00", ":material/wb_sunny:"),
)


def why(incident: Incident, clock: Clock) -> str:
    """Why it is in the inbox, in a sentence or two."""
    cause = incident.cause
    was_reset = f"{cause.actor} reset it {ago(cause.at, clock.now)}" if cause else ""
    if cause and incident.subject is None:
        was_reset = f"{cause.actor} reset {incident.of or 0:,} sessions {ago(cause.at, clock.now)}"
    match incident.kind:
        case Kind.STUCK:
            heard = length(clock.now - incident.newest)
            return f"Generating, and nothing heard of it for {heard}."
        case Kind.STUCK_GROUP:
            at = exact(incident.since, clock.zone)
            span = length(incident.newest - incident.since)
            return f"Last heard of within {span} at {at}: most likely one cause."
        case Kind.STUCK_LONG:
            return "Their visitors are looking at a spinner, or have left."
        case Kind.BURST:
            return f"Far more than usual, from {exact(incident.since, clock.zone)}."
        case Kind.ZOMBIE:
            return f"{was_reset}; the backend wrote it sooner than a visitor can start again."
        case Kind.FAILED_AGAIN if incident.subject and incident.subject.status == "generating":
            return f"{was_reset}, and it is stuck again."
        case Kind.FAILED_AGAIN:
            return f"{was_reset}; starting again did not help."
        case Kind.OFFENDER:
            return "Another reset is unlikely to help. Mark it as failed, and tell engineering."
        case Kind.BROKEN:
            return "Finished within 7 days; their visitors see a prototype that does not work."
        case Kind.UNLIKE:
            return "Finished within 7 days, with a match below 50."


def buttons(item: Item, me: Principal) -> Iterator[Button]:
    """What this person can do, the recommended action first."""
    open_it = Button("open", OPEN_LABELS.get(item.incident.kind, _opens(item)), OPEN_ICON)
    if not me.may(Action.TRIAGE):
        yield open_it
        return
    if item.is_hidden:
        yield Button("reopen", "Back to the inbox", ":material/undo:")
        yield open_it
        return
    is_others = item.assignee not in (None, me.actor)
    if is_others:
        yield Button("assign", f"Take over from {item.assignee}", ":material/front_hand:")
    elif item.incident.kind is Kind.STUCK:
        yield Button("reset", "Reset", ":material/restart_alt:")
    yield open_it
    if item.assignee == me.actor:
        yield Button("release", "Let go", ":material/person_remove:")
    elif not is_others:
        yield Button("assign", "Assign to me", ":material/person_add:")
    yield Button("done", "Done", ":material/check:")


def notes(item: Item, me: Principal, clock: Clock) -> Iterator[tuple[str, str]]:
    """What people decided about it before: each a phrase and its icon."""
    if item.state is None:
        return
    if item.assignee:
        who = "You are" if item.assignee == me.actor else f"{item.assignee} is"
        yield f"{who} on it", ":material/person:"
    when = ago(item.state.changed_at, clock.now)
    if item.is_back:
        is_same = item.state.fingerprint == item.incident.fingerprint
        reason = "its time has come" if is_same else "it has changed"
        yield f"Back: {reason}, {item.state.disposition} {when}", ":material/update:"
    elif item.is_hidden and item.state.until:
        until = exact(item.state.until, clock.zone)[:-3]
        yield f"Snoozed by {item.state.changed_by} until {until}", ":material/snooze:"
    elif item.is_hidden:
        word = item.state.disposition.capitalize()
        yield f"{word} by {item.state.changed_by} {when}, until it changes", ":material/snooze:"


def morning(now: datetime, zone: tzinfo) -> datetime:
    """Tomorrow at 9:00 in the viewer's zone."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, MORNING, zone)


def _opens(item: Item) -> str:
    return "Open session" if item.incident.subject else "Open receipt"
