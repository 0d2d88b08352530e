"""What became of the rows of a bulk reset."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from store import paging
from store.bulk_resets.bulk_records import (
    DELETED,
    STUCK_AGAIN,
    UNDONE,
    BulkReset,
    OutcomePage,
    OutcomeRow,
    Outcomes,
)
from store.paging import Direction
from store.records import NO_STATUS
from store.sessions.labels import LABEL
from store.sessions.masking import discreet_status
from store.sessions.stuck import stuck_sql

MAX_SIZE: Final = 200
LIST: Final = "bulk reset rows"

_NOW: Final = f"""
    CASE WHEN p.id IS NULL THEN '{DELETED}'
         WHEN {stuck_sql("p.")} THEN '{STUCK_AGAIN}'
         ELSE COALESCE(left({discreet_status("p.status", "p.session_id")}, 64), '{NO_STATUS}') END
"""

_REQUESTS: Final = """
    mine AS (SELECT request_id FROM dashboard.receipts
             WHERE batch_id = :batch_id AND action = 'reset'),
    undos AS (SELECT u.request_id FROM dashboard.receipts AS u JOIN mine
              ON u.undoes = mine.request_id)
"""

_COUNTS: Final = text(
    f"""
    WITH {_REQUESTS}, done AS (
        SELECT {_NOW} AS now, EXISTS (
            SELECT FROM dashboard.audit AS back
            WHERE back.row_id = a.row_id AND back.request_id IN (SELECT request_id FROM undos)
        ) AS undone
        FROM dashboard.audit AS a JOIN mine USING (request_id)
        LEFT JOIN public.prototype_sessions AS p ON p.id = a.row_id
    )
    SELECT CASE WHEN undone THEN '{UNDONE}' ELSE now END AS now, count(*) AS rows
    FROM done GROUP BY 1 ORDER BY 2 DESC, 1
    """
)

_SKIPPED: Final = text(
    f"""
    WITH {_REQUESTS}
    SELECT count(*) FROM dashboard.skips JOIN mine USING (request_id)
    """
)

_ROWS: Final = """
    WITH {requests}, page AS (
        SELECT place, row_id FROM dashboard.bulk_reset_rows
        WHERE batch_id = :batch_id AND {beyond} ORDER BY place {direction} LIMIT :limit
    )
    SELECT page.place, page.row_id, COALESCE(a.label, s.label, {label}, '(gone)') AS label,
           a.row_id IS NOT NULL AS was_reset, COALESCE(s.reason, '') AS skipped, {now} AS now,
           EXISTS (SELECT FROM dashboard.audit AS back WHERE back.row_id = page.row_id
                   AND back.request_id IN (SELECT request_id FROM undos)) AS undone
    FROM page
    LEFT JOIN public.prototype_sessions AS p ON p.id = page.row_id
    LEFT JOIN LATERAL (
        SELECT row_id, label FROM dashboard.audit
        WHERE row_id = page.row_id AND request_id IN (SELECT request_id FROM mine)
    ) AS a ON true
    LEFT JOIN LATERAL (
        SELECT label, reason FROM dashboard.skips
        WHERE row_id = page.row_id AND request_id IN (SELECT request_id FROM mine)
    ) AS s ON true
    ORDER BY page.place {direction}
"""


class PlaceCursor(paging.Cursor):
    """A position among the rows of a bulk reset."""

    place: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


def count(db: Session, bulk: BulkReset) -> Outcomes:
    """How many were reset and skipped, and the statuses now of those that were reset."""
    given = {"batch_id": bulk.batch_id, "stuck_after": bulk.stuck_after}
    rows = db.execute(_COUNTS, given).all()
    return Outcomes(
        reset=sum(row.rows for row in rows),
        skipped=db.scalars(_SKIPPED, {"batch_id": bulk.batch_id}).one(),
        now=tuple((row.now, row.rows) for row in rows),
    )


def rows(db: Session, bulk: BulkReset, cursor: str | None = None, size: int = 25) -> OutcomePage:
    """One page of the rows, in the order of their turns, by keyset. Raises InvalidInput."""
    size = max(1, min(size, MAX_SIZE))
    given = paging.decode(PlaceCursor, cursor, LIST)
    backwards = given is not None and given.backwards
    place = given.place if given else None
    beyond = "true" if place is None else "place < :place" if backwards else "place > :place"
    statement = _ROWS.format(
        requests=_REQUESTS,
        beyond=beyond,
        direction="DESC" if backwards else "ASC",
        label=LABEL,
        now=_NOW,
    )
    values = {"batch_id": bulk.batch_id, "stuck_after": bulk.stuck_after, "limit": size + 1}
    values |= {} if place is None else {"place": place}
    rows = [OutcomeRow(**row._mapping) for row in db.execute(text(statement), values)]
    page = paging.cut(rows, size, backwards=backwards, placed=place is not None)
    before, after = page.links(_cursor)
    return OutcomePage(rows=tuple(page.rows), before=before, after=after)


def _cursor(direction: Direction, row: OutcomeRow | None) -> PlaceCursor:
    return PlaceCursor(direction=direction, of=LIST, place=row.place if row else None)
