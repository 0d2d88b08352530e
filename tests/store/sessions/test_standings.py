"""Standings follow insights, renders and reviews, whoever writes first, and lists trust them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from store.engine import Database, engine_for
from store.insights import coverage, insights
from store.models import PrototypeSessionRow, name_key, status_key
from store.records import Filters, Sort
from store.renders import renders
from store.renders.render_records import FAILS_TO_RUN, NO_RENDER, Outcome
from store.reviews import reviews
from store.sessions import search, status_counts
from store.sessions.current import RUNTIME
from tests.conftest import MakeDatabase
from tests.store import rows
from tests.store.acting import write_elsewhere
from tests.store.reviews.reviewing import (
    ALICE,
    BOB,
    GOOD,
    NEEDS_WORK,
    WRONG,
    inspected,
    marked,
    version_of,
)

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def standing(db: Session, row_id: UUID) -> tuple[Any, ...] | None:
    """What is kept of a row: verdict, render and marks."""
    statement = text("SELECT verdict, render, marks FROM dashboard.standings WHERE row_id = :id")
    row = db.execute(statement, {"id": row_id}).one_or_none()
    return None if row is None else tuple(row)


def render(db: Session, row_id: UUID, verdict: str = "renders", score: float = 61.5) -> UUID:
    """The row after it was rendered as it is now."""
    subject = insights.subject(db, row_id)
    assert subject is not None
    outcome = {"verdict": verdict, "score": score if verdict == "renders" else None}
    renders.put(db, renders.key_of(subject), Outcome.model_validate(outcome), rendered_by="x")
    return row_id


def listed(db: Session, sort: Sort = Sort.UPDATED_DESC, **filters: Any) -> list[UUID]:
    """The ids of a list of two pages at least, as often as it counts them."""
    chosen, found, cursor = Filters(**filters), list[UUID](), None
    while True:
        page = search.search(db, chosen, sort, cursor, 2)
        found += [row.id for row in page.rows]
        if not (cursor := page.after):
            break
    assert search.count(db, chosen).value == len(found)
    assert status_counts.status_counts(db, chosen).total == len(found)
    return found


def test_a_standing_is_of_the_row_as_it_is_inspected(db: Session) -> None:
    row_id = inspected(db, updated_at=YESTERDAY)
    assert standing(db, row_id) == ("ok", "", "")
    render(db, row_id, "throws")
    marked(db, row_id, WRONG)
    marked(db, row_id, GOOD, BOB)
    assert standing(db, row_id) == ("ok", "throws", "good,wrong")
    write_elsewhere(db, row_id, "generated_code = 'y'")
    inspected(db, row_id)
    assert standing(db, row_id) == ("ok", "", "")
    write_elsewhere(db, row_id, "generated_code = 'x'")
    inspected(db, row_id)
    assert standing(db, row_id) == ("ok", "throws", "good,wrong")
    db.execute(text("DELETE FROM dashboard.renders"))
    reviews.take_back(db, ALICE, version_of(db, row_id), None, uuid4())
    assert standing(db, row_id) == ("ok", "", "good")
    db.execute(text("DELETE FROM dashboard.insights"))
    assert standing(db, row_id) is None


def test_a_row_without_code_is_not_to_be_rendered(db: Session) -> None:
    row_id = inspected(db, generated_code="")
    assert standing(db, row_id) == ("ok", None, "")
    assert listed(db, render=(NO_RENDER,)) == []


def test_a_standing_has_the_keys_that_lists_are_sorted_by(db: Session) -> None:
    secret = "Visitor-0123456789"
    named = {"session_id": secret, "frame_name": f"Über {secret} – 🛒", "status": f"X {secret}"}
    plain = {"frame_name": "N" * 200, "created_at": None}
    for columns in (named, plain, {"frame_name": None, "status": None}):
        render(db, inspected(db, **columns))
    keys = text(
        """
        SELECT s.row_created_at, s.row_name, s.row_status FROM dashboard.standings AS s
        ORDER BY s.row_id
        """
    )
    table = PrototypeSessionRow
    expected = select(table.created_at, name_key, status_key).order_by(table.id)
    assert db.execute(keys).all() == db.execute(expected).all()
    assert db.scalar(text("SELECT bool_and(score = 61.5) FROM dashboard.standings"))


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize(
    "filters",
    [
        {"render": ("renders",)},
        {"render": ("renders", "throws")},
        {"render": (NO_RENDER,)},
        {"render": (NO_RENDER, "throws")},
        {"verdict": ("ok",)},
        {"verdict": (FAILS_TO_RUN, "ok")},
        {"mark": ("wrong",)},
        {"mark": ("none",)},
        {"mark": ("none", "wrong")},
        {"mark": ("none",), "reviewer": BOB.actor},
        {"verdict": ("ok",), "status": ("ready", "error")},
    ],
    ids=str,
)
def test_lists_by_standing_are_in_every_order(
    db: Session, sort: Sort, filters: dict[str, Any]
) -> None:
    shuffled = [3, 0, None, 4, 1, 2, None, 1]
    for number, place in enumerate(shuffled):
        row_id = rows.add(
            db,
            generated_code="x",
            updated_at=YESTERDAY + timedelta(minutes=number),
            created_at=None if place is None else YESTERDAY + timedelta(hours=place),
            frame_name=None if place is None else f"{'aBcDe'[place]}",
            status=None if place is None else ("ready", "error")[place % 2],
        )
        if number == 6:
            continue
        inspected(db, row_id)
        if number != 5:
            render(db, row_id, "throws" if number == 4 else "renders", (place or 0) * 20.5)
        if number % 3 == 0:
            marked(db, row_id, WRONG)
    # A change of the preview makes a match as old as if there were none.
    old = text("UPDATE dashboard.renders SET runtime = runtime - 1 WHERE row_id = :id")
    db.execute(old, {"id": rows.in_order(db, "updated_at")[1]})
    coverage.record(db)
    direction = "DESC" if sort.startswith("-") else "ASC"
    by = {
        "updated": "updated_at",
        "created": "created_at",
        "name": f"({name_key})",
        "status": f"({status_key})",
        "match": f"(SELECT score FROM dashboard.renders WHERE row_id = id AND runtime = {RUNTIME})",
    }[sort.removeprefix("-")]
    every = rows.in_order(db, f"{by} {direction} NULLS LAST, id {direction}")
    found = listed(db, sort, **filters)
    assert found
    assert {*found} == {*listed(db, **filters)}
    assert found == [row_id for row_id in every if row_id in found]


@pytest.mark.parametrize("sort", [Sort.UPDATED_DESC, Sort.UPDATED_ASC, Sort.CREATED_DESC])
@pytest.mark.parametrize("is_noted", [False, True])
def test_lists_by_standing_are_whole_and_in_order(db: Session, sort: Sort, is_noted: bool) -> None:
    times = [YESTERDAY - timedelta(hours=n) for n in range(9)]
    row_ids = [rows.add(db, generated_code="x", updated_at=at, created_at=at) for at in times]
    undated = rows.add(db, generated_code="x", updated_at=None, created_at=None)
    for number, row_id in enumerate(row_ids[:6]):
        inspected(db, row_id)
        if number != 5:
            render(db, row_id, ["throws", "renders", "slow"][number % 3])
    assert not coverage.is_noted(db)
    if is_noted:
        coverage.record(db)
        assert coverage.is_noted(db)
    throws, other, slow, again, another, unrendered, *uninspected = row_ids
    ascending = sort is Sort.UPDATED_ASC

    def ordered(*dated: UUID, last: tuple[UUID, ...] = ()) -> list[UUID]:
        return [*(reversed(dated) if ascending else dated), *last]

    assert listed(db, sort, render=("throws",)) == ordered(throws, again)
    assert listed(db, sort, render=("throws", "slow")) == ordered(throws, slow, again)
    assert listed(db, sort, verdict=(FAILS_TO_RUN, "broken")) == ordered(throws, slow, again)
    due = ordered(unrendered, *uninspected, last=(undated,))
    assert listed(db, sort, render=(NO_RENDER,)) == due
    both = ordered(throws, again, unrendered, *uninspected, last=(undated,))
    assert listed(db, sort, render=(NO_RENDER, "throws")) == both
    marked(db, again, WRONG)
    marked(db, another, WRONG)
    marked(db, another, GOOD, BOB)
    assert listed(db, sort, mark=("wrong",)) == ordered(again, another)
    assert listed(db, sort, mark=("wrong",), reviewer=BOB.actor) == []
    assert listed(db, sort, mark=("disagree", "needs-work")) == [another]
    assert listed(db, sort, mark=("wrong",), render=("throws",)) == [again]
    assert listed(db, sort, mark=("none",), render=(NO_RENDER,)) == due
    assert listed(db, sort, mark=("wrong",), render=(NO_RENDER,)) == []
    assert listed(db, sort, mark=("none",), verdict=("ok",)) == ordered(
        throws, other, slow, unrendered
    )
    marked(db, other, NEEDS_WORK, BOB)
    assert again in listed(db, sort, mark=("none",), reviewer=BOB.actor)
    assert other not in listed(db, sort, mark=("none",), reviewer=BOB.actor)


def test_what_is_written_after_all_was_inspected_is_still_to_be_rendered(db: Session) -> None:
    old = render(db, inspected(db, updated_at=YESTERDAY))
    coverage.record(db)
    assert listed(db, render=(NO_RENDER,)) == []
    new = rows.add(db, generated_code="x", updated_at=datetime.now(UTC))
    write_elsewhere(db, old, "generated_code = 'y', updated_at = now() - interval '1 second'")
    assert listed(db, render=(NO_RENDER,)) == [new, old]
    coverage.record(db)  # looks before the rows that are not inspected
    assert listed(db, render=(NO_RENDER,)) == [new, old]


def test_what_changed_without_its_time_is_noticed_by_the_next_inspection(db: Session) -> None:
    row_id = render(db, inspected(db, updated_at=YESTERDAY))
    coverage.record(db)
    write_elsewhere(db, row_id, "generated_code = 'y'")
    coverage.record(db)
    assert listed(db, render=(NO_RENDER,)) == [row_id]
    inspected(db, row_id)
    coverage.record(db)
    assert listed(db, render=(NO_RENDER,)) == [row_id]


@pytest.fixture
def database(make_database: MakeDatabase, template: str) -> Iterator[Database]:
    made = Database(engine_for(make_database(template)))
    yield made
    made.dispose()


def test_an_insight_and_a_render_that_are_written_at_once_see_each_other(
    database: Database,
) -> None:
    with database.begin() as db:
        row_id = rows.add(db, generated_code="x")
    with database.begin() as db:
        render(db, row_id, "throws")

        def inspect() -> None:
            with database.begin() as other:
                inspected(other, row_id)

        other = Thread(target=inspect)
        other.start()
        waits = text("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        with database.engine.connect() as watcher:
            while not watcher.scalar(waits):
                assert other.is_alive()
    other.join()
    with database.begin() as db:
        assert standing(db, row_id) == ("ok", "throws", "")
