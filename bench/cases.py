"""What is measured: store calls as the pages make them, and how fast each must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg
from sqlalchemy.orm import Session

from store.engine import Database
from store.insights import statistics
from store.records import NO_STATUS, Filters, Page, Sort
from store.sessions import prototype_sessions, search

CALL_MS: Final = 5.0
COUNTS_MS: Final = 100.0
RATIO: Final = 2.0
PAGE_SIZE: Final = 50
FAR: Final = 1_000

Work = Callable[[Session], Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One store call and its limit in milliseconds at p50."""

    name: str
    work: Work
    limit_ms: float = CALL_MS


class Sample(NamedTuple):
    """One row that is searched for. Its session_id is never printed."""

    row_id: UUID
    session_id: str
    reference: str
    name: str


def sample(url: str) -> Sample:
    """A failed row from the middle of the table, and the name of a row that is ready."""
    with psycopg.connect(url) as connection:
        failed = connection.execute(
            "SELECT id, session_id, error_code FROM prototype_sessions"
            " WHERE error_code IS NOT NULL AND id > '80000000-0000-0000-0000-000000000000'"
            " ORDER BY id LIMIT 1"
        ).fetchone()
        named = connection.execute(
            "SELECT frame_name FROM prototype_sessions WHERE frame_name ~ '[0-9]{3}$'"
            " AND id > '80000000-0000-0000-0000-000000000000' ORDER BY id LIMIT 1"
        ).fetchone()
    if failed is None or named is None:
        raise SystemExit("There are too few rows to measure anything.")
    return Sample(row_id=failed[0], session_id=failed[1], reference=failed[2], name=named[0])


def cursor_to_page(database: Database, number: int) -> str | None:
    """The cursor for a page of the unfiltered list; None if it has fewer pages."""
    left, cursor = (number - 1) * PAGE_SIZE, None
    while left:
        size = min(left, search.MAX_PAGE_SIZE)
        page = database.read(_page(Filters(), cursor=cursor, size=size))
        cursor, left = page.after, left - size
        if cursor is None:
            return None
    return cursor


def cases(sample: Sample, far: str | None) -> list[Case]:
    """Every case; page 1,000 only if it exists."""
    made = [Case("first page", _page(Filters()))]
    made += [
        Case(f"status {status}", _page(Filters(status=(status,))))
        for status in ("ready", "error", "generating", "pending", "archived", NO_STATUS, "absent")
    ]
    made += [Case(f"sort {sort}", _page(Filters(), sort=sort)) for sort in Sort]
    made += [
        Case("search reference", _page(Filters(q=f"it is stuck, Ref: {sample.reference}"))),
        Case("search row id", _page(Filters(q=str(sample.row_id)))),
        Case("search session_id", _page(Filters(q=sample.session_id))),
        Case("search whole name", _page(Filters(q=sample.name))),
        Case("search name prefix, few rows", _page(Filters(q=sample.name[:-1]))),
        Case("search name prefix, many rows", _page(Filters(q=sample.name.split(" / ")[0]))),
    ]
    if far:
        made.append(Case(f"page {FAR:,} by cursor", _page(Filters(), cursor=far)))
    return [
        *made,
        Case("one session", _one_session(sample.row_id)),
        Case("previous and next", _neighbors(sample.row_id)),
        Case("counts per status", lambda db: statistics.status_counts(db), COUNTS_MS),
    ]


def _page(
    filters: Filters,
    *,
    sort: Sort = Sort.UPDATED_DESC,
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Callable[[Session], Page]:
    return lambda db: search.search(db, filters, sort, cursor, size)


def _one_session(row_id: UUID) -> Work:
    def work(db: Session) -> object:
        summary = prototype_sessions.get_summary(db, row_id)
        return summary, prototype_sessions.get_code(db, row_id)

    return work


def _neighbors(row_id: UUID) -> Work:
    one = partial(search.neighbor, filters=Filters(), sort=Sort.UPDATED_DESC, row_id=row_id)
    return lambda db: [one(db, backwards=backwards) for backwards in (True, False)]
