"""Reads what the stuck page shows, and freezes the scope of a bulk reset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from services import resources, session_list, shared_reads
from services.session_list import ListedRows
from store.actions import aftermath, bulk
from store.actions.receipts import ResetAgain
from store.bulk_resets import reading, scope_description
from store.bulk_resets.bulk_records import BulkReset
from store.counts import EXACT_LIMIT, Cohorts, Count, GenerationTimes
from store.errors import InvalidInput, StoreError, TooSlow
from store.insights import statistics
from store.reading import Reader
from store.records import Filters, SessionSummary, Sort
from store.sessions import search
from store.sessions import stuck as stuck_rows

LARGE: Final = bulk.LARGE
"""A reset of more rows requires more confirmation and does not list them."""


class StuckRows(NamedTuple):
    """A page of the stuck sessions, or why it could not be read.

    `bulk` are the bulk resets that are not over and those of the last day; None if they were not
    read in time.
    """

    listed: ListedRows | None
    refusal: StoreError | None
    bulk: Sequence[BulkReset] | None


class StuckFigures(NamedTuple):
    """Counts and measurements, the oldest of `as_of`; None for what was not read in time."""

    total: Count | None
    times: GenerationTimes | None
    cohorts: Cohorts | None
    reset_again: ResetAgain | None
    as_of: datetime


class FrozenScope(NamedTuple):
    """The scope of a bulk reset, without anything that becomes stuck later.

    `description` is for the audit log. `rows` are its sessions if they are few enough to be
    listed, `ids` those that it was shown with.
    """

    filters: Filters
    description: str
    total: Count
    rows: Sequence[SessionSummary]
    ids: tuple[UUID, ...]


def rows(filters: Filters, cursor: str | None, size: int) -> StuckRows:
    """What the page draws first; rows longest without an update first. Raises Unavailable."""
    listed, refusal = None, None
    with Reader(resources.database()) as reader:
        try:
            listed = session_list.read_rows(reader, filters, Sort.UPDATED_ASC, cursor, size)
        except (TooSlow, InvalidInput) as error:
            refusal = error
        return StuckRows(listed, refusal, reader.aside(reading.current))


def figures(filters: Filters, stuck_after: timedelta) -> StuckFigures:
    """What is counted and measured, together and shared."""
    count = partial(search.count, filters=filters)
    cohorts = partial(stuck_rows.cohorts, stuck_after=stuck_after)
    again = partial(aftermath.reset_again, stuck_after=stuck_after)
    with Reader(resources.database()) as reader, shared_reads.batch(reader) as batch:
        answers = (
            batch.aside(count, key=("count", filters)),
            batch.aside(statistics.generation_times, key="generation times"),
            batch.aside(cohorts, key=("cohorts", stuck_after)),
            batch.aside(again, key=("reset again", stuck_after)),
        )
    total, times, groups, reset_again = answers
    return StuckFigures(total(), times(), groups(), reset_again(), batch.as_of())


def freeze(filters: Filters, as_of: datetime, zone: tzinfo) -> FrozenScope:
    """What is stuck now and matches the filters. Raises TooSlow, Unavailable."""
    frozen = filters.model_copy(update={"as_of": as_of})
    first = partial(search.search, filters=frozen, sort=Sort.UPDATED_ASC, size=LARGE)
    ids = partial(bulk.frozen_ids, filters=frozen, limit=EXACT_LIMIT)
    with Reader(resources.database()) as reader:
        total = reader.read(partial(search.count, filters=frozen))
        listed = reader.read(first).rows if 0 < total.value <= LARGE else ()
        shown = reader.read(ids) if total.value else ()
        return FrozenScope(frozen, scope_description.describe(frozen, zone), total, listed, shown)
