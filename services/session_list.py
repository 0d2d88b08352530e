"""Reads the list of sessions: a page of rows, counts for the whole list, and the export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, NamedTuple
from uuid import UUID

from services import code_counts, costly, resources, row_insights, shared_reads
from services.code_counts import Unchecked
from services.row_insights import Insights
from services.shared_reads import SharedBatch
from store.counts import Count, CountKind, StatusCounts
from store.insights import statistics
from store.models import SHORT_KEY_CHARS
from store.reading import Reader
from store.records import NO_STATUS, Filters, Match, Page, SessionSummary, Sort
from store.renders import renders
from store.reviews import reviews
from store.reviews.review_records import Marks
from store.sessions import export as exporting
from store.sessions import matching, search

EXPORT_LIMIT: Final = exporting.MAX_ROWS


class ListedRows(NamedTuple):
    """One page of a list. `filters` have the search text as the page understood it; `insights` is
    None if they were not read in time; `is_being_checked`, that rows without one are inspected now.
    """

    page: Page
    filters: Filters
    insights: Insights | None
    is_being_checked: bool


class ListCounts(NamedTuple):
    """Counts for a list; None for what was not counted in time, or would take longer than the list:
    `is_wide`."""

    statuses: StatusCounts | None = None
    broken: Count | None = None
    unchecked: Unchecked | None = None
    is_wide: bool = False


class ExportedRows(NamedTuple):
    """The rows of a file, and the marks of people on those that have any."""

    rows: tuple[SessionSummary, ...]
    marks: dict[UUID, Marks]


def rows(filters: Filters, sort: Sort, cursor: str | None, size: int) -> ListedRows:
    """One page of the list with its insights. Queues rows without one for inspection.

    Raises TooSlow, InvalidInput.
    """
    with Reader(resources.database()) as reader:
        return read_rows(reader, filters, sort, cursor, size)


def read_rows(
    reader: Reader, filters: Filters, sort: Sort, cursor: str | None, size: int
) -> ListedRows:
    """Read the rows in the transaction of a page that reads more."""
    query = partial(search.search, filters=filters, sort=sort, cursor=cursor, size=size)
    with costly.search(filters):
        page = reader.read(query)
    insights = row_insights.read_for_rows(reader, page.rows)
    busy = row_insights.request_missing(page.rows, insights)
    return ListedRows(page, matching.as_matched(filters, page.match), insights, busy)


def pictures(rows: Sequence[SessionSummary]) -> dict[UUID, str]:
    """Names of the pictures of these rows' renders, as far as they were read in time."""
    query = partial(renders.pictures, row_ids=[row.id for row in rows])
    with Reader(resources.database()) as reader:
        return reader.aside(query) or {}


def read_counts(filters: Filters, page: Page | None) -> ListCounts:
    """The counts beside the list, shared. The filters of `ListedRows` are matched already.

    Where the `page` has the whole list, its statuses are not counted again. Beside a longer list
    that was found inside names, nothing is: that would take longer than the list.
    """
    whole = status_counts_of(filters, page)
    if is_wide(filters, page):
        with Reader(resources.database()) as reader, shared_reads.batch(reader) as batch:
            unchecked = code_counts.unchecked(batch)
        return ListCounts(unchecked=unchecked(), is_wide=True)
    with Reader(resources.database()) as reader:
        understood = reader.aside(partial(matching.pinned, filters=filters))
        with shared_reads.batch(reader) as batch:
            unchecked = code_counts.unchecked(batch)
            if understood is not None:
                if not whole:
                    any_status = understood.model_copy(update={"status": ()})
                    statuses = status_counts(batch, any_status)
                broken = code_counts.ready_but_broken(batch, understood)
    if understood is None:
        return ListCounts(unchecked=unchecked())
    return ListCounts(whole or statuses(), broken(), unchecked())


def is_wide(filters: Filters, page: Page | None) -> bool:
    """Whether more than a page was found inside names."""
    if page is None or filters.match is not Match.NAME_SUBSTRING:
        return False
    return bool(page.before or page.after)


def status_counts_of(filters: Filters, page: Page | None) -> StatusCounts | None:
    """The statuses of a list that fits on its page; None for a longer one.

    A list of some statuses says nothing about the others.
    """
    if page is None or page.before or page.after or filters.status:
        return None
    counted = Counter(
        NO_STATUS if row.status is None else row.status[:SHORT_KEY_CHARS] for row in page.rows
    )
    return StatusCounts(
        counts=dict(counted.most_common()), kind=CountKind.EXACT, as_of=datetime.now(UTC)
    )


def status_counts(batch: SharedBatch, filters: Filters) -> Callable[[], StatusCounts | None]:
    """How many rows under the filters have each status."""
    query = partial(statistics.status_counts, filters=filters)
    return batch.aside(query, key=("status counts", filters))


def export(filters: Filters, sort: Sort) -> Callable[[], ExportedRows]:
    """A function for a download that reads the first EXPORT_LIMIT rows. It raises Refused."""

    def read(db: Any) -> ExportedRows:
        rows = exporting.rows(db, filters, sort)
        return ExportedRows(rows, reviews.marks(db, [row.id for row in rows]))

    return resources.for_later(lambda: resources.database().read(read))
