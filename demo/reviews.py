"""The demo's reviews: two people who agree on most, an older version, and pairs of versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import text
from sqlalchemy.orm import Session

from demo import opinions, unlike
from demo.opinions import OWN_REASON
from demo.planned_row import NAMESPACE, PlannedRow
from store.content_hash import content_md5
from store.principal import Principal, Role
from store.reviews import pairs, queue, reasons, reviews
from store.reviews.review_records import Better, Choice, Mark, Opinion, Version

REVIEWED: Final = 36
SPOILED: Final = 2
"""So many rows with broken code are marked."""
SECONDED: Final = {Mark.NEEDS_WORK: 5, Mark.WRONG: 2, Mark.GOOD: 3}
COMPARED: Final = 4
ALICE: Final = Principal(actor="alice", role=Role.SUPPORT)
BOB: Final = Principal(actor="bob", role=Role.SUPPORT)
AGO: Final = timedelta(hours=20)
EACH: Final = timedelta(seconds=9)

_DATE: Final = text("UPDATE dashboard.receipts SET at = :at WHERE request_id = :request_id")
_DATE_MARK: Final = text(
    "UPDATE dashboard.reviews SET reviewed_at = :at"
    " WHERE row_id = :row_id AND code_md5 = :code_md5 AND reviewer = :who"
)


def create(db: Session, rows: Sequence[PlannedRow], now: datetime) -> None:
    """Mark what is unlike its design, and the last updated of the others that are ready, as
    somebody did the day before."""
    reasons.add(db, ALICE, OWN_REASON, _request("reason"))
    dated = [(row.updated_at, row) for row in rows if row.updated_at and row.status == "ready"]
    ready = [row for at, row in sorted(dated, key=lambda each: each[0], reverse=True)]
    reviewed, at = _reviewed(ready), now - AGO
    for number, (row, opinion) in enumerate(reviewed):
        _mark(db, ALICE, _now(db, row.id), opinion, at + number * EACH)
    seconded = [
        each
        for mark, count in SECONDED.items()
        for each in [(row, said) for row, said in reviewed if said.mark == mark][:count]
    ]
    disputed = next(row for row, opinion in seconded if opinion == opinions.OF[unlike.darker])
    for number, (row, opinion) in enumerate(seconded, start=REVIEWED):
        theirs = opinions.GOOD if row is disputed else opinion
        _mark(db, BOB, _now(db, row.id), theirs, at + number * EACH)
    regenerated = [row for row in ready if row.earlier_codes]
    for number, row in enumerate(regenerated[:COMPARED]):
        before = _now(db, row.id).model_copy(
            update={"code_md5": content_md5(row.earlier_codes[-1])}
        )
        _mark(db, BOB, before, opinions.OLDER, at - timedelta(days=1) + number * EACH)
        choice = Choice(first=_now(db, row.id), second=before, better=Better.FIRST)
        request_id = _request(f"pair {number}")
        pairs.put(db, ALICE, choice, request_id)
        db.execute(_DATE, {"at": at - timedelta(hours=1), "request_id": request_id})


def _reviewed(ready: Sequence[PlannedRow]) -> list[tuple[PlannedRow, Opinion]]:
    """The rows to mark with their opinions, in the order of the list."""
    judged = [(row, opinion) for row in ready if (opinion := opinions.for_row(row))]
    broken = [each for each in judged if each[1] is opinions.BROKEN][:SPOILED]
    good = [each for each in judged if each[1] is opinions.GOOD]
    others = [each for each in judged if each[1] not in (opinions.BROKEN, opinions.GOOD)]
    wanted = [*broken, *others, *good][:REVIEWED]
    return [each for each in judged if each in wanted]


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
