"""Reads what the overview shows: the latest failures and arrivals, then the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Literal, NamedTuple

from services import bursts, code_counts, resources, row_insights, session_list, shared_reads
from services.bursts import Burst
from services.code_counts import Unchecked
from services.row_insights import Insights
from store.counts import Bucket, Count, GenerationTimes, StatusCounts
from store.insights import failures, statistics
from store.insights.failure_records import Failure, Failures, Span
from store.reading import Reader
from store.records import Filters, SessionSummary, Sort
from store.sessions import search

LAST: Final = 6
CHART: Final = timedelta(days=7)
EVENING: Final = "failed"
WEEK: Final = "failed in 7 days"
NOTHING_FILTERED: Final = Filters()
UNLIKE: Final = (None, 50)


class Recent(NamedTuple):
    """The latest sessions in error, failures that were ended since, and arrivals.

    None for what was not read in time; `insights` are of all these sessions.
    """

    in_error: Sequence[SessionSummary] | None
    ended: Sequence[Failure] | None
    arrivals: Sequence[SessionSummary] | None
    insights: Insights | None


class Figures(NamedTuple):
    """Counts and measurements, the oldest of `as_of`; None for what was not read in time.

    `failed` is by window, as `spans` are; `arrived` since the evening, as the `bursts` are, whose
    last failure is later. `unlike` are those whose match is below 50 this week.
    The bars of `buckets` are in the time zone `zone`, which is not the viewer's if the database
    does not know that one.
    """

    statuses: StatusCounts | None
    stuck: Count | None
    failed: Mapping[str, Failures | None]
    arrived: Count | None
    bursts: Sequence[Burst] | None
    unlike: Count | None
    unchecked: Unchecked | None
    times: GenerationTimes | None
    zone: str
    buckets: Sequence[Bucket] | None
    broken: Count | None
    as_of: datetime


def minute(now: datetime) -> datetime:
    """The start of the minute."""
    return now.replace(second=0, microsecond=0)


def spans(now: datetime, evening: datetime) -> dict[str, Span]:
    """The windows for counting failures, on whole minutes so that a list can be filtered alike."""
    end = minute(now) + failures.CLOCK_SKEW
    return {
        EVENING: Span(failed_from=evening, failed_to=end),
        WEEK: Span(failed_from=minute(now) - CHART, failed_to=end),
    }


def recent(now: datetime) -> Recent:
    """The last few sessions, in few messages; those not inspected yet are inspected."""
    failing = Filters(status=("error",), updated_to=minute(now) + failures.CLOCK_SKEW)
    in_error = partial(search.search, filters=failing, size=LAST)
    newest = partial(search.search, filters=NOTHING_FILTERED, sort=Sort.CREATED_DESC, size=LAST)
    ended = partial(failures.latest_ended, since=now - CHART, limit=LAST)
    with Reader(resources.database()) as reader:
        with reader.batch() as batch:
            failed, arrived = batch.aside(in_error), batch.aside(newest)
            ended_since = batch.aside(ended)
        failed_page, arrived_page = failed(), arrived()
        both = {row.id: row for page in (failed_page, arrived_page) if page for row in page.rows}
        rows = [*both.values()]
        insights = row_insights.read_for_rows(reader, rows)
    row_insights.request_missing(rows, insights)
    return Recent(
        failed_page.rows if failed_page else None,
        ended_since(),
        arrived_page.rows if arrived_page else None,
        insights,
    )


def figures(
    now: datetime,
    stuck_after: timedelta,
    evening: datetime,
    *,
    zone: str,
    bucket: Literal["hour", "day"],
) -> Figures:
    """Everything that is counted and measured, together; `evening` is that of yesterday."""
    stuck = partial(search.count, filters=Filters(stuck_after=stuck_after))
    unlike = Filters(score=UNLIKE, updated_from=minute(now) - CHART)
    arrivals = partial(search.count, filters=Filters(created_from=evening))
    chart = partial(failures.in_zone, since=now - CHART, bucket=bucket, zone=zone)
    with Reader(resources.database()) as reader:
        with shared_reads.batch(reader) as batch:
            statuses = session_list.status_counts(batch, NOTHING_FILTERED)
            stuck_count = batch.aside(stuck, key=("stuck", stuck_after))
            failed = {
                window: batch.aside(
                    partial(failures.count, since=span.failed_from), key=("failed", window, evening)
                )
                for window, span in spans(now, evening).items()
            }
            arrived = batch.aside(arrivals, key=("arrived", evening))
            minutes = bursts.minutes(batch, now)
            unchecked = code_counts.unchecked(batch)
            few = partial(search.count, filters=unlike, limit=code_counts.LIMIT)
            unlike_count = batch.aside(few, key="unlike")
            times = batch.aside(statistics.generation_times, key="generation times")
            charted = batch.aside(chart, key=("chart", bucket, zone))
            broken = code_counts.ready_but_broken(batch, NOTHING_FILTERED)
        lately = bursts.read_within(reader, minutes(), now, (evening, now + failures.CLOCK_SKEW))
    known_zone, buckets = charted() or (zone, None)
    return Figures(
        statuses=statuses(),
        stuck=stuck_count(),
        failed={window: answer() for window, answer in failed.items()},
        arrived=arrived(),
        bursts=lately,
        unlike=unlike_count(),
        unchecked=unchecked(),
        times=times(),
        zone=known_zone,
        buckets=buckets,
        broken=broken(),
        as_of=batch.as_of(),
    )
