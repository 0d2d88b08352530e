"""What the system page shows: the database, its security, and the settings in force."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import NamedTuple

from services import resources, sign_outs
from store.insights import coverage
from store.reading import Reader
from store.renders import runs
from store.renders.render_records import RenderState
from store.system import posture, read_only, system
from store.system.system_records import Finding, ReplicaState, SystemOverview
from store.watch import outbox
from store.watch.watch_records import WatchState


class SignOutFacts(NamedTuple):
    """Whether what this process ends is told to others, and why it may not know what they end."""

    are_told: bool
    problem: str | None


class SystemState(NamedTuple):
    """What was read; None where that took too long.

    `why_read_only` is None where this login may write; `embedded`, that scripts/run started the
    database; `sign_outs` is None where nobody signs in, `replica` without DATABASE_READ_URL.
    """

    overview: SystemOverview | None
    round_trips: tuple[timedelta, ...] | None
    findings: tuple[Finding, ...] | None
    why_read_only: str | None
    embedded: bool
    sign_outs: SignOutFacts | None
    replica: ReplicaState | None
    watch: WatchState | None
    renders: RenderState | None
    are_inspected: bool | None


def read() -> SystemState:
    """Everything that the page shows, in few messages. Raises Unavailable."""
    embedded = resources.settings().database_url is None
    why = read_only.cached_refusal(resources.database())  # as the page's banner has it

    with Reader(resources.database().primary) as reader:
        with reader.batch() as batch:
            overview = batch.aside(system.overview)
            findings = batch.aside(partial(posture.findings, embedded=embedded))
            watch = batch.aside(outbox.state)
            renders = batch.aside(runs.state)
            are_inspected = batch.aside(coverage.is_noted)
        round_trips = reader.aside(system.round_trips)
    return SystemState(
        overview=overview(),
        round_trips=round_trips,
        findings=findings(),
        why_read_only=why,
        embedded=embedded,
        sign_outs=_sign_outs(are_told=why is None),
        replica=_replica(),
        watch=watch(),
        renders=renders(),
        are_inspected=are_inspected(),
    )


def _replica() -> ReplicaState | None:
    replica = resources.database().replica
    return replica.state() if replica else None


def _sign_outs(*, are_told: bool) -> SignOutFacts | None:
    settings = resources.settings()
    if settings.sign_in == "demo":
        return None
    return SignOutFacts(are_told, sign_outs.register(settings.url).problem)
