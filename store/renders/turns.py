"""Whose turn it is: which rows to render next, and who is at them. No transaction stays open.

A claim is a row of its own with an end, so that a process that dies keeps nobody waiting.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import CursorResult, text
from sqlalchemy.orm import Session

from store.records import Filters, Record, Sort
from store.renders.render_records import NO_RENDER
from store.sessions import search
from store.sessions.current import RULES, RUNTIME

MOST: Final = 1_000_000_000
CLAIM: Final = timedelta(minutes=3)

# One claims at a time, for milliseconds: the next one sees what was claimed.
_IN_TURN: Final = text("SELECT pg_advisory_xact_lock(hashtextextended('dashboard.renders', 0))")

_CLAIM: Final = text(
    """
    INSERT INTO dashboard.render_claims (row_id, claimed_until)
    SELECT given.row_id, clock_timestamp() + :length
    FROM unnest(CAST(:row_ids AS uuid[])) AS given(row_id)
    ON CONFLICT (row_id) DO UPDATE SET claimed_until = excluded.claimed_until
    WHERE render_claims.claimed_until < clock_timestamp()
    RETURNING row_id
    """
)

_DUE_VERSIONS: Final = text(
    """
    SELECT v.id AS version_id, v.row_id
    FROM dashboard.code_versions AS v
    JOIN dashboard.insights AS i ON i.row_id = v.row_id AND i.rules = :rules
    JOIN public.prototype_sessions AS p ON p.id = v.row_id AND p.xmin::text = i.row_version
    WHERE v.code <> '' AND NOT EXISTS (
        SELECT FROM dashboard.renders AS r
        WHERE r.row_id = v.row_id AND r.code_md5 = v.md5 AND r.design_md5 = i.design_md5
          AND r.runtime = :runtime)
    ORDER BY v.id DESC LIMIT :limit
    """
)

_RELEASE: Final = text("DELETE FROM dashboard.render_claims WHERE row_id = ANY(:row_ids)")

_STALE: Final = text(
    """
    DELETE FROM dashboard.renders WHERE ctid = ANY(ARRAY(
        SELECT r.ctid FROM dashboard.renders AS r
        LEFT JOIN public.prototype_sessions AS p ON p.id = r.row_id
        LEFT JOIN dashboard.insights AS i ON i.row_id = r.row_id AND i.row_version = p.xmin::text
        WHERE (p.id IS NULL OR r.runtime < :runtime
           OR (i.row_id IS NOT NULL AND r.design_md5 <> i.design_md5)
           OR (i.row_id IS NOT NULL AND i.code_md5 IS DISTINCT FROM r.code_md5 AND NOT EXISTS (
                   SELECT FROM dashboard.code_versions AS v
                   WHERE v.row_id = r.row_id AND v.md5 = r.code_md5)))
          AND NOT EXISTS (
            SELECT FROM dashboard.showcase_items AS s
            WHERE s.row_id = r.row_id AND s.code_md5 = r.code_md5 AND s.design_md5 = r.design_md5)
        LIMIT :limit
        FOR UPDATE OF r SKIP LOCKED
    ))
    """
)

_OVER: Final = text("DELETE FROM dashboard.render_claims WHERE claimed_until < clock_timestamp()")


class DueVersion(Record):
    """A replaced code to render, and its row."""

    version_id: int
    row_id: UUID


def list_due(
    db: Session, filters: Filters, limit: int, after: str | None = None
) -> tuple[tuple[UUID, ...], str | None]:
    """Rows with code and no current render, the last updated first, and where to go on behind them;
    None at the end."""
    chosen = filters.model_copy(update={"render": (NO_RENDER,)})
    page = search.search(db, chosen, Sort.UPDATED_DESC, after, limit)
    return tuple(row.id for row in page.rows), page.after


def count_due(db: Session, filters: Filters) -> int:
    """How many rows are due."""
    chosen = filters.model_copy(update={"render": (NO_RENDER,)})
    return search.count(db, chosen, limit=MOST).value


def list_due_versions(db: Session, limit: int) -> tuple[DueVersion, ...]:
    """Replaced codes that were not rendered for their row's design as it is now, newest first."""
    rows = db.execute(_DUE_VERSIONS, {"limit": limit, "rules": RULES, "runtime": RUNTIME})
    return tuple(DueVersion(**row._mapping) for row in rows)


def claim(db: Session, row_ids: Sequence[UUID]) -> tuple[UUID, ...]:
    """Those of the rows that nobody else is at, claimed for three minutes, in the given order."""
    db.execute(_IN_TURN)
    parameters = {"row_ids": list(row_ids), "length": CLAIM}
    mine = set(db.scalars(_CLAIM, parameters))
    return tuple(row_id for row_id in row_ids if row_id in mine)


def release(db: Session, row_ids: Sequence[UUID]) -> None:
    """Give claims back."""
    db.execute(_RELEASE, {"row_ids": list(row_ids)})


def purge(db: Session, limit: int = 1_000) -> int:
    """Remove renders that can never be current again, and claims that are over: how many renders.

    Gone rows, older runtimes, other designs, and codes that are neither the row's nor in its
    history. Those of what was picked for a showcase stay, because it shows them.
    """
    db.execute(_OVER)
    result = db.execute(_STALE, {"limit": limit, "runtime": RUNTIME})
    assert isinstance(result, CursorResult)
    return result.rowcount
