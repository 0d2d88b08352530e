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
from language import N_, _, capitalized
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
        Kind.STUCK_GROUP: N_("Review"),
        Kind.STUCK_LONG: N_("Review"),
        Kind.BURST: N_("See the failures"),
        Kind.BROKEN: N_("See the sessions"),
        Kind.UNLIKE: N_("See the sessions"),
    }
)
OPEN_ICON: Final = ":material/arrow_outward:"
RESET_ICON: Final = ":material/restart_alt:"
SNOOZES: Final = (
    Button("snooze-change", N_("Until it changes"), ":material/update:"),
    Button("snooze-hour", N_("For 1 hour"), ":material/timer:"),
    Button("snooze-morning", N_("Until tomorrow, 9:00"), ":material/wb_sunny:"),
)


def explanation(incident: Incident, clock: Clock) -> str:
    """Why it is in the inbox, in a sentence or two."""
    cause = incident.cause
    was_reset = (
        _("{actor} reset it {ago}", actor=cause.actor, ago=ago(cause.at, clock.now))
        if cause
        else ""
    )
    if cause and incident.subject is None:
        was_reset = _(
            "{actor} reset {of:,} sessions {ago}",
            actor=cause.actor,
            of=incident.total or 0,
            ago=ago(cause.at, clock.now),
        )
    match incident.kind:
        case Kind.STUCK:
            heard = length(clock.now - incident.newest)
            return _("Generating, and nothing heard of it for {heard}.", heard=heard)
        case Kind.STUCK_GROUP:
            at = exact(incident.since, clock.zone)
            span = length(incident.newest - incident.since)
            return _(
                "Last heard of within {span} at {at}: most likely one cause.", span=span, at=at
            )
        case Kind.STUCK_LONG:
            return _("Their visitors are looking at a spinner, or have left.")
        case Kind.BURST:
            return _("Far more than usual, from {at}.", at=exact(incident.since, clock.zone))
        case Kind.ZOMBIE:
            return _(
                "{was_reset}; the backend wrote it sooner than a visitor can start again.",
                was_reset=was_reset,
            )
        case Kind.FAILED_AGAIN if incident.subject and incident.subject.status == "generating":
            return _("{was_reset}, and it is stuck again.", was_reset=was_reset)
        case Kind.FAILED_AGAIN:
            return _("{was_reset}; starting again did not help.", was_reset=was_reset)
        case Kind.OFFENDER:
            return _("Another reset is unlikely to help. Mark it as failed, and tell engineering.")
        case Kind.BROKEN:
            return _("Finished within 7 days; their visitors see a prototype that does not work.")
        case Kind.UNLIKE:
            return _("Finished within 7 days, with a match below 50.")


def buttons(item: Item, me: Principal) -> Iterator[Button]:
    """What this person can do, the recommended action first."""
    if is_to_reset(item, me):
        open_it = Button("open", _("Reset these…"), RESET_ICON)
    else:
        open_it = Button("open", _(OPEN_LABELS.get(item.incident.kind, _opens(item))), OPEN_ICON)
    if not me.may(Action.TRIAGE):
        yield open_it
        return
    if item.is_hidden:
        yield Button("reopen", _("Back to the inbox"), ":material/undo:")
        yield open_it
        return
    is_others = item.assignee not in (None, me.actor)
    if is_others:
        yield Button(
            "assign",
            _("Take over from {assignee}", assignee=item.assignee),
            ":material/front_hand:",
        )
    elif item.incident.kind is Kind.STUCK:
        yield Button("reset", _("Reset"), RESET_ICON)
    yield open_it
    if item.assignee == me.actor:
        yield Button("release", _("Let go"), ":material/person_remove:")
    elif not is_others:
        yield Button("assign", _("Assign to me"), ":material/person_add:")
    yield Button("done", _("Done"), ":material/check:")


def is_to_reset(item: Item, me: Principal) -> bool:
    """Whether opening the item also asks how to reset its group."""
    is_free = item.assignee in (None, me.actor) and not item.is_hidden
    return is_free and item.incident.kind is Kind.STUCK_GROUP and me.may(Action.BULK_RESET)


def notes(item: Item, me: Principal, clock: Clock) -> Iterator[tuple[str, str]]:
    """What people decided about it before: each a phrase and its icon."""
    if item.state is None:
        return
    if item.assignee:
        who = (
            _("You are")
            if item.assignee == me.actor
            else _("{assignee} is", assignee=item.assignee)
        )
        yield _("{who} on it", who=who), ":material/person:"
    when = ago(item.state.changed_at, clock.now)
    if item.is_back:
        is_same = item.state.fingerprint == item.incident.fingerprint
        reason = _("its time has come") if is_same else _("it has changed")
        yield (
            _(
                "Back: {reason}, {disposition} {when}",
                reason=reason,
                disposition=_(item.state.disposition),
                when=when,
            ),
            ":material/update:",
        )
    elif item.is_hidden and item.state.until:
        until = exact(item.state.until, clock.zone)[:-3]
        yield (
            _(
                "Snoozed by {changed_by} until {until}",
                changed_by=item.state.changed_by,
                until=until,
            ),
            ":material/snooze:",
        )
    elif item.is_hidden:
        word = capitalized(_(item.state.disposition))
        yield (
            _(
                "{word} by {changed_by} {when}, until it changes",
                word=word,
                changed_by=item.state.changed_by,
                when=when,
            ),
            ":material/snooze:",
        )


def morning(now: datetime, zone: tzinfo) -> datetime:
    """Tomorrow at 9:00 in the viewer's zone."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, MORNING, zone)


def _opens(item: Item) -> str:
    return _("Open session") if item.incident.subject else _("Open receipt")
