"""What is told outside, in words: stuck groups, zombies and bursts of failures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from services import bursts
from services.bursts import Burst
from services.incidents import finding, titles
from store.engine import Database
from store.incidents.incident_records import Incident, Kind
from store.incidents.stopped import RECENT
from store.reading import Reader
from store.watch.watch_records import Event, Message, Sighting

TOLD: Final = (Kind.STUCK_GROUP, Kind.BURST, Kind.ZOMBIE)


class Seen(NamedTuple):
    """What there is now. `unread`: kinds of which it is not known."""

    sightings: tuple[Sighting, ...]
    unread: frozenset[str]


def look(database: Database, now: datetime, stuck_after: timedelta, known: Collection[str]) -> Seen:
    """What there is to tell, `known` being the keys that were told. Raises Unavailable."""
    found = finding.find(database, now, stuck_after)
    with Reader(database) as reader:
        latest = bursts.find(reader, now)
    unread = {str(kind) for kind in found.unread if kind in TOLD}
    if latest is None:
        unread.add(str(Kind.BURST))
    incidents = [each for each in found.incidents if each.kind in TOLD]
    incidents += [of_burst(burst, known) for burst in latest or () if burst.is_ongoing]
    return Seen(tuple(sighting(each, now) for each in incidents), frozenset(unread))


def of_burst(burst: Burst, known: Collection[str]) -> Incident:
    """A burst as an incident; it keeps the key that it was told by."""
    prefix = f"{Kind.BURST}:"
    told = [key.removeprefix(prefix) for key in known if key.startswith(prefix)]
    return Incident(
        kind=Kind.BURST,
        key=f"{prefix}{bursts.known_key(burst, told)}",
        count=burst.failures,
        since=burst.first_at,
        newest=burst.last_at,
        words=burst.sentence(UTC),
    )


def sighting(incident: Incident, now: datetime) -> Sighting:
    """An incident with its message, without a session's name."""
    return Sighting(key=incident.key, kind=incident.kind, message=message(incident, now))


def message(incident: Incident, now: datetime) -> Message:
    """What is told as it begins."""
    where = titles.link(incident, now)
    facts: dict[str, Any] = {
        "count": incident.count,
        "of": incident.of,
        "at_least": incident.at_least,
        "since": incident.since.astimezone(UTC).isoformat(),
        "newest": incident.newest.astimezone(UTC).isoformat(),
    }
    return Message(
        event=Event.OPENED,
        kind=incident.kind,
        title=titles.title(incident, named=False),
        lines=(f"Since {incident.since.astimezone(UTC):%d %b %Y, %H:%M} UTC",),
        path=f"/{where.page}?{urlencode(where.params, doseq=True)}",
        at=now,
        facts=facts,
    )


def over(last: Message, closed_at: datetime) -> Message:
    """What is told at the end, from what was last known."""
    opened = last.facts.get("since")
    lines = list(last.lines)
    if last.kind == Kind.STUCK_GROUP and _is_old(opened, closed_at):
        lines.append(f"It is not watched any more after {RECENT.days} days; it may still be stuck.")
    return last.model_copy(update={"event": Event.CLOSED, "at": closed_at, "lines": tuple(lines)})


def _is_old(since: Any, now: datetime) -> bool:
    return isinstance(since, str) and datetime.fromisoformat(since) < now - RECENT


def kinds(sightings: Sequence[Sighting]) -> list[str]:
    """The kinds of what is told, for the log."""
    return sorted({each.kind for each in sightings})
