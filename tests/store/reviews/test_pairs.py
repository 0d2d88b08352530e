"""Pairs: which of two versions is better, whichever side it was shown on."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from store.errors import InvalidInput, PermissionDenied
from store.reviews import pairs
from store.reviews.review_records import Better, Choice, Wins
from tests.store.acting import VIEWER, write_elsewhere
from tests.store.reviews.reviewing import ALICE, BOB, inspected, version_of


def test_a_choice_is_the_same_from_both_sides(db: Session) -> None:
    one, other = (version_of(db, inspected(db, generated_code=code)) for code in "ab")
    pairs.put(db, ALICE, Choice(first=one, second=other, better=Better.FIRST), uuid4())
    pairs.put(db, BOB, Choice(first=other, second=one, better=Better.FIRST), uuid4())
    choices = {each.reviewer: each for each in pairs.list_for_row(db, one.row_id)}
    winner = {
        name: each.first if each.better is Better.FIRST else each.second
        for name, each in choices.items()
    }
    assert winner == {"alice": one, "bob": other}
    pairs.put(db, BOB, Choice(first=one, second=other, better=Better.SAME), uuid4())
    assert {
        each.better for each in pairs.list_for_row(db, other.row_id) if each.reviewer == "bob"
    } == {Better.SAME}
    assert len(pairs.list_for_row(db, one.row_id)) == 2


def test_what_cannot_be_compared(db: Session) -> None:
    one, other = (version_of(db, inspected(db, generated_code=code)) for code in "ab")
    with pytest.raises(InvalidInput, match="same version"):
        pairs.put(db, ALICE, Choice(first=one, second=one, better=Better.SAME), uuid4())
    with pytest.raises(PermissionDenied):
        pairs.put(db, VIEWER, Choice(first=one, second=other, better=Better.SAME), uuid4())


def test_wins_stay_with_their_version(db: Session) -> None:
    row_id, other_id = (inspected(db, generated_code=code) for code in "ab")
    before, other = version_of(db, row_id), version_of(db, other_id)
    pairs.put(db, ALICE, Choice(first=before, second=other, better=Better.FIRST), uuid4())
    assert pairs.wins(db, row_id) == Wins(now=1, of_now=1, older=0, of_older=0)
    write_elsewhere(db, row_id, "generated_code = 'c'")
    now = version_of(db, row_id)
    pairs.put(db, BOB, Choice(first=before, second=now, better=Better.SAME), uuid4())
    assert pairs.wins(db, row_id) == Wins(now=0, of_now=1, older=1, of_older=2)
    assert pairs.wins(db, other_id) == Wins(now=0, of_now=1, older=0, of_older=0)
    assert pairs.wins(db, uuid4()) == Wins(now=0, of_now=0, older=0, of_older=0)
