"""What the system page shows: the database, its security, and the settings in force."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import NamedTuple

from services import resources
from services.together import Reader, together
from store.system import posture, read_only, system
from store.system.system_records import Finding, SystemOverview


class SystemState(NamedTuple):
    """What was read; None where that took too long.

    `why_read_only` is None where this login may write; `embedded`, that scripts/run started the
    database.
    """

    overview: SystemOverview | None
    round_trips: tuple[timedelta, ...] | None
    findings: tuple[Finding, ...] | None
    why_read_only: str | None
    embedded: bool


def read() -> SystemState:
    """Everything that the page shows, in one transaction. Raises Unavailable."""
    embedded = resources.settings().database_url is None
    why = read_only.known(resources.database())  # as the page's banner has it

    def page(reader: Reader) -> SystemState:
        return SystemState(
            overview=reader.aside(system.overview),
            round_trips=reader.aside(system.round_trips),
            findings=reader.aside(partial(posture.findings, embedded=embedded)),
            why_read_only=why,
            embedded=embedded,
        )

    return together(page)
