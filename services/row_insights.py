"""The insights on the rows on screen, and the request to inspect the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from services import resources
from store.insights import insight_summaries
from store.insights.insight_records import InsightSummary
from store.reading import Reader
from store.records import SessionSummary

Insights = Mapping[UUID, InsightSummary]
"""Insights by row, for rows that were inspected as they are now."""


def read_for_rows(reader: Reader, rows: Sequence[SessionSummary]) -> Insights | None:
    """The insights on these rows; None if not read in time."""
    ids = [row.id for row in rows]
    return reader.aside(partial(insight_summaries.summaries, row_ids=ids)) if ids else {}


def missing(rows: Sequence[SessionSummary], summaries: Insights | None) -> list[SessionSummary]:
    """The rows that were not inspected as they are now; empty if that is not known."""
    return [] if summaries is None else [row for row in rows if row.id not in summaries]


def request_missing(rows: Sequence[SessionSummary], summaries: Insights | None) -> bool:
    """Queue the missing rows for inspection. Returns whether any is not inspected yet."""
    left = missing(rows, summaries)
    return bool(left) and resources.inspector().request(left)


def is_busy_with(rows: Sequence[SessionSummary]) -> bool:
    """Whether any of these rows is not inspected yet."""
    return resources.inspector().is_busy_with(rows)
