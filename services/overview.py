"""What the overview shows: the last failures and arrivals first, then the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Literal, NamedTuple

from services import code_counts, resources, row_insights, shared_reads
from services.code_counts import Unchecked
from services.row_insights import Insights
from store.counts import Bucket, Count, GenerationTimes, StatusCounts
from store.insights import failures, statistics
from store.insights.failure_records import Failure, Failures, Span
from store.reading import Reader
from store.records import Filters, SessionSummary, Sort
from store.sessions import search

LAST: Final = 6
WINDOWS: Final = {"24 h": timedelta(days=1), "7 days": timedelta(days=7)}
CHART: Final = WINDOWS["7 days"]
NOTHING_FILTERED: Final = Filters()


class Recent(NamedTuple):
    """The last few sessions in error, failures that were ended since, and sessions that came in.

    None for what was not read in time; `insights` are of all these sessions.
    """

    in_error: Sequence[SessionSummary] | None
    ended: Sequence[Failure] | None
    arrivals: Sequence[SessionSummary] | None
    insights: Insights | None


class Figures(NamedTuple):
    """What is counted and measured; None for what was not in time.

    `failed` is by window, as `spans` are. The bars of `buckets` are in the time zone `zone`, which
    is not the viewer's if the database does not know that one.
    """

    statuses: StatusCounts | None
    stuck: Count | None
    failed: Mapping[str, Failures | None]
    unchecked: Unchecked | None
    times: GenerationTimes | None
    zone: str
    buckets: Sequence[Bucket] | None
    broken: Count | None


def minute(now: datetime) -> datetime:
    """The beginning of the minute."""
    return now.replace(second=0, microsecond=0)


def spans(now: datetime) -> dict[str, Span]:
    """The windows that failures are counted in, as lists of sessions can be filtered by them."""
    end = minute(now) + failures.CLOCK_SKEW
    return {
        name: Span(failed_from=minute(now) - length, failed_to=end)
        for name, length in WINDOWS.items()
    }


def recent(now: datetime) -> Recent:
    """The last few sessions, in one transaction; those not inspected yet are inspected."""
    errors = Filters(status=("error",), updated_to=minute(now) + failures.CLOCK_SKEW)
    in_error = partial(search.search, filters=errors, size=LAST)
    newest = partial(search.search, filters=NOTHING_FILTERED, sort=Sort.CREATED_DESC, size=LAST)
    ended = partial(failures.latest_ended, since=now - CHART, limit=LAST)
    with Reader(resources.database()) as reader:
        failed, arrived = reader.aside(in_error), reader.aside(newest)
        both = {row.id: row for page in (failed, arrived) if page for row in page.rows}
        rows = [*both.values()]
        insights = row_insights.of_rows(reader, rows)
        result = Recent(
            failed.rows if failed else None,
            reader.aside(ended),
            arrived.rows if arrived else None,
            insights,
        )
    row_insights.request_missing(rows, insights)
    return result


def figures(
    now: datetime, stuck_after: timedelta, *, zone: str, bucket: Literal["hour", "day"]
) -> Figures:
    """Everything that is counted and measured, in one transaction."""
    stuck = partial(search.count, filters=Filters(stuck_after=stuck_after))
    chart = partial(failures.in_zone, since=now - CHART, bucket=bucket, zone=zone)
    with Reader(resources.database()) as reader:
        read = partial(shared_reads.aside, reader)
        statuses = read("status counts", statistics.status_counts)
        known_zone, buckets = read(("chart", bucket, zone), chart) or (zone, None)
        return Figures(
            statuses=statuses,
            stuck=read(("stuck", stuck_after), stuck),
            failed={
                window: read(("failed", window), partial(failures.count, since=span.failed_from))
                for window, span in spans(now).items()
            },
            unchecked=code_counts.unchecked(reader),
            times=read("generation times", statistics.generation_times),
            zone=known_zone,
            buckets=buckets,
            broken=code_counts.ready_but_broken(reader, NOTHING_FILTERED),
        )
