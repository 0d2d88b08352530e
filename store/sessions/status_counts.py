"""Counts rows per status: exact, estimated or at least, as the result states."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from store.counts import EXACT_LIMIT, CountKind, StatusCounts
from store.models import SHORT_KEY_CHARS, status_key
from store.records import NO_STATUS, Filters
from store.sessions import conditions, matching, search_timeouts
from store.sessions.conditions import table

MOST_STATUSES: Final = 100

# Whether there are more rows than are counted exactly is counted in an index, not estimated: after
# a large delete the estimate is stale.
ANALYZED: Final = text(
    """
    SELECT c.reltuples AS rows, s.null_frac, s.most_common_vals::text::text[] AS statuses,
           s.most_common_freqs AS shares, now() AS now,
           (SELECT count(*) FROM (SELECT FROM prototype_sessions LIMIT :limit) AS first) AS counted
    FROM pg_class AS c
    LEFT JOIN pg_stats AS s
      ON s.schemaname = 'public' AND s.tablename = c.relname AND s.attname = 'status'
    WHERE c.oid = 'public.prototype_sessions'::regclass
    """
)

# Every status that occurs, by skipping from one to the next in the index.
STATUSES: Final = text(
    f"""
    WITH RECURSIVE each(status) AS (
        (SELECT min({status_key}) FROM prototype_sessions)
        UNION ALL
        SELECT (SELECT min({status_key}) FROM prototype_sessions WHERE {status_key} > each.status)
        FROM each WHERE each.status IS NOT NULL
    )
    SELECT status FROM each WHERE status IS NOT NULL LIMIT :limit
    """
)


def status_counts(db: Session, filters: Filters | None = None) -> StatusCounts:
    """Rows per status, largest first, of all rows or those that match `filters`.

    Exact up to 50,000 rows, 5,000 by verdict or mark, or 1,000 if searched by name. Beyond that,
    with filters: the counts among those first rows, as "at least". Without filters: the planner's
    estimate or, if the table was never analyzed, up to 50,000 per status, as "at least". Raises
    InvalidInput, SearchTooSlow.
    """
    chosen = matching.pinned(db, filters or Filters())
    if chosen == Filters(match=chosen.match):
        state = db.execute(ANALYZED, {"limit": EXACT_LIMIT + 1}).one()
        if state.counted > EXACT_LIMIT:
            return _count_many(db, state)
    counts, as_of = _first_rows(db, chosen)
    is_exact = counts.total() <= matching.most_counted(chosen)
    return _named(counts, CountKind.EXACT if is_exact else CountKind.AT_LEAST, as_of)


def _count_many(db: Session, state: Row[Any]) -> StatusCounts:
    if state.rows > EXACT_LIMIT and state.shares is not None:
        return _named(_estimate(db, state), CountKind.ESTIMATE, state.now)
    return _named(_count_each_bounded(db, Counter()), CountKind.AT_LEAST, state.now)


def _named(counts: Counter[str | None], kind: CountKind, as_of: datetime) -> StatusCounts:
    named = {NO_STATUS if status is None else status: n for status, n in counts.most_common()}
    return StatusCounts(counts=named, kind=kind, as_of=as_of)


def _first_rows(db: Session, filters: Filters) -> tuple[Counter[str | None], datetime]:
    most = matching.most_counted(filters)
    some = matching.select_limited(filters, most + 1, status_key.label("status")).subquery()
    with search_timeouts.bounded(db, filters):
        rows = db.execute(
            select(some.c.status, func.count().label("size"), func.now().label("now")).group_by(
                some.c.status
            )
        ).all()
    as_of = rows[0].now if rows else db.execute(select(func.now())).scalar_one()
    return Counter({row.status: row.size for row in rows}), as_of


def _estimate(db: Session, state: Row[Any]) -> Counter[str | None]:
    counts: Counter[str | None] = Counter()
    for status, share in zip(state.statuses, state.shares, strict=True):
        counts[status[:SHORT_KEY_CHARS]] += round(state.rows * share)
    if state.null_frac:
        counts[None] = round(state.rows * state.null_frac)
    # A status that is too rare for the planner's sample is quick to count.
    return _count_each_bounded(db, counts)


def _count_each_bounded(db: Session, known: Counter[str | None]) -> Counter[str | None]:
    """`known`, plus every other status counted up to the limit."""
    counts = Counter(known)
    for status in [None, *db.scalars(STATUSES, {"limit": MOST_STATUSES})]:
        if status in known:
            continue
        # One statement each, so that the planner knows the value and whether an index helps.
        has_it = conditions.status_is(NO_STATUS if status is None else status)
        some = select(text("1")).select_from(table).where(has_it).limit(EXACT_LIMIT)
        if size := db.execute(select(func.count()).select_from(some.subquery())).scalar_one():
            counts[status] = size
    return counts
