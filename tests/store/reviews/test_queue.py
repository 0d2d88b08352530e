"""A list as a queue: who gets which row, and the filters by marks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database
from store.records import Filters, Sort
from store.reviews import queue
from store.sessions import search
from tests.store import rows
from tests.store.acting import write_elsewhere
from tests.store.reviews.reviewing import BOB, GOOD, NEEDS_WORK, WRONG, inspected, marked


def listed(db: Session, *mark: str, sort: Sort = Sort.UPDATED_DESC, **filters: Any) -> list[UUID]:
    page = search.search(db, Filters(mark=mark, **filters), sort)
    count = search.count(db, Filters(mark=mark, **filters))
    assert count.value == len(page.rows)
    return [row.id for row in page.rows]


def test_marks_are_filters(db: Session) -> None:
    ids = [inspected(db, updated_at=rows.at(n)) for n in range(5)]
    good, wrong, both, older, unmarked = ids
    rows.add(db, generated_code=None)
    marked(db, good, GOOD)
    marked(db, wrong, WRONG)
    marked(db, both, GOOD)
    marked(db, both, WRONG, by=BOB)
    marked(db, older, NEEDS_WORK)
    write_elsewhere(db, older, "generated_code = 'other'")  # which is an update now
    assert listed(db, "good") == [both, good]
    assert listed(db, "wrong", sort=Sort.UPDATED_ASC) == [wrong, both]
    assert listed(db, "disagree") == [both]
    assert listed(db, "needs-work") == []
    assert listed(db, "none") == [older, unmarked]
    assert listed(db, "none", "disagree") == [older, unmarked, both]
    assert listed(db, "no such mark") == []
    assert listed(db, "none", reviewer="bob") == [older, unmarked, wrong, good]
    assert listed(db, "wrong", reviewer="bob") == [both]


@pytest.mark.parametrize("sort", list(Sort))
def test_unmarked_rows_come_in_every_order(db: Session, sort: Sort) -> None:
    ids = {inspected(db, updated_at=rows.at(n), frame_name=f"{n}") for n in range(4)}
    first = marked(db, next(iter(ids)))
    assert set(listed(db, "none", sort=sort)) == ids - {first}


def test_what_comes_after_a_row_that_left_the_list(db: Session) -> None:
    one, two, three = (inspected(db, updated_at=rows.at(n)) for n in range(3))
    unmarked = Filters(mark=("none",))
    marked(db, two)

    def after(row_id: UUID | None) -> list[UUID]:
        return [row.id for row in queue.list_after(db, unmarked, Sort.UPDATED_DESC, row_id, 10)]

    assert after(None) == [three, one]
    assert after(two) == [one]
    assert after(one) == []


def test_content_names_its_version(db: Session) -> None:
    row_id = inspected(db, generated_code="code")
    (content,) = queue.contents(db, [row_id]).values()
    kept = db.execute(text("SELECT code_md5, design_md5 FROM dashboard.insights")).one()
    assert content.code == "code"
    assert (content.version.code_md5, content.version.design_md5) == tuple(kept)


def test_a_row_that_somebody_looks_at_is_theirs_for_a_while(database: Database) -> None:
    with database.begin() as db:
        one, two, three = (inspected(db) for _ in range(3))
    with database.begin() as db:
        assert queue.claim(db, [one, two], "alice") == {one, two}
    with database.begin() as db:
        assert queue.claim(db, [two, three], "bob") == {three}
        assert queue.other_reviewers(db, [one, two, three], "bob") == {one: "alice", two: "alice"}
    with database.begin() as db:  # alice goes on, which lets go of what she had
        assert queue.claim(db, [two], "alice") == {two}
        assert queue.other_reviewers(db, [one, two, three], "bob") == {two: "alice"}
        db.execute(text("UPDATE dashboard.review_claims SET claimed_until = now() - interval '1s'"))
    with database.begin() as db:
        assert queue.claim(db, [two], "bob") == {two}
        assert queue.other_reviewers(db, [one, two, three], "alice") == {two: "bob"}
