"""The demo's reviews: two people, one thing they do not agree on, older versions, pairs."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy.orm import Session

from demo import opinions
from demo import reviews as demo_reviews
from demo.plan import plan
from store.engine import Database, engine_for
from store.reviews import pairs, reasons, reviews
from store.reviews.review_records import Better, Mark, Review
from tests.conftest import MakeDatabase


def test_there_is_something_of_everything(
    make_database: MakeDatabase, demo_template: str, demo_now: datetime
) -> None:
    database = Database(engine_for(make_database(demo_template)))
    said: list[tuple[Review, ...]] = []

    def read(db: Session) -> None:
        for row in plan(demo_now):
            said.append(reviews.list_for_row(db, row.id))
            for choice in pairs.list_for_row(db, row.id):
                assert choice.better is not Better.SAME
                assert choice.first.row_id == choice.second.row_id == row.id
        assert reasons.everything(db)[-1] == opinions.OWN_REASON

    try:
        database.read(read)
    finally:
        database.dispose()
    current = [[each for each in of_row if each.is_current] for of_row in said]
    assert sum(map(bool, current)) == demo_reviews.REVIEWED
    marks = Counter(each.mark for of_row in current for each in of_row)
    assert marks[Mark.GOOD] > marks[Mark.NEEDS_WORK] > marks[Mark.WRONG] > 0
    assert sum(len({each.mark for each in of_row}) > 1 for of_row in current) == 1
    older = [each for of_row in said for each in of_row if not each.is_current]
    assert len(older) == demo_reviews.COMPARED
    assert any(each.place for of_row in current for each in of_row)
    assert all(each.reviewed_at < demo_now for of_row in said for each in of_row)
