"""Counts sessions with code that will not render, and sessions that were not checked yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from services import faulty
from services.shared_reads import SharedBatch
from store.counts import Count, CountKind
from store.insights import coverage
from store.records import Filters
from store.sessions import search

LIMIT: Final = 1_000
TIMEOUT_MS: Final = 400

Unchecked = tuple[Count, Count]
"""How many rows were not checked as they are now, and how many rows there are."""


def ready_but_broken(batch: SharedBatch, filters: Filters) -> Callable[[], Count | None]:
    """How many there are under the other filters, exact up to 1,000; None if not known in time."""
    answers = []
    for chosen in faulty.ready_but_broken(filters):
        query = partial(search.count, filters=chosen, limit=LIMIT)
        answers.append(batch.aside(query, key=("count", chosen), timeout_ms=TIMEOUT_MS))
    return lambda: _sum([answer() for answer in answers])


def _sum(counts: Sequence[Count | None]) -> Count | None:
    total, kind = 0, CountKind.EXACT
    for count in counts:
        if count is None:
            kind = CountKind.AT_LEAST
        else:
            total += count.value
            kind = kind if count.kind is CountKind.EXACT else count.kind
    return None if kind is CountKind.AT_LEAST and not total else Count(value=total, kind=kind)


def unchecked(batch: SharedBatch) -> Callable[[], Unchecked | None]:
    """How many rows were not checked as they are now, and how many rows there are."""
    return batch.aside(coverage.unchecked, key="unchecked")
