"""What is known of a row as it is now: whether an insight, or a render, is still true of it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    ColumnElement,
    Exists,
    Text,
    and_,
    case,
    cast,
    exists,
    literal_column,
    or_,
    true,
)

from store.models import PrototypeSessionRow
from store.own_models import InsightRow
from store.render_models import RenderRow
from store.review_models import ReviewRow

# Raise it whenever inspection would say something else of the same row: what is stored is stale.
RULES: Final = 9
# Raise it whenever the preview would show something else of the same code, or the match with its
# design would be another: what is stored is stale.
RUNTIME: Final = 5


def _nearly_always(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition, which the planner takes to be true of all but 1 in 40,000 rows.

    It expects 199 in 200 of each IS NOT NULL.
    """
    return or_(case((condition, true())).is_not(None), case((condition, 1)).is_not(None))


# An insight is of one version of a row: any change of the row makes it stale. The planner knows
# nothing of the versions and would expect one in 200 to agree, and so read every row to find a
# page of them; of a CASE it expects that half are true.
_same_version: Final = InsightRow.row_version == cast(
    literal_column("prototype_sessions.xmin"), Text
)
_is_of_this_row: Final = and_(
    InsightRow.row_id == PrototypeSessionRow.id, InsightRow.rules == RULES
)
insight_is_current: Final = and_(_is_of_this_row, case((_same_version, true())))

# Who looks for the others must expect the versions to agree, or the planner takes a page of them
# to be near, and where there are none looks up every row's insight one by one: 23 s among
# 1,000,000 rows, not 1.5 s.
insight_is_known: Final = and_(_is_of_this_row, _nearly_always(_same_version))

# A render is of one code and one design, whose hashes the row's insight has. The same holds.
_same_content: Final = and_(
    RenderRow.code_md5 == InsightRow.code_md5, RenderRow.design_md5 == InsightRow.design_md5
)
_is_of_this_insight: Final = and_(
    RenderRow.row_id == InsightRow.row_id, RenderRow.runtime == RUNTIME
)
render_is_current: Final = and_(_is_of_this_insight, case((_same_content, true())))
render_is_known: Final = and_(_is_of_this_insight, _nearly_always(_same_content))

# A review is of one code and one design as well, whatever the runtime.
_same_reviewed: Final = and_(
    ReviewRow.code_md5 == InsightRow.code_md5, ReviewRow.design_md5 == InsightRow.design_md5
)
_reviewed_row: Final = ReviewRow.row_id == InsightRow.row_id
review_is_current: Final = and_(_reviewed_row, case((_same_reviewed, true())))
review_is_older: Final = and_(_reviewed_row, _same_reviewed.is_not(true()))


def exists_where(*conditions: ColumnElement[bool]) -> Exists:
    """Whether a row has an insight, render or review of these conditions, whatever is selected."""
    return exists().where(*conditions).correlate(PrototypeSessionRow.__table__)
