"""Both neighbors of a row, as a session's page reads them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from store.records import Filters, Sort
from store.sessions import search


def neighbors(
    db: Session, filters: Filters, sort: Sort, row_id: UUID
) -> tuple[UUID | None, UUID | None]:
    """The ids before and after the row in the list."""
    before = search.neighbor(db, filters, sort, row_id, backwards=True)
    return before, search.neighbor(db, filters, sort, row_id, backwards=False)
