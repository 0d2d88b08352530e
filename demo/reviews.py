"""The demo's reviews: two people who agree on most, an older version, and pairs of versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import md5
from itertools import cycle
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import text
from sqlalchemy.orm import Session

from demo.planned_row import NAMESPACE, PlannedRow
from store.principal import Principal, Role
from store.reviews import pairs, queue, reasons, reviews
from store.reviews.review_records import Better, Choice, Mark, Opinion, Place, Version

REVIEWED: Final = 36
SECONDED: Final = 8
SPOILED: Final = 3
COMPARED: Final = 4
ALICE: Final = Principal(actor="alice", role=Role.SUPPORT)
BOB: Final = Principal(actor="bob", role=Role.SUPPORT)
OWN_REASON: Final = "wrong font"
AGO: Final = timedelta(hours=20)
EACH: Final = timedelta(seconds=9)

GOOD: Final = Opinion(mark=Mark.GOOD)
SHRUNK: Final = Opinion(
    mark=Mark.WRONG, reasons=("layout",), note="Everything is at half its size, in the corner."
)
BROKEN: Final = Opinion(mark=Mark.WRONG, reasons=("broken",), note="Nothing to see.")
OLDER: Final = Opinion(mark=Mark.NEEDS_WORK, reasons=("layout", "missing"), note="One item less.")
NEARLY: Final = (
    Opinion(
        mark=Mark.NEEDS_WORK,
        reasons=("text",),
        note="The heading is tighter than in the design.",
        place=Place(x=24, y=24, width=240, height=48, words="Area 240 × 48 at 24, 24"),
    ),
    Opinion(mark=Mark.NEEDS_WORK, reasons=("color",), note="The accent is a shade too dark."),
    Opinion(mark=Mark.NEEDS_WORK, reasons=(OWN_REASON,)),
)
EVERY: Final = 5
"""Every fifth of the others needs work."""

_DATE: Final = text("UPDATE dashboard.receipts SET at = :at WHERE request_id = :request_id")
_DATE_MARK: Final = text(
    "UPDATE dashboard.reviews SET reviewed_at = :at"
    " WHERE row_id = :row_id AND code_md5 = :code_md5 AND reviewer = :who"
)


def create(db: Session, rows: Sequence[PlannedRow], now: datetime) -> None:
    """Mark the last updated rows that are ready, as somebody did the day before."""
    reasons.add(db, ALICE, OWN_REASON, _request("reason"))
    dated = [(row.updated_at, row) for row in rows if row.updated_at and _is_shown(row)]
    ready = [row for at, row in sorted(dated, key=lambda each: each[0], reverse=True)]
    spoiled = [row for row in ready if _opinion(row)][:SPOILED]
    usual = [row for row in ready if not _opinion(row)]
    reviewed = [*usual[: REVIEWED - len(spoiled)], *spoiled]
    nearly, at = cycle(NEARLY), now - AGO
    said = [
        _opinion(row) or (next(nearly) if number % EVERY == EVERY - 1 else GOOD)
        for number, row in enumerate(reviewed)
    ]
    for number, (row, opinion) in enumerate(zip(reviewed, said, strict=True)):
        _mark(db, ALICE, _now(db, row.id), opinion, at + number * EACH)
    disputed = next(number for number, opinion in enumerate(said) if opinion is GOOD)
    for number, (row, opinion) in enumerate(zip(reviewed[:SECONDED], said[:SECONDED], strict=True)):
        theirs = NEARLY[1] if number == disputed else opinion
        _mark(db, BOB, _now(db, row.id), theirs, at + (REVIEWED + number) * EACH)
    regenerated = [row for row in ready if row.earlier_codes]
    for number, row in enumerate(regenerated[:COMPARED]):
        before = _now(db, row.id).model_copy(update={"code_md5": _hash(row.earlier_codes[-1])})
        _mark(db, BOB, before, OLDER, at - timedelta(days=1) + number * EACH)
        choice = Choice(first=_now(db, row.id), second=before, better=Better.FIRST)
        request_id = _request(f"pair {number}")
        pairs.put(db, ALICE, choice, request_id)
        db.execute(_DATE, {"at": at - timedelta(hours=1), "request_id": request_id})


def _is_shown(row: PlannedRow) -> bool:
    return row.status == "ready" and bool(row.generated_code)


def _opinion(row: PlannedRow) -> Opinion | None:
    """What anybody would say of code that was spoiled on purpose."""
    code = row.generated_code or ""
    if "scale-50" in code:
        return SHRUNK
    return None if "export default" in code else BROKEN


def _now(db: Session, row_id: UUID) -> Version:
    return queue.contents(db, [row_id])[row_id].version


def _mark(db: Session, who: Principal, version: Version, opinion: Opinion, at: datetime) -> None:
    request_id = _request(f"{who.actor} {version.row_id} {version.code_md5}")
    reviews.put(db, who, version, opinion, request_id)
    db.execute(_DATE, {"at": at, "request_id": request_id})
    of_version = {"row_id": version.row_id, "code_md5": version.code_md5}
    db.execute(_DATE_MARK, {"at": at, "who": who.actor, **of_version})


def _request(name: str) -> UUID:
    return uuid5(NAMESPACE, f"review {name}")


def _hash(code: str) -> str:
    """As PostgreSQL's md5(): it tells versions apart, it guards nothing."""
    return md5(code.encode(), usedforsecurity=False).hexdigest()
