"""Limits costly queries to a few at a time, so that cheap ones never wait.

Counts and searches inside names can keep PostgreSQL busy for seconds. A query that waits here holds
no connection. See docs/decisions/0086-narrow-door.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from store.errors import Overloaded, SearchTooSlow
from store.reading import Limiter
from store.records import Filters, Match
from store.sessions import pasted

AT_ONCE: Final = 2
COUNTS: Final = Limiter(AT_ONCE, wait_seconds=1.0)
SEARCHES: Final = Limiter(AT_ONCE, wait_seconds=2.0)


@contextmanager
def search(filters: Filters) -> Iterator[None]:
    """Wait for a turn if a list searches inside names. Raises SearchTooSlow."""
    if not _is_costly(filters):
        yield
        return
    try:
        turn = SEARCHES.acquire()
    except Overloaded as error:
        raise SearchTooSlow(
            "Many searches are running right now. Try again in a moment, or paste the reference"
            " (BP-…) or the id."
        ) from error
    with turn:
        yield


def _is_costly(filters: Filters) -> bool:
    if filters.match is not None:
        return filters.match is Match.NAME_SUBSTRING
    words = pasted.one_line(filters.q)
    is_named = pasted.references(words) or pasted.uuids(words)
    return pasted.has_trigram(words) and not is_named
