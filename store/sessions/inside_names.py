"""Finds rows inside whose names there is a text, in two ways: neither is fast for every text.

The planner cannot choose: its sample of names is too small to tell how many contain a text, and
where it errs a search takes seconds. docs/decisions/0078-trigrams-and-parts-of-references.md
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Integer, Row, Subquery, bindparam, select
from sqlalchemy.orm import Session

from store import paging
from store.records import Filters, Match
from store.sessions import matching
from store.sessions.conditions import table
from store.together import gather

T = TypeVar("T")

ALONG_ROWS: Final = 4_000
"""A text in one of 80 names fills a page of 50 from so many; all with a rarer one can be sorted."""


class Hunt(Enum):
    """How the rows are found."""

    ALONG = auto()  # among the first rows of the list, in its order: for a common text
    APART = auto()  # all of them by the trigram index, and then put in order: for a rare one


def is_applicable(filters: Filters, subject: str) -> bool:
    """Whether the rows of a list in this order are found inside names."""
    return filters.match is Match.NAME_SUBSTRING and subject != "match"


def read(
    db: Session, run: Callable[..., list[Row[Any]]], parts: Sequence[T], limit: int, *, along: bool
) -> list[Row[Any]]:
    """The first rows of a list's parts. `run` reads those of one part; `along`,
    whether the first part is long enough to be looked through in its order."""
    if along and len(rows := run(db, parts[0], limit, Hunt.ALONG)) >= limit:
        return rows
    apart = (partial(run, part=part, count=limit, hunt=Hunt.APART) for part in parts)
    return [row for each in gather(db, *apart) for row in each][:limit]


def ids(
    hunt: Hunt,
    filters: Filters,
    others: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    *,
    descending: bool,
) -> Subquery:
    """The ids, as `row_id`, of the first rows that fit the search text and the `others`.

    ALONG may have too few, but those that it has are the first ones.
    """
    fits = matching.meaning(filters)
    keys = [column.label(f"key_{number}") for number, column in enumerate(order)]
    if hunt is Hunt.ALONG:
        listed = select(table.c.id, fits.label("fits"), *keys).where(*others)
        directed = paging.directed(order, descending=descending)
        first = listed.order_by(*directed).limit(ALONG_ROWS).subquery("first")
        chosen, there = select(first.c.id.label("row_id")).where(first.c.fits), first.c
    else:
        # Materialized, it is not read in the order of the list.
        apart = select(table.c.id, *keys).where(*others, fits).cte("apart")
        apart = apart.prefix_with("MATERIALIZED")
        chosen, there = select(apart.c.id.label("row_id")), apart.c
    columns = [there[key.name] for key in keys]
    ordered = chosen.order_by(*paging.directed(columns, descending=descending))
    return ordered.limit(bindparam("limit", type_=Integer)).subquery("inside")
