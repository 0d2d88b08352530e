"""Two sessions to compare, with their code and what their pictures are made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from services import inspected
from services.together import Reader, together
from store.errors import NotFound
from store.insights import insights
from store.insights.insight_records import Findings
from store.records import SessionSummary
from store.sessions import prototype_sessions


class Side(NamedTuple):
    """One of the two. `design_bytes` is None if it was not read in time, `kept` is what is known
    of the row from an inspection.
    """

    row: SessionSummary
    code: str
    design_bytes: int | None
    kept: Findings | None


def sides(row_ids: Sequence[UUID]) -> list[Side | None]:
    """The sessions in the order of their ids, in one transaction; None for one that is gone."""
    memo = inspected.memo()

    def side(reader: Reader, row_id: UUID) -> Side | None:
        try:
            row = reader.read(partial(prototype_sessions.get_summary, row_id=row_id))
            code = reader.read(partial(prototype_sessions.get_code, row_id=row_id))
            size = reader.aside(partial(prototype_sessions.get_design_bytes, row_id=row_id))
        except NotFound:
            return None
        kept = memo.get(row) or reader.aside(partial(insights.get, row_id=row_id))
        return Side(row, code or "", size, kept)

    return together(lambda reader: [side(reader, row_id) for row_id in row_ids])
