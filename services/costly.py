"""The narrow door for costly questions: few of them at a time, so that cheap ones never wait.

Counts and searches inside names can keep PostgreSQL busy for seconds. Whoever waits here holds no
connection. docs/decisions/0086-narrow-door.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from store.errors import Overloaded, SearchTooSlow
from store.reading import Door
from store.records import Filters, Match
from store.sessions import pasted

AT_ONCE: Final = 2
COUNTS: Final = Door(AT_ONCE, wait_seconds=1.0)
SEARCHES: Final = Door(AT_ONCE, wait_seconds=2.0)


@contextmanager
def search(filters: Filters) -> Iterator[None]:
    """The door for a list, if it searches inside names. Raises SearchTooSlow."""
    if not _is_costly(filters):
        yield
        return
    try:
        place = SEARCHES.enter()
    except Overloaded as error:
        raise SearchTooSlow(
            "Many searches are running right now. Try again in a moment, or paste the reference"
            " (BP-…) or the id."
        ) from error
    with place:
        yield


def _is_costly(filters: Filters) -> bool:
    if filters.match is not None:
        return filters.match is Match.NAME_SUBSTRING
    words = pasted.one_line(filters.q)
    is_named = pasted.references(words) or pasted.uuids(words)
    return pasted.has_trigram(words) and not is_named
