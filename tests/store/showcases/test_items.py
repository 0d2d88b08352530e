"""The sessions of a showcase: picked, ordered, captioned, removed, and what became of them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from store.errors import InvalidInput, NotFound
from store.renders import renders, turns
from store.renders.render_records import Outcome, RenderVerdict
from store.showcases import items, reading, showcases
from store.showcases.showcase_records import MOST_ITEMS, Change, SlideTexts
from tests.store.acting import SUPPORT, delete_elsewhere, insert_row, write_elsewhere
from tests.store.rows import render
from tests.store.showcases.showing import created, order, picked_of

SECRET = "9c2f5d1e-7a64-4b0d-8a53-3c1f0b7e6d42"
WEBP = b"RIFF picture"


def rendered(db: Session, row_id: UUID) -> None:
    """Inspect and render a row as it is."""
    outcome = Outcome(verdict=RenderVerdict.RENDERS, picture=WEBP)
    render(db, row_id, outcome, wireframe=f"<svg>{SECRET}</svg>")


def changes(db: Session, showcase_id: UUID) -> list[Change]:
    return [item.change for item in reading.items(db, showcase_id)]


def test_they_are_added_at_the_end_once(db: Session) -> None:
    one, two, three = (insert_row(db) for _ in range(3))
    fair = created(db, SUPPORT, [two, one, two])
    receipt = items.pick(db, SUPPORT, fair, [one, three], uuid4())
    assert receipt.scope == "Added 1 session to the showcase “Fair”", "the other was in it"
    assert order(db, fair) == [two, one, three]
    assert changes(db, fair) == [Change.NONE] * 3


def test_the_first_caption_is_the_frame_with_its_session_id_masked(db: Session) -> None:
    fair = created(db, SUPPORT, [insert_row(db, session_id=SECRET, frame_name=f"Of {SECRET}")])
    (item,) = reading.items(db, fair)
    assert (item.caption, item.notes) == ("Of 9c2f5d1e…", "")


def test_there_are_not_too_many(db: Session) -> None:
    fair = created(db, SUPPORT, [insert_row(db) for _ in range(MOST_ITEMS)])
    with pytest.raises(InvalidInput, match="This one has 24"):
        items.pick(db, SUPPORT, fair, [insert_row(db)], uuid4())
    other = created(db, SUPPORT, [insert_row(db)], "Other")
    picked = picked_of(db, other, order(db, other)[0])
    with pytest.raises(InvalidInput, match="at most 24"):
        items.put_back(db, SUPPORT, fair, picked, 0, uuid4())


def test_they_are_reordered_by_whoever_saw_all_of_them(db: Session) -> None:
    one, two = insert_row(db), insert_row(db)
    fair = created(db, SUPPORT, [one, two])
    items.arrange(db, SUPPORT, fair, [two, one], uuid4())
    assert order(db, fair) == [two, one]
    with pytest.raises(InvalidInput, match="Somebody else changed this showcase"):
        items.arrange(db, SUPPORT, fair, [two], uuid4())


def test_a_removed_one_is_put_back_as_it_was(db: Session) -> None:
    one, two, three = (insert_row(db) for _ in range(3))
    fair = created(db, SUPPORT, [one, two, three])
    items.describe(db, SUPPORT, fair, two, SlideTexts(caption="The best", notes="Say why"), uuid4())
    before = reading.items(db, fair)
    items.remove(db, SUPPORT, fair, two, uuid4())
    assert order(db, fair) == [one, three]
    with pytest.raises(NotFound):
        items.remove(db, SUPPORT, fair, two, uuid4())
    write_elsewhere(db, two, "generated_code = 'other'")
    items.put_back(db, SUPPORT, fair, before[1], 1, uuid4())
    assert order(db, fair) == [one, two, three]
    after = picked_of(db, fair, two)
    assert (after.caption, after.notes) == ("The best", "Say why")
    assert after.picked_at == before[1].picked_at
    assert changes(db, fair)[1] is Change.CODE, "it remembers what was picked"


def test_what_changed_since_is_known_without_and_with_an_inspection(db: Session) -> None:
    same, code, design, both, gone = (insert_row(db) for _ in range(5))
    fair = created(db, SUPPORT, [same, code, design, both, gone])
    write_elsewhere(db, same, "status = 'ready'")
    write_elsewhere(db, code, "generated_code = 'other'")
    write_elsewhere(db, design, "design_context = '{}'")
    write_elsewhere(db, both, "generated_code = NULL, design_context = '{}'")
    delete_elsewhere(db, gone)
    expected = [Change.NONE, Change.CODE, Change.DESIGN, Change.BOTH, Change.GONE]
    assert changes(db, fair) == expected
    for row_id in (same, code, design, both):
        rendered(db, row_id)
    assert changes(db, fair) == expected
    assert [(each.items, each.changed) for each in showcases.listed(db)] == [(5, 4)]
    items.accept(db, SUPPORT, fair, code, uuid4())
    assert changes(db, fair)[1] is Change.NONE


def test_the_picture_then_outlives_the_code(db: Session) -> None:
    row_id = insert_row(db)
    rendered(db, row_id)
    fair = created(db, SUPPORT, [row_id])
    write_elsewhere(db, row_id, "generated_code = 'other'")
    rendered(db, row_id)
    other = insert_row(db)
    rendered(db, other)
    delete_elsewhere(db, other)
    assert turns.purge(db) == 1, "only that of the row that nobody picked"
    (item,) = reading.items(db, fair)
    assert (item.change, item.verdict_then) == (Change.CODE, "renders")
    assert item.picture_then is not None
    assert renders.picture(db, row_id, item.picture_then) == WEBP


def test_slides_are_as_the_sessions_are_now_without_a_session_id(db: Session) -> None:
    row_id = insert_row(db, session_id=SECRET, generated_code=f"let x = '{SECRET}'")
    gone = insert_row(db)
    rendered(db, row_id)
    fair = created(db, SUPPORT, [gone, row_id])
    delete_elsewhere(db, gone)
    first, second = reading.slides(db, fair)
    assert (first.row, first.code, first.picture) == (None, None, None)
    assert second.row is not None
    assert second.row.id == row_id
    assert (second.code, second.drawing) == ("let x = '9c2f5d1e…'", "<svg>9c2f5d1e…</svg>")
    assert (second.picture, second.verdict, second.findings) == (WEBP, "renders", ())
    assert SECRET not in repr(second)
