"""What the inbox shows: the incidents with what people decided about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from services import bursts, resources, shared_reads
from services.incidents import finding
from services.incidents.finding import FoundIncidents
from store.engine import Database
from store.inbox import states
from store.inbox.inbox_records import Disposition, State
from store.incidents.incident_records import Incident, Kind
from store.reading import Reader

COUNT_SECONDS: Final = 30.0


class Item(NamedTuple):
    """An incident and the last decision about it. `is_back`: it had been put away, and is here
    again because its facts have changed or its time has come.
    """

    incident: Incident
    state: State | None
    is_hidden: bool
    is_back: bool

    @property
    def version(self) -> int:
        """The version of its state, for compare-and-set; 0 if it has none."""
        return self.state.version if self.state else 0

    @property
    def assignee(self) -> str | None:
        """Who is on it."""
        return self.state.assignee if self.state else None


class Inbox(NamedTuple):
    """All items, newest fact first. `unread` are the kinds of which nothing is known just now.

    `states_unread`: what people decided was not read in time, so that everything is here.
    """

    items: tuple[Item, ...]
    unread: frozenset[Kind]
    states_unread: bool

    @property
    def waiting(self) -> tuple[Item, ...]:
        """Those that need somebody."""
        return tuple(item for item in self.items if not item.is_hidden)

    def hidden(self, disposition: Disposition) -> tuple[Item, ...]:
        """Those that were snoozed, or that are done."""
        return tuple(
            item
            for item in self.items
            if item.is_hidden and item.state and item.state.disposition is disposition
        )


def read(now: datetime, stuck_after: timedelta) -> Inbox:
    """The inbox, with what is costly shared by all who look. Raises Unavailable."""
    asked = finding.queries(now, stuck_after)
    with Reader(resources.database()) as reader:
        with shared_reads.batch(reader) as batch:
            answers = [
                batch.aside(part.query, key=("incidents", part.kinds, stuck_after))
                for part in asked
            ]
        # These are never shown old: somebody may just have taken an item.
        decided = shared_reads.aside(reader, "inbox states", states.everything)
        failed = shared_reads.read("bursts", lambda: bursts.find(reader, now))
    facts = finding.merged(
        asked, [answer() for answer in answers], finding.from_bursts(failed, now)
    )
    inbox = joined(facts, decided, now)
    if cached_count() is None or not (inbox.unread or inbox.states_unread):
        _keep_count(len(inbox.waiting))
    return inbox


def joined(facts: FoundIncidents, decided: Mapping[str, State] | None, now: datetime) -> Inbox:
    """The incidents with the decisions about them."""
    items = tuple(_item(each, (decided or {}).get(each.key), now) for each in facts.incidents)
    return Inbox(items, facts.unread, decided is None)


def _item(incident: Incident, state: State | None, now: datetime) -> Item:
    is_hidden = state is not None and state.hides(incident, now)
    was_away = state is not None and state.disposition is not Disposition.OPEN
    return Item(incident, state, is_hidden, was_away and not is_hidden)


# --- the count in the navigation -------------------------------------------------------------


class _Count(NamedTuple):
    value: int
    at: float


_counts: WeakKeyDictionary[Database, _Count] = WeakKeyDictionary()
_registry: Final = Lock()


def cached_count() -> int | None:
    """How many need somebody, as this process last read it; None before that. Nothing is read."""
    with _registry:
        known = _counts.get(resources.database())
    return known.value if known else None


def refresh_count(now: datetime, stuck_after: timedelta) -> None:
    """Read the count again if it is old. Raises Unavailable."""
    with _registry:
        known = _counts.get(resources.database())
    if known is None or monotonic() - known.at >= COUNT_SECONDS:
        read(now, stuck_after)


def _keep_count(value: int) -> None:
    with _registry:
        _counts[resources.database()] = _Count(value, monotonic())
