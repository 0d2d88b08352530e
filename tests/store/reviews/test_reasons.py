"""The team's own reasons."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from store.errors import InvalidInput, PermissionDenied
from store.reviews import reasons
from store.reviews.review_records import REASONS
from tests.store.acting import SUPPORT, VIEWER


def test_they_come_after_those_that_every_team_has(db: Session) -> None:
    assert reasons.everything(db) == REASONS
    reasons.add(db, SUPPORT, " Wrong  font ", uuid4())
    assert reasons.everything(db) == (*REASONS, "wrong font")
    reasons.remove(db, SUPPORT, "wrong font", uuid4())
    assert reasons.everything(db) == REASONS


@pytest.mark.parametrize("name", ["", " ", "x" * 31, "layout", "Wrong font"])
def test_a_reason_is_new_and_short(db: Session, name: str) -> None:
    reasons.add(db, SUPPORT, "wrong font", uuid4())
    with pytest.raises(InvalidInput):
        reasons.add(db, SUPPORT, name, uuid4())


def test_no_more_than_fit(db: Session) -> None:
    for number in range(reasons.MOST):
        reasons.add(db, SUPPORT, f"reason {number}", uuid4())
    with pytest.raises(InvalidInput, match="there are 20"):
        reasons.add(db, SUPPORT, "one more", uuid4())


def test_who_may_add_them(db: Session) -> None:
    with pytest.raises(PermissionDenied):
        reasons.add(db, VIEWER, "wrong font", uuid4())
    with pytest.raises(InvalidInput, match="not one of"):
        reasons.remove(db, SUPPORT, "layout", uuid4())
