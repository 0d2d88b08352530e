"""The alerts in words: stuck groups, zombies and bursts of failures."""

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


class Observation(NamedTuple):
    """What there is now. `unread`: kinds of which it is not known."""

    sightings: tuple[Sighting, ...]
    unread: frozenset[str]


def look(
    database: Database, now: datetime, stuck_after: timedelta, known_keys: Collection[str]
) -> Observation:
    """What there is to tell, `known_keys` being the keys that were told. Raises Unavailable."""
    asked = [part for part in finding.queries(now, stuck_after) if part.kinds & set(TOLD)]
    with Reader(database) as reader:
        with reader.batch() as batch:
            answers = [batch.aside(part.query) for part in asked]
        latest = bursts.find(reader, now)
    failed = None if latest is None else ongoing(latest, known_keys, now)
    facts = finding.merged(asked, [answer() for answer in answers], failed)
    told = [sighting(each, now) for each in facts.incidents if each.kind in TOLD]
    return Observation(tuple(told), frozenset(str(kind) for kind in facts.unread if kind in TOLD))


def ongoing(
    latest: Sequence[Burst], known_keys: Collection[str], now: datetime
) -> tuple[Incident, ...]:
    """The bursts that are not over, by the keys that they were told by.

    One that is over is not told as if it had just begun.
    """
    prefix = f"{Kind.BURST}:"
    told = [key.removeprefix(prefix) for key in known_keys if key.startswith(prefix)]
    bursting = [burst for burst in latest if burst.is_ongoing]
    incidents = finding.from_bursts(bursting, now) or ()
    return tuple(
        incident.model_copy(update={"key": f"{prefix}{bursts.matching_key(burst, told)}"})
        for burst, incident in zip(bursting, incidents, strict=True)
    )


def sighting(incident: Incident, now: datetime) -> Sighting:
    """An incident with its message, without a session's name."""
    return Sighting(key=incident.key, kind=incident.kind, message=message(incident, now))


def message(incident: Incident, now: datetime) -> Message:
    """The alert as it begins."""
    where = titles.link(incident, now)
    facts: dict[str, Any] = {
        "count": incident.count,
        "of": incident.total,
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


def closing_message(last: Message, closed_at: datetime) -> Message:
    """The alert at the end, from what was last known."""
    opened = last.facts.get("since")
    lines = list(last.lines)
    if last.kind == Kind.STUCK_GROUP and _is_old(opened, closed_at):
        lines.append(f"It is not watched any more after {RECENT.days} days; it may still be stuck.")
    told = {"event": Event.CLOSED, "at": closed_at, "lines": tuple(lines)}
    return last.model_copy(update={**told, "title": _as_it_began(last)})


def _as_it_began(last: Message) -> str:
    """The title without how far it had got: "2 of 9 are still stuck" is not true at the end."""
    began_with = last.facts.get("of")
    if last.kind != Kind.STUCK_GROUP or not isinstance(began_with, int):
        return last.title
    number = f"at least {began_with:,}" if last.facts.get("at_least") else f"{began_with:,}"
    return f"{number} sessions stopped together"


def _is_old(since: Any, now: datetime) -> bool:
    return isinstance(since, str) and datetime.fromisoformat(since) < now - RECENT


def kinds(sightings: Sequence[Sighting]) -> list[str]:
    """The kinds of these alerts, for the log."""
    return sorted({each.kind for each in sightings})
