"""A page of a list whose order is not in one index of the table: its ids first, then its rows."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, bindparam, select, union_all

from store import paging
from store.records import Filters
from store.sessions import branches, matching
from store.sessions.conditions import table

UPDATED: Final = "updated"

Columns = tuple[ColumnElement[Any], ...]


def select_page(columns: Columns, page: Select[Any], *, descending: bool) -> Select[Any]:
    """The columns and the `sort_key` of the rows of a page, which has their ids and keys."""
    of_id, of_key = page.subquery().c  # no name that the columns have
    return (
        select(*columns, of_key.label("sort_key"))
        .select_from(table.join(of_id.table, of_id == table.c.id))
        .order_by(*paging.directed((of_key, of_id), descending=descending))
    )


def page(
    filters: Filters, subject: str, *, known: bool, placed: bool, descending: bool
) -> Select[Any]:
    """The ids and keys of a page, each branch of the list read in order, and merged."""
    clauses = matching.where(branches.without_branch_filters(filters))
    limit = bindparam("limit", type_=Integer)
    parts = []
    for branch in branches.for_filters(filters, subject):
        for key, of_key in branch.keyed(subject, known=known):
            rows = select(branch.row_id.label("row_id"), key.label("key"))
            rows = rows.select_from(branch.source).where(*clauses, *branch.conditions, *of_key)
            row_id = branch.row_id
            if branch.is_small and subject != UPDATED:
                # In its own order, the planner would look for them among all rows.
                row_id, key = rows.offset(0).subquery().c
                rows = select(row_id, key)
            if placed:
                places = {"key": key, "id": row_id} if known else {"id": row_id}
                there = [bindparam(name, type_=each.type) for name, each in places.items()]
                rows = rows.where(paging.beyond([*places.values()], there, descending=descending))
            # By a key that is NULL in all of them, too: it leads an index that has them in order.
            directed = paging.directed((key, row_id), descending=descending)
            parts.append(rows.order_by(*directed).limit(limit))
    merged = union_all(*parts).subquery()
    directed = paging.directed((merged.c.key, merged.c.row_id), descending=descending)
    return select(merged).order_by(*directed).limit(limit)
