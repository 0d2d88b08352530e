"""A list as a queue: what is next in it, and who looks at what, so that no two get the same row.

A claim is a row with an end, so that somebody who goes away keeps nothing from the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store import guarded
from store.records import Filters, Record, SessionSummary, Sort
from store.reviews.review_records import Version
from store.sessions import keyset, matching, sort_keys
from store.sessions.cursors import Position
from store.sessions.keyset import Scan
from store.sessions.summaries import COLUMNS, summaries

CLAIM: Final = timedelta(minutes=5)

_CONTENTS: Final = text(
    """
    SELECT id AS row_id, COALESCE(generated_code, '') AS code,
           md5(COALESCE(generated_code, '')) AS code_md5, md5(design_context::text) AS design_md5
    FROM public.prototype_sessions WHERE id = ANY(:row_ids)
    """
)

_OTHERS: Final = text(
    """
    SELECT row_id, reviewer FROM dashboard.review_claims
    WHERE row_id = ANY(:row_ids) AND reviewer <> :reviewer AND claimed_until > clock_timestamp()
    """
)

_LET_GO: Final = text(
    """
    DELETE FROM dashboard.review_claims
    WHERE (reviewer = :reviewer AND row_id <> ALL(:row_ids)) OR claimed_until < clock_timestamp()
    """
)

# In one order, so that two who claim the same rows do not wait for each other.
_CLAIM: Final = text(
    """
    INSERT INTO dashboard.review_claims (row_id, reviewer, claimed_until)
    SELECT given.row_id, :reviewer, clock_timestamp() + :length
    FROM unnest(CAST(:row_ids AS uuid[])) AS given(row_id) ORDER BY given.row_id
    ON CONFLICT (row_id) DO UPDATE SET
        reviewer = excluded.reviewer, claimed_until = excluded.claimed_until
    WHERE review_claims.reviewer = excluded.reviewer
       OR review_claims.claimed_until < clock_timestamp()
    RETURNING row_id
    """
)


class Content(Record):
    """The code of a row, and which version that is."""

    version: Version
    code: str


def list_after(
    db: Session, filters: Filters, sort: Sort, row_id: UUID | None, limit: int
) -> tuple[SessionSummary, ...]:
    """The rows of the list behind a row's place, which may have left it; None: from the start."""
    position = None
    if row_id is not None:
        key = sort_keys.for_row(db, sort.removeprefix("-"), row_id)
        if key is None:
            return ()
        position = Position(key[0], row_id)
    scan = Scan(matching.pinned(db, filters), sort)
    return summaries(keyset.read(db, COLUMNS, scan, position, limit))


def contents(db: Session, row_ids: Sequence[UUID]) -> dict[UUID, Content]:
    """Codes and versions, without rows that are gone."""
    return {
        row.row_id: Content(
            version=Version(row_id=row.row_id, code_md5=row.code_md5, design_md5=row.design_md5),
            code=row.code,
        )
        for row in db.execute(_CONTENTS, {"row_ids": [*row_ids]})
    }


def other_reviewers(db: Session, row_ids: Sequence[UUID], reviewer: str) -> dict[UUID, str]:
    """Who else looks at these rows now."""
    parameters = {"row_ids": [*row_ids], "reviewer": reviewer}
    return {row.row_id: row.reviewer for row in db.execute(_OTHERS, parameters)}


def claim(db: Session, row_ids: Sequence[UUID], reviewer: str) -> frozenset[UUID]:
    """Claim rows for five minutes, and let go of those that this person had before.

    Returns those that nobody else looks at. Raises PermissionDenied for a read-only login.
    """
    parameters = {"row_ids": sorted(row_ids), "reviewer": reviewer}
    guarded.write(db, _LET_GO, parameters, "reviews")
    return frozenset(
        guarded.write(db, _CLAIM, {**parameters, "length": CLAIM}, "reviews").scalars()
    )
