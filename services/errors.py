"""Reads what the page about errors shows of a span: failures, bursts, and how long work took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from services import bursts, resources, shared_reads
from services.bursts import Burst
from store.counts import Bucket, GenerationTimes
from store.insights import bursts as burst_store
from store.insights import durations, failures, statistics
from store.insights.duration_records import Durations
from store.insights.failure_records import BucketSize, Failure
from store.insights.failures import CLOCK_SKEW
from store.reading import Reader
from store.records import Filters, Match, SessionSummary
from store.sessions import prototype_sessions, search

WEEK: Final = timedelta(days=7)
LATEST: Final = 12
LOOKED_UP: Final = 5
WHOLE_REFERENCE: Final = len("BP-3F8A2C")


class Span(NamedTuple):
    """What is looked at: failures from `since` until `until`, which is not in it, in bars of
    `bucket` in the time zone `zone`.
    """

    since: datetime
    until: datetime
    bucket: BucketSize
    zone: str

    @property
    def week_before(self) -> Span:
        """The same a week earlier."""
        return self._replace(since=self.since - WEEK, until=self.until - WEEK)


class Latest(NamedTuple):
    """The latest failures of a span: of sessions in error now, and of those ended since."""

    in_error: Sequence[SessionSummary] | None
    ended: Sequence[Failure] | None


class LookedUp(NamedTuple):
    """The sessions that have or had a reference; `deleted` is the id of the one that had it where
    there are none.
    """

    rows: Sequence[SessionSummary]
    has_more: bool
    deleted: UUID | None


class Report(NamedTuple):
    """Everything that is counted and measured; None for what was not read in time. `usual_times`
    are those that the threshold is compared with everywhere, whatever the span.

    The bars are in the time zone `zone`, which is UTC if the database does not know the viewer's.
    """

    zone: str
    buckets: Sequence[Bucket] | None
    week_before: Sequence[Bucket] | None
    bursts: Sequence[Burst] | None
    durations: Durations | None
    usual_times: GenerationTimes | None


def latest(span: Span) -> Latest:
    """What the page draws first."""
    last = span.until - timedelta(microseconds=1)
    filters = Filters(status=("error",), updated_from=span.since, updated_to=last)
    in_error = partial(search.search, filters=filters, size=LATEST)
    ended = partial(failures.latest_ended, since=span.since, until=span.until, limit=LATEST)
    with Reader(resources.database()) as reader, reader.batch() as batch:
        rows, others = batch.aside(in_error), batch.aside(ended)
    page = rows()
    return Latest(page.rows if page else None, others())


def look_up(reference: str) -> LookedUp | None:
    """The sessions of a reference, or of its beginning; None if not read in time."""
    is_whole = len(reference) == WHOLE_REFERENCE
    match = Match.REFERENCE if is_whole else Match.REFERENCE_START
    filters = Filters(q=reference, match=match)
    query = partial(search.search, filters=filters, size=LOOKED_UP)
    page = resources.database().try_read(query)
    if page is None:
        return None
    had = partial(prototype_sessions.lookup, search_text=reference)
    deleted = None if page.rows else resources.database().try_read(had)
    return LookedUp(page.rows, page.after is not None, deleted)


def report(span: Span, now: datetime) -> Report:
    """Everything that is counted, in one message and one more for what bursts have in common."""
    usual_from = min(span.since, now.replace(second=0, microsecond=0) - bursts.WINDOW)
    minutes = partial(burst_store.per_minute, since=usual_from, until=now + CLOCK_SKEW)
    measure = partial(
        durations.durations,
        since=span.since,
        until=span.until,
        bucket="day" if span.bucket == "day" else "hour",
        zone=span.zone,
    )
    with Reader(resources.database()) as reader:
        with shared_reads.batch(reader) as batch:
            charted, before = (
                batch.aside(
                    partial(
                        failures.in_zone,
                        since=each.since,
                        until=each.until,
                        bucket=each.bucket,
                        zone=each.zone,
                    ),
                    key=("failures of", each),
                )
                for each in (span, span.week_before)
            )
            failed = batch.aside(minutes, key=("failure minutes", usual_from))
            measured = batch.aside(measure, key=("durations of", span))
            usual = batch.aside(statistics.generation_times, key="generation times")
        known = failed()
        within = (span.since, span.until)
        nearby = bursts.read_within(reader, known, now, within)
    zone, buckets = charted() or (span.zone, None)
    _, earlier = before() or (zone, None)
    return Report(zone, buckets, earlier, nearby, measured(), usual())
