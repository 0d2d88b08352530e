"""Marks of people on versions of rows: one of each person, the latest, with a receipt for each.

A mark is current where its row still has the code and the design that it was made on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.audit.wording import clean
from store.clean_text import one_line
from store.errors import NotFound
from store.principal import Action, Principal
from store.reviews.review_records import Area, Mark, Marks, Opinion, Review, Version
from store.sessions import labels

MOST: Final = 200
WORDS: Final = {Mark.GOOD: "good", Mark.NEEDS_WORK: "needs work", Mark.WRONG: "wrong"}

_OF_VERSION: Final = "row_id = :row_id AND code_md5 = :code_md5 AND design_md5 = :design_md5"

_PUT: Final = text(
    """
    INSERT INTO dashboard.reviews
        (row_id, code_md5, design_md5, reviewer, mark, reasons, note, place)
    VALUES (:row_id, :code_md5, :design_md5, :reviewer, :mark, :reasons, :note, :place)
    ON CONFLICT (row_id, code_md5, design_md5, reviewer) DO UPDATE SET
        mark = excluded.mark, reasons = excluded.reasons, note = excluded.note,
        place = excluded.place, reviewed_at = clock_timestamp()
    """
).bindparams(bindparam("reasons", type_=JSONB), bindparam("place", type_=JSONB(none_as_null=True)))

_REMOVE: Final = text(f"DELETE FROM dashboard.reviews WHERE {_OF_VERSION} AND reviewer = :reviewer")

_OWN: Final = text(
    f"""
    SELECT mark, reasons, note, place FROM dashboard.reviews
    WHERE {_OF_VERSION} AND reviewer = :reviewer
    """
)

# The row's own content decides, whether it was inspected or not.
_OF_ROW: Final = text(
    """
    WITH now AS MATERIALIZED (
        SELECT md5(generated_code) AS code_md5, md5(design_context::text) AS design_md5
        FROM public.prototype_sessions WHERE id = :row_id
          AND EXISTS (SELECT FROM dashboard.reviews WHERE row_id = :row_id)
    )
    SELECT r.mark, r.reasons, r.note, r.place, r.reviewer, r.reviewed_at, r.code_md5, r.design_md5,
           now.code_md5 IS NOT NULL AS is_current
    FROM dashboard.reviews AS r
    LEFT JOIN now ON now.code_md5 = r.code_md5 AND now.design_md5 = r.design_md5
    WHERE r.row_id = :row_id ORDER BY is_current DESC, r.reviewed_at DESC LIMIT :most
    """
)

_MARKS: Final = text(
    """
    SELECT r.row_id, r.mark,
           r.code_md5 = i.code_md5 AND r.design_md5 = i.design_md5 AS is_current
    FROM dashboard.reviews AS r
    JOIN public.prototype_sessions AS p ON p.id = r.row_id
    JOIN dashboard.insights AS i ON i.row_id = p.id AND i.row_version = p.xmin::text
    WHERE r.row_id = ANY(:row_ids) ORDER BY r.reviewed_at
    """
)

_RECORD: Final = text(
    f"""
    INSERT INTO dashboard.audit (request_id, row_id, label, before, after, version_after)
    SELECT :request_id, p.id, {labels.LABEL}, :before, :after, p.xmin::text
    FROM public.prototype_sessions AS p WHERE p.id = :row_id RETURNING label
    """
).bindparams(bindparam("before", type_=JSONB), bindparam("after", type_=JSONB))


def put(
    db: Session, principal: Principal, version: Version, opinion: Opinion, request_id: UUID
) -> Receipt:
    """Keep a person's opinion of a version, in place of their earlier one.

    Raises PermissionDenied, NotFound if the row is gone.
    """
    principal.require(Action.REVIEW)
    cleaned = _cleaned(db, opinion)

    def work() -> list[Skipped]:
        before = get_own(db, version, principal.actor)
        _record(db, request_id, version.row_id, before, cleaned)
        values = cleaned.model_dump(mode="json") | version.model_dump()
        db.execute(_PUT, values | {"reviewer": principal.actor})
        return []

    request = ledger.described(principal, Action.REVIEW, describe(cleaned), request_id)
    return ledger.run_once(db, request, work)


def take_back(
    db: Session, principal: Principal, version: Version, before: Opinion | None, request_id: UUID
) -> Receipt:
    """Put a person's opinion of a version back to what it was before; None: they had none.

    Raises PermissionDenied, NotFound if the row is gone.
    """
    principal.require(Action.REVIEW)
    if before is not None:
        return put(db, principal, version, before, request_id)

    def work() -> list[Skipped]:
        had = get_own(db, version, principal.actor)
        _record(db, request_id, version.row_id, had, None)
        db.execute(_REMOVE, version.model_dump() | {"reviewer": principal.actor})
        return []

    request = ledger.described(principal, Action.REVIEW, "taken back", request_id)
    return ledger.run_once(db, request, work)


def get_own(db: Session, version: Version, reviewer: str) -> Opinion | None:
    """A person's opinion of a version; None if they have none."""
    row = db.execute(_OWN, version.model_dump() | {"reviewer": reviewer}).one_or_none()
    return None if row is None else Opinion.model_validate(dict(row._mapping))


def list_for_row(db: Session, row_id: UUID) -> tuple[Review, ...]:
    """All reviews of a row: of its present version first, then the latest first."""
    rows = db.execute(_OF_ROW, {"row_id": row_id, "most": MOST})
    return tuple(Review.model_validate(dict(row._mapping)) for row in rows)


def marks(db: Session, row_ids: Sequence[UUID]) -> dict[UUID, Marks]:
    """What lists show of rows, without rows that have no marks, or no current insight."""
    result: dict[UUID, Marks] = {}
    for row_id, mark, is_current in db.execute(_MARKS, {"row_ids": [*row_ids]}):
        had = result.get(row_id, Marks())
        name = "now" if is_current else "older"
        update = {name: (*getattr(had, name), mark)}
        result[row_id] = had.model_copy(update=update)
    return result


def describe(opinion: Opinion) -> str:
    """`needs work: layout, text`."""
    reasons = ", ".join(opinion.reasons)
    return f"{WORDS[opinion.mark]}: {reasons}" if reasons else WORDS[opinion.mark]


def _cleaned(db: Session, opinion: Opinion) -> Opinion:
    """The opinion with every session_id masked in what somebody typed."""
    reasons = dict.fromkeys(filter(None, (one_line(each) for each in opinion.reasons)))
    place = opinion.place
    if place is not None:
        place = Area.model_validate(place.model_dump() | {"words": clean(db, place.words)[:200]})
    update = {"reasons": tuple(reasons), "note": clean(db, opinion.note), "place": place}
    return opinion.model_copy(update=update)


def _record(
    db: Session, request_id: UUID, row_id: UUID, before: Opinion | None, after: Opinion | None
) -> None:
    given: dict[str, Any] = {"request_id": request_id, "row_id": row_id}
    for name, opinion in (("before", before), ("after", after)):
        given[name] = {"mark": describe(opinion)} if opinion else {}
    if db.scalar(_RECORD, given) is None:
        raise NotFound(row_id)
