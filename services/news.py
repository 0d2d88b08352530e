"""What is new since somebody's page was drawn: one cheap query for all viewers of a process."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from services import inbox, resources, shared_reads
from services.inbox import Inbox
from store.actions.receipts import AuditFilters
from store.audit import audit_log
from store.quality import news as quality_news
from store.quality.quality_records import Sample
from store.reading import Query
from store.records import Filters
from store.sessions import news
from store.sessions.news import WrittenRow

STEP: Final = timedelta(minutes=5)
"""Pages drawn within it share the query."""


class News(NamedTuple):
    """How many are new to a list, and how many changed in it. `at_least`: there may be more."""

    new: int
    changed: int
    at_least: bool = False

    def __bool__(self) -> bool:
        return self.new > 0 or self.changed > 0


def for_list(filters: Filters, seen: datetime, *, all_new: bool = False) -> News | None:
    """What was written to the list since it was read; None if that was not read in time.

    A session enters a list of stuck ones by getting no older update than the threshold. `all_new`:
    whatever is written to the list is new in it.
    """
    seen -= filters.stuck_after or timedelta(0)
    since = floor(seen)
    query = partial(news.written_since, filters=filters, since=since)
    database = resources.database()
    written = shared_reads.read(("news", filters, since), lambda: database.try_read(query))
    if written is None:
        return None
    return counted(written, seen, all_new=all_new or filters.stuck_after is not None)


def counted(written: tuple[WrittenRow, ...], seen: datetime, *, all_new: bool) -> News:
    """The writes after `seen`; of rows that were imported after it, or new and changed ones."""
    after = [row for row in written if row.updated_at > seen]
    new = [row for row in after if all_new or (row.created_at and row.created_at > seen)]
    at_least = len(after) > news.MOST
    return News(len(new), len(after) - len(new), at_least)


def for_failures(since: datetime, seen: datetime) -> News | None:
    """The sessions that failed after `seen`, of a span that began at `since`."""
    return for_list(Filters(status=("error",), updated_from=since), seen, all_new=True)


def for_log(filters: AuditFilters, seen: datetime) -> News | None:
    """The entries of the audit log that were written since it was read."""
    query = partial(audit_log.written_since, filters=filters, since=floor(seen))
    return _count_newer(("log news", filters, floor(seen)), query, seen)


def for_renders(sample: Sample, seen: datetime) -> News | None:
    """What was rendered of a sample since its statistics were read."""
    query = partial(quality_news.rendered_since, sample=sample, after=floor(seen))
    return _count_newer(("render news", sample, floor(seen)), query, seen)


def _count_newer(key: Hashable, query: Query[tuple[datetime, ...]], seen: datetime) -> News | None:
    database = resources.database()
    moments = shared_reads.read(key, lambda: database.try_read(query))
    if moments is None:
        return None
    after = sum(moment > seen for moment in moments)
    return News(min(after, news.MOST), 0, at_least=after > news.MOST)


def floor(moment: datetime) -> datetime:
    """The beginning of the STEP that the moment is in."""
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % STEP


Seen = frozenset[tuple[str, str, int]]
"""Items of the inbox as they were drawn: key, fingerprint, and version of the state."""


def inbox_snapshot(listing: Inbox) -> Seen:
    """The waiting items as they are now."""
    return frozenset(
        (item.incident.key, item.incident.fingerprint, item.version) for item in listing.waiting
    )


def for_inbox(seen: Seen, now: datetime, stuck_after: timedelta) -> News:
    """What is different in the inbox. Raises Unavailable."""
    current = inbox_snapshot(inbox.read(now, stuck_after))
    known = {key for key, _, _ in seen}
    keys = {key for key, _, _ in current}
    different = {key for key, _, _ in current - seen}
    return News(len(keys - known), len((different & known) | (known - keys)))
