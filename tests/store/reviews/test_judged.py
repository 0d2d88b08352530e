"""Versions with marks and a score, and choices between them."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from store.insights import insights
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from store.reviews import judged, pairs
from store.reviews.review_records import Better, Choice
from tests.store.acting import write_elsewhere
from tests.store.reviews.reviewing import ALICE, BOB, GOOD, WRONG, inspected, marked, version_of


def scored(db: Session, score: float | None = 80.0, row_id: UUID | None = None) -> UUID:
    """A row that was rendered as it is now."""
    row_id = inspected(db, row_id)
    subject = insights.subject(db, row_id)
    assert subject is not None
    outcome = Outcome(verdict=RenderVerdict.RENDERS, score=score, parts={"color": 90.0})
    renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
    return row_id


def test_only_what_has_both_counts_and_older_versions_do(db: Session) -> None:
    scored(db)
    marked(db, scored(db, None))
    row_id = marked(db, scored(db, 40.0), WRONG)
    marked(db, row_id, GOOD, by=BOB)
    write_elsewhere(db, row_id, "generated_code = 'better'")
    marked(db, scored(db, 95.0, row_id), GOOD)
    known = {each.score: each for each in judged.versions(db)}
    assert {score: each.marks for score, each in known.items()} == {
        40.0: ("wrong", "good"),
        95.0: ("good",),
    }
    assert known[40.0].version.row_id == known[95.0].version.row_id == row_id
    assert known[40.0].parts == {"color": 90.0}


def test_choices_come_with_the_parts_of_both(db: Session) -> None:
    one, other, unscored = (
        version_of(db, row_id) for row_id in (scored(db), scored(db), inspected(db))
    )
    for second in (other, unscored):
        choice = Choice(first=one, second=second, better=Better.FIRST)
        pairs.put(db, ALICE, choice, uuid4())
    choices, parts = judged.choices(db)
    assert len(choices) == 2
    assert parts == {one: {"color": 90.0}, other: {"color": 90.0}}
