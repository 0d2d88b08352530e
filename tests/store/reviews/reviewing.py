"""Rows to review, and people who mark them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from store.insights import insights
from store.principal import Principal, Role
from store.reviews import queue, reviews
from store.reviews.review_records import Mark, Opinion, Version
from tests.store import rows

ALICE = Principal(actor="alice", role=Role.SUPPORT)
BOB = Principal(actor="bob", role=Role.SUPPORT)
GOOD, NEEDS_WORK, WRONG = (Opinion(mark=mark) for mark in Mark)


def inspected(db: Session, row_id: UUID | None = None, **columns: Any) -> UUID:
    """A row with code whose insight is current."""
    row_id = row_id or rows.add(db, **{"generated_code": "x", **columns})
    subject = insights.subject(db, row_id)
    assert subject is not None
    assert insights.put(db, subject, rows.findings())
    return row_id


def version_of(db: Session, row_id: UUID) -> Version:
    """The row's version as it is now."""
    return queue.contents(db, [row_id])[row_id].version


def marked(
    db: Session, row_id: UUID, opinion: Opinion = GOOD, by: Principal = ALICE, **more: Any
) -> UUID:
    """The row after somebody marked it as it is now."""
    opinion = Opinion.model_validate({**opinion.model_dump(), **more})
    reviews.put(db, by, version_of(db, row_id), opinion, uuid4())
    return row_id
