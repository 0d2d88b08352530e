"""Counts rows with a current insight, and lists rows without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from store import guarded
from store.counts import EXACT_LIMIT, Count, CountKind
from store.own_models import InsightRow
from store.records import NO_VERDICT, Filters
from store.sessions import search
from store.sessions.conditions import table
from store.sessions.current import RULES, insight_is_current

NOISE: Final = 0.01  # a share of all rows

_MISSING_OR_STALE: Final = text(
    """
    SELECT p.id FROM prototype_sessions AS p
    LEFT JOIN dashboard.insights AS i ON i.row_id = p.id
    WHERE (CAST(:after AS uuid) IS NULL OR p.id > :after)
      AND (CAST(:among AS uuid[]) IS NULL OR p.id = ANY(CAST(:among AS uuid[])))
      AND (i.row_id IS NULL OR i.row_version <> p.xmin::text OR i.rules <> :rules)
    ORDER BY p.id LIMIT :limit
    """
)

# An hour: what is being written now, with the time when that began, is not there yet.
_NOTE: Final = text(
    """
    INSERT INTO dashboard.inspected (rules, until)
    SELECT :rules, LEAST(now() - interval '1 hour', (
        SELECT min(p.updated_at) - interval '1 microsecond' FROM public.prototype_sessions AS p
        LEFT JOIN dashboard.insights AS i ON i.row_id = p.id
        WHERE i.row_id IS NULL OR i.row_version <> p.xmin::text OR i.rules <> :rules))
    ON CONFLICT (rules) DO UPDATE SET until = excluded.until
    """
)

_IS_NOTED: Final = text(
    """
    SELECT EXISTS (SELECT FROM dashboard.inspected WHERE rules = :rules)
        OR NOT EXISTS (SELECT FROM public.prototype_sessions)
    """
)

_ESTIMATED: Final = text(
    """
    SELECT (SELECT reltuples::bigint FROM pg_class
            WHERE oid = 'public.prototype_sessions'::regclass) AS total,
           (SELECT reltuples::bigint FROM pg_class
            WHERE oid = 'dashboard.insights'::regclass) AS known
    """
)

_SOME: Final = text("SELECT count(*) FROM (SELECT FROM dashboard.insights LIMIT :limit) AS kept")


def missing_or_stale(
    db: Session, limit: int, after: UUID | None = None, among: Sequence[UUID] | None = None
) -> tuple[UUID, ...]:
    """Rows without a current insight, by id, after `after`; of all rows, or `among` these."""
    ids = None if among is None else [*among]
    parameters = {"limit": limit, "after": after, "among": ids, "rules": RULES}
    return tuple(db.scalars(_MISSING_OR_STALE, parameters))


def record(db: Session) -> None:
    """Remember up to which time of update every row has a current insight: lists of what was not
    rendered look for others only among later rows. Reads all rows.

    Raises PermissionDenied for a read-only login.
    """
    guarded.write(db, _NOTE, {"rules": RULES}, "insights")


def is_noted(db: Session) -> bool:
    """Whether all sessions, if there are any, were once inspected by these rules."""
    return bool(db.scalar(_IS_NOTED, {"rules": RULES}))


def unchecked(db: Session) -> tuple[Count, Count]:
    """How many rows have no current insight, and how many rows there are.

    Exact up to 50,000 rows; above by the planner's statistics, for which a stale insight counts
    as one, or "at least" where the table was never analyzed.
    """
    rows = search.count(db, Filters(), EXACT_LIMIT)
    if rows.kind is CountKind.EXACT:
        return search.count(db, Filters(verdict=(NO_VERDICT,)), EXACT_LIMIT), rows
    estimated, known = db.execute(_ESTIMATED).one()
    total = max(estimated, rows.value)
    if known < 0:  # never analyzed: there are few, or they are new
        known = db.execute(_SOME, {"limit": EXACT_LIMIT}).scalar_one()
    left = max(total - known, 0)
    # The two statistics are of different moments, and each is of a sample.
    left = 0 if left < total * NOISE else left
    kind = CountKind.ESTIMATE if estimated >= rows.value else CountKind.AT_LEAST
    return Count(value=left, kind=kind), Count(value=total, kind=kind)


def progress(db: Session) -> tuple[int, int]:
    """How many rows have a current insight, and how many rows there are."""
    rows = select(func.count()).select_from(table).scalar_subquery()
    current = select(func.count()).select_from(InsightRow).join(table, insight_is_current)
    known, total = db.execute(select(current.scalar_subquery(), rows)).one()
    return known, total
