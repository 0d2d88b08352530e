"""Versions that people marked and that have a score: what the score is measured by."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.records import Record
from store.reviews import pairs
from store.reviews.review_records import Compared, Mark, Version
from store.sessions.current import RUNTIME

MOST: Final = 5_000

# Old versions count as well: a mark and a score of the same content stay true of each other.
_JUDGED: Final = text(
    """
    WITH latest AS MATERIALIZED (
        SELECT row_id, code_md5, design_md5, array_agg(mark ORDER BY reviewed_at) AS marks
        FROM dashboard.reviews GROUP BY row_id, code_md5, design_md5
        ORDER BY max(reviewed_at) DESC LIMIT :most
    )
    SELECT l.row_id, l.code_md5, l.design_md5, l.marks, d.score, d.parts
    FROM latest AS l JOIN dashboard.renders AS d USING (row_id, code_md5, design_md5)
    WHERE d.runtime = :runtime AND d.score IS NOT NULL
    ORDER BY l.row_id, l.code_md5, l.design_md5
    """
)

_COMPARED: Final = text(
    "SELECT * FROM dashboard.review_pairs ORDER BY compared_at DESC LIMIT :most"
)

_SCORED: Final = text(
    """
    SELECT DISTINCT d.row_id, d.code_md5, d.design_md5, d.parts
    FROM dashboard.renders AS d JOIN dashboard.review_pairs AS p
      ON (d.row_id, d.code_md5, d.design_md5) IN (
          (p.first_row_id, p.first_code_md5, p.first_design_md5),
          (p.second_row_id, p.second_code_md5, p.second_design_md5))
    WHERE d.runtime = :runtime AND d.score IS NOT NULL
    """
)


class Judged(Record):
    """A version with the marks that people gave it, and its score with the score's parts, each from
    0 to 100."""

    version: Version
    marks: tuple[Mark, ...]
    score: float
    parts: dict[str, float]


def versions(db: Session) -> tuple[Judged, ...]:
    """The versions with marks and a score, of the 5,000 that were marked last."""
    rows = db.execute(_JUDGED, {"most": MOST, "runtime": RUNTIME}).mappings()
    return tuple(
        Judged(
            version=Version(**{name: row[name] for name in Version.model_fields}),
            marks=row["marks"],
            score=row["score"],
            parts=row["parts"],
        )
        for row in rows
    )


def choices(db: Session) -> tuple[tuple[Compared, ...], dict[Version, dict[str, float]]]:
    """The last 5,000 choices between two versions, and the parts of the scores of both sides."""
    compared = tuple(
        pairs.compared(row) for row in db.execute(_COMPARED, {"most": MOST}).mappings()
    )
    scored = db.execute(_SCORED, {"runtime": RUNTIME}).mappings()
    parts = {
        Version(**{name: row[name] for name in Version.model_fields}): row["parts"]
        for row in scored
    }
    return compared, parts
