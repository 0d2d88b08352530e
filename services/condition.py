"""Whether this version can use the database, and whether it can write to it."""

from __future__ import annotations

from functools import cache, partial
from typing import Final, NamedTuple

from services import acting, resources, shared_reads, shared_results, views
from store.engine import Database, engine_for
from store.errors import TooSlow, Unavailable
from store.models import HEAD_REVISION
from store.reading import Reader
from store.system import read_only, stored_settings, system
from store.views import views as stored_views

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


def read(actor: str | None = None) -> Condition:
    """Both, read together, with the threshold that an admin chose and the actor's saved views,
    which every page needs, too. Raises Unavailable, TooSlow.
    """
    database = resources.database()
    began = shared_results.start_time()
    with Reader(database.primary) as reader, reader.batch() as batch:
        revision, why = batch.later(system.revision), batch.later(read_only.write_refusal)
        choice = batch.later(stored_settings.stuck_choice)
        own = batch.aside(partial(stored_views.visible, actor=actor)) if actor else None
    read_only.remember(database, why())
    stored_settings.remember(database, choice())
    condition = Condition(revision(), why())
    if own and condition.is_current:
        views.cache(actor or "", own(), began)
    return condition


def recent(actor: str | None = None) -> Condition:
    """The condition of at most a few seconds ago, for every rerun. Raises Unavailable, TooSlow."""
    condition = shared_reads.read("condition", partial(read, actor))
    assert condition is not None
    return condition


UNKNOWN: Final = Condition(None, None)


def attempt() -> Condition | TooSlow | Unavailable:
    """The recent condition, or why it could not be read, for what is drawn in either case."""
    try:
        return recent(acting.principal().actor)
    except (TooSlow, Unavailable) as error:
        return error


def is_usable(attempted: Condition | TooSlow | Unavailable) -> bool:
    """Whether an attempt found a database that this version can use."""
    return isinstance(attempted, Condition) and attempted.is_current


def unwrap(attempted: Condition | TooSlow | Unavailable) -> Condition:
    """The condition that an attempt found. Raises Unavailable, TooSlow."""
    if isinstance(attempted, Condition):
        return attempted
    raise attempted


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
