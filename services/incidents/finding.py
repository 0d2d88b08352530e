"""Finds what needs a person, part by part, so that one slow part does not hide the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from services import bursts, faulty
from services.bursts import Burst
from store.engine import Database
from store.incidents import after_resets, code_faults, stopped
from store.incidents.incident_records import Incident, Kind
from store.incidents.stopped import RECENT
from store.reading import Query, Reader
from store.records import Filters

WINDOW: Final = timedelta(days=7)
"""How far back ready sessions are looked at."""

UNLIKE: Final = (None, 50)

AFTER_RESETS: Final = frozenset({Kind.OFFENDER, Kind.ZOMBIE, Kind.FAILED_AGAIN})


class IncidentQuery(NamedTuple):
    """One query, and the kinds that it finds."""

    kinds: frozenset[Kind]
    query: Query[tuple[Incident, ...]]


class FoundIncidents(NamedTuple):
    """The incidents, newest fact first. `unread` are the kinds that were not read in time: whether
    there are any is not known."""

    incidents: tuple[Incident, ...]
    unread: frozenset[Kind] = frozenset()


def queries(now: datetime, stuck_after: timedelta) -> tuple[IncidentQuery, ...]:
    """The queries, each one statement or two, of bounded cost at a million rows."""
    since = window_start(now)
    broken = faulty.ready_but_broken(Filters(updated_from=since))
    unlike = (Filters(score=UNLIKE, updated_from=since),)
    faults = code_faults.count_by_filters
    return (
        IncidentQuery(
            frozenset({Kind.STUCK_GROUP, Kind.STUCK}),
            partial(stopped.recently, stuck_after=stuck_after),
        ),
        IncidentQuery(
            frozenset({Kind.STUCK_LONG}),
            partial(stopped.long_ago, stuck_after=stuck_after),
        ),
        IncidentQuery(
            AFTER_RESETS,
            partial(after_resets.after_resets, stuck_after=stuck_after),
        ),
        IncidentQuery(
            frozenset({Kind.BROKEN}),
            partial(faults, kind=Kind.BROKEN, lists=broken),
        ),
        IncidentQuery(
            frozenset({Kind.UNLIKE}),
            partial(faults, kind=Kind.UNLIKE, lists=unlike),
        ),
    )


def window_start(now: datetime) -> datetime:
    """The start of the window, on a whole minute so that what is read can be shared."""
    return now.replace(second=0, microsecond=0) - WINDOW


def find(database: Database, now: datetime, stuck_after: timedelta) -> FoundIncidents:
    """Everything that needs a person, over one connection. Raises Unavailable."""
    asked = queries(now, stuck_after)
    with Reader(database) as reader:
        with reader.batch() as batch:
            answers = [batch.aside(part.query) for part in asked]
        failed = bursts.find(reader, now)
    return merged(asked, [answer() for answer in answers], from_bursts(failed, now))


def from_bursts(found: Sequence[Burst] | None, now: datetime) -> tuple[Incident, ...] | None:
    """The bursts of the last 72 h; None if they were not read in time."""
    if found is None:
        return None
    return tuple(
        Incident(
            kind=Kind.BURST,
            key=f"{Kind.BURST}:{burst.key}",
            count=burst.failures,
            since=burst.first_at,
            newest=burst.last_at,
            title=burst.cause,
        )
        for burst in found
        if burst.last_at >= now - RECENT
    )


def merged(
    queries: Sequence[IncidentQuery],
    answers: Sequence[tuple[Incident, ...] | None],
    failed: tuple[Incident, ...] | None,
) -> FoundIncidents:
    """The parts and the bursts together, each session that is an incident by itself once."""
    unread = {
        kind
        for part, answer in zip(queries, answers, strict=True)
        if answer is None
        for kind in part.kinds
    }
    if failed is None:
        unread.add(Kind.BURST)
    incidents = [incident for answer in (*answers, failed) for incident in answer or ()]
    return FoundIncidents(_newest_first(_without_duplicates(incidents)), frozenset(unread))


def _without_duplicates(incidents: Sequence[Incident]) -> Iterable[Incident]:
    """Without the stuck sessions of which more is known."""
    known = {
        each.subject.row_id for each in incidents if each.kind in AFTER_RESETS and each.subject
    }
    return (
        each
        for each in incidents
        if not (each.kind is Kind.STUCK and each.subject and each.subject.row_id in known)
    )


def _newest_first(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    return tuple(sorted(incidents, key=lambda each: (each.newest, each.key), reverse=True))
