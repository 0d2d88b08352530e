"""Reads two sessions to compare, with their code and the data for their pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from services import inspected, resources
from services.inspected import Memo
from store.errors import NotFound
from store.insights import insights
from store.insights.insight_records import Findings
from store.reading import Batch, Reader
from store.records import SessionSummary
from store.sessions import prototype_sessions


class Side(NamedTuple):
    """One of the two. `design_bytes` is None if it was not read in time; `findings` are the stored
    findings on the row.
    """

    row: SessionSummary
    code: str
    design_bytes: int | None
    findings: Findings | None


def sides(row_ids: Sequence[UUID]) -> list[Side | None]:
    """The sessions in the order of their ids, read together; None for one that is gone."""
    memo = inspected.memo()
    with Reader(resources.database()) as reader, reader.batch() as batch:
        answers = [_side(batch, row_id, memo) for row_id in row_ids]
    return [answer() for answer in answers]


def _side(batch: Batch, row_id: UUID, memo: Memo) -> Callable[[], Side | None]:
    row = batch.later(partial(prototype_sessions.get_summary, row_id=row_id))
    code = batch.later(partial(prototype_sessions.get_code, row_id=row_id))
    size = batch.aside(partial(prototype_sessions.get_design_bytes, row_id=row_id))
    insight = batch.aside(partial(insights.get, row_id=row_id))

    def read_side() -> Side | None:
        try:
            return Side(row(), code() or "", size(), memo.get(row()) or insight())
        except NotFound:
            return None

    return read_side
