"""The filter by what people think of a row as it is now, for lists that no branch reads."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_

from store.records import Filters
from store.reviews.review_records import NO_MARK
from store.sessions import standings
from store.sessions.current import exists_where
from store.standing_models import StandingRow


def for_filters(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of these filters; with `reviewer`, marks of other people do not count."""
    if not filters.mark:
        return []
    clauses: list[ColumnElement[bool]] = []
    if sets := standings.mark_sets(filters.mark):
        marked = and_(StandingRow.marks.in_(sets), *standings.reviewed_so(filters))
        clauses.append(exists_where(standings.is_current, marked))
    if NO_MARK in filters.mark:
        clauses.append(standings.is_unmarked(filters.reviewer))
    return [or_(false(), *clauses)]
