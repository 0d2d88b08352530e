"""What is new since somebody's page was drawn: one cheap query for all viewers of a process."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from services import inbox, resources, shared_reads
from services.inbox import Inbox
from store.records import Filters
from store.sessions import news
from store.sessions.news import Written

STEP: Final = timedelta(minutes=5)
"""Pages drawn within it share the query."""


class News(NamedTuple):
    """How many are new to a list, and how many changed in it. `at_least`: there may be more."""

    new: int
    changed: int
    at_least: bool = False

    def __bool__(self) -> bool:
        return self.new > 0 or self.changed > 0


def of_list(filters: Filters, seen: datetime) -> News | None:
    """What was written to the list since it was read; None if that was not read in time.

    A session enters a list of stuck ones by getting no older update than the threshold.
    """
    seen -= filters.stuck_after or timedelta(0)
    since = floor(seen)
    query = partial(news.written_since, filters=filters, since=since)
    database = resources.database()
    written = shared_reads.read(("news", filters, since), lambda: database.try_read(query))
    if written is None:
        return None
    return counted(written, seen, all_new=filters.stuck_after is not None)


def counted(written: tuple[Written, ...], seen: datetime, *, all_new: bool) -> News:
    """The writes after `seen`; of rows that were imported after it, or new and changed ones."""
    after = [row for row in written if row.updated_at > seen]
    new = [row for row in after if all_new or (row.created_at and row.created_at > seen)]
    at_least = len(after) > news.MOST
    return News(len(new), len(after) - len(new), at_least)


def floor(moment: datetime) -> datetime:
    """The beginning of the STEP that the moment is in."""
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % STEP


Seen = frozenset[tuple[str, str, int]]
"""Items of the inbox as they were drawn: key, fingerprint, and version of the state."""


def seen_in(found: Inbox) -> Seen:
    """The waiting items as they are now."""
    return frozenset(
        (item.incident.key, item.incident.fingerprint, item.version) for item in found.waiting
    )


def of_inbox(seen: Seen, now: datetime, stuck_after: timedelta) -> News:
    """What is different in the inbox. Raises Unavailable."""
    current = seen_in(inbox.read(now, stuck_after))
    known = {key for key, _, _ in seen}
    keys = {key for key, _, _ in current}
    different = {key for key, _, _ in current - seen}
    return News(len(keys - known), len((different & known) | (known - keys)))
