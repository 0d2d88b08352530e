"""Whether this version can use the database, and whether it can write to it."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from services import resources, shared_reads
from store.engine import Database, engine_for
from store.errors import TooSlow, Unavailable
from store.models import HEAD_REVISION
from store.system import read_only, stored_settings, system
from store.together import gather

EXPECTED: Final = HEAD_REVISION
READY_TIMEOUT_MS: Final = 1_500


class Condition(NamedTuple):
    """The schema revision, and why nothing can be written (None if this login may write)."""

    revision: str | None
    why_read_only: str | None

    @property
    def is_current(self) -> bool:
        """Whether the schema is the one that this version needs."""
        return self.revision == EXPECTED


def read() -> Condition:
    """Both, read together, with the threshold that an admin chose. Raises Unavailable, TooSlow."""
    database = resources.database()
    revision, why, choice = database.primary.read(
        lambda db: gather(db, system.revision, read_only.why, stored_settings.stuck_choice)
    )
    read_only.remember(database, why)
    stored_settings.remember(database, choice)
    return Condition(revision, why)


def recent() -> Condition:
    """The condition of at most a few seconds ago, for every rerun. Raises Unavailable, TooSlow."""
    condition = shared_reads.read("condition", read)
    assert condition is not None
    return condition


def is_current() -> bool:
    """Whether the schema is up to date now. Raises Unavailable, TooSlow."""
    current = read().is_current
    if current:
        shared_reads.forget()
    return current


def answers() -> bool:
    """Whether the database answers again."""
    try:
        read()
    except (Unavailable, TooSlow):
        return False
    return True


@cache
def probe(url: str) -> Database:
    """A handle with its own connection, so that health checks take none from the pages."""
    return Database(engine_for(url))


def is_ready(url: str) -> bool:
    """Whether the database at this address answers and has the expected schema."""
    try:
        revision = probe(url).read(system.revision, timeout_ms=READY_TIMEOUT_MS)
    except (Unavailable, TooSlow):
        return False
    return revision == EXPECTED
