"""The review of a list: what is served to whom, and what is said once nothing is left."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from streamlit.testing.v1 import AppTest

from components.formatting.times import exact
from components.showcases import picking
from services import review_pairs, session_list
from services.review_pairs import Ref
from store.engine import Database
from store.principal import Principal, Role
from store.records import Filters, Sort
from store.reviews import pairs, queue
from store.reviews.review_records import Area, Better
from store.sessions import code_versions
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.pages.listed import column, rows, table
from tests.pages.reviewed import drawn, names
from tests.store.acting import insert_row, write_elsewhere
from tests.store.reviews.reviewing import BOB, GOOD, WRONG, inspected, marked

ME = Principal(actor="tester", role=Role.ADMIN)
PLACE = Area(x=40, y=60, width=200, height=32, words="“Get started”")


def ready(database: Database, *given: str) -> list[UUID]:
    """Ready rows of these names, the first one updated last, and one without code."""
    with database.begin() as db:
        insert_row(db, status="error", generated_code=None, frame_name="Failed")
        return [
            inspected(
                db,
                insert_row(db, status="ready", frame_name=name, idle=timedelta(minutes=place)),
            )
            for place, name in enumerate(given, 1)
        ]


def test_the_rows_of_the_list_come_in_its_order(open_page: OpenPage, database: Database) -> None:
    ready(database, "A", "B", "C", "D")
    app = open_page("review.py")
    assert names(app) == ["A", "B", "C"]
    data = drawn(app)
    assert data["progress"] == {"words": "0 of 4 reviewed", "share": 0.0}
    assert (data["before"], data["behind"]) == (None, data["ahead"][0])
    assert (data["may"], data["may_add"]) == (True, True)
    assert data["items"][0]["preview"]["compare"] is False
    assert names(open_page("review.py", sort="-name")) == ["D", "C", "B"]
    assert names(open_page("review.py", q="C")) == ["C"]


def test_the_row_on_screen_is_added_to_a_showcase(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row_id,) = ready(database, "A *star*")
    asked: list[UUID] = []
    monkeypatch.setattr(picking, "ask", lambda rows, *_: asked.extend(row.id for row in rows))
    open_page("review.py").button(key="pick").click().run()
    assert asked == [row_id]


def test_what_is_marked_is_not_served_again(open_page: OpenPage, database: Database) -> None:
    a, b, _ = ready(database, "A", "B", "C")
    with database.begin() as db:
        marked(db, a, GOOD, by=BOB)
        marked(db, b, WRONG, by=BOB)
    assert names(open_page("review.py")) == ["C"]
    # Second opinions are asked for; what others said is there, and hidden until one's own is.
    app = open_page("review.py", turn="second")
    assert names(app) == ["A", "B", "C"]
    assert drawn(app)["progress"]["words"] == "0 of 3 reviewed"
    assert [each["who"] for each in drawn(app)["items"][0]["others"]] == ["bob"]
    assert names(open_page("review.py", turn="all", id=str(b)))[0] == "B"


def test_after_a_regeneration_a_row_is_unmarked_and_says_what_was_said(
    open_page: OpenPage, database: Database
) -> None:
    (row_id,) = ready(database, "A")
    with database.begin() as db:
        marked(db, row_id, WRONG, by=BOB, note="Cut off")
        write_elsewhere(db, row_id, "generated_code = 'export default () => 1'")
    (item,) = drawn(open_page("review.py"))["items"]
    assert item["others"] == []
    assert [(each["who"], each["note"]) for each in item["older"]] == [("bob", "Cut off")]


def test_all_reviewed_is_said_only_where_it_is_true(
    open_page: OpenPage, database: Database
) -> None:
    a, b = ready(database, "A", "B")
    with database.begin() as db:
        marked(db, a)
        queue.claim(db, [b], "bob")
    text = all_text(open_page("review.py"))
    assert "All reviewed" not in text
    assert "Being looked at by bob" in text
    with database.begin() as db:
        queue.claim(db, [], "bob")
        marked(db, b)
    assert "All reviewed" in all_text(open_page("review.py"))
    assert "Nothing to review in this list" in all_text(open_page("review.py", status="error"))


def test_no_two_people_get_the_same_row(open_page: OpenPage, database: Database) -> None:
    a, _, _ = ready(database, "A", "B", "C")
    with database.begin() as db:
        queue.claim(db, [a], "bob")
    assert names(open_page("review.py")) == ["B", "C"]
    # Its address opens it all the same, and says who is there.
    app = open_page("review.py", id=str(a))
    assert names(app)[0] == "A"
    assert drawn(app)["watched"] == "bob"
    with database.begin() as db:
        assert queue.other_reviewers(db, [a], "tester") == {a: "bob"}


def test_a_viewer_looks_and_keeps_nobody_waiting(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    (row_id,) = ready(database, "A")
    app = open_page("review.py")
    with database.begin() as db:
        queue.claim(db, [], "tester")
    act_as("viewer")
    data = drawn(app.run())
    assert (data["may"], data["may_add"]) == (False, False)
    with database.begin() as db:
        assert queue.other_reviewers(db, [row_id], "bob") == {}


def test_a_row_that_is_gone(open_page: OpenPage, database: Database) -> None:
    ready(database, "A")
    app = open_page("review.py", id="2f9d5f6e-0000-4000-8000-000000000000")
    assert "This session no longer exists" in all_text(app)


def test_a_session_shows_its_marks_and_tells_no_story_of_them(
    open_page: OpenPage, database: Database
) -> None:
    (row_id,) = ready(database, "A")
    with database.begin() as db:
        marked(db, row_id, WRONG, by=BOB, note="Cut off", place=PLACE)
    app = open_page("session.py", id=str(row_id))
    text = all_text(app)
    assert "Wrong" in text
    assert "Cut off" in text
    assert "did “review”" not in text
    app.button(key="place-0").click().run()
    assert "".join(app.query_params["place"]) == "40,60,200,32"
    (preview,) = (
        json.loads(each.proto.json)
        for each in app.get("bidi_component")
        if each.proto.component_name == "prototype_preview"
    )
    assert preview["place"] == {"x": 40, "y": 60, "width": 200, "height": 32}
    with database.begin() as db:
        write_elsewhere(db, row_id, "generated_code = 'export default () => 1'")
    assert "older version" in all_text(app.run())


def test_marks_are_a_column_and_a_filter_of_the_list(
    open_page: OpenPage, database: Database
) -> None:
    a, b = ready(database, "A", "B")
    assert "marks" not in [each["name"] for each in table(open_page("sessions.py"))["columns"]]
    with database.begin() as db:
        marked(db, a, GOOD)
        marked(db, a, WRONG, by=BOB)
        marked(db, b, GOOD, by=BOB)
    app = open_page("sessions.py", mark="disagree")
    assert [mark["word"] for mark in column(app, "marks")] == ["1 wrong, 1 good"]
    assert "marks disagree" in all_text(app)
    assert len(rows(open_page("sessions.py", mark="good"))) == 2
    exported = session_list.export(Filters(mark=("disagree",)), Sort.UPDATED_DESC)
    assert [each.now for each in exported().marks.values()] == [("good", "wrong")]


def pair(app: AppTest) -> dict[str, Any]:
    """What a pair is drawn with."""
    assert not app.exception
    drawn_parts = (each.proto for each in app.get("bidi_component"))
    (only,) = (each for each in drawn_parts if each.component_name == "review_pair")
    data: dict[str, Any] = json.loads(only.json)
    return data


def test_a_pair_has_no_names_until_one_is_chosen(open_page: OpenPage, database: Database) -> None:
    a, b = ready(database, "A", "B")
    with database.begin() as db:
        write_elsewhere(db, b, "generated_code = 'export default () => 1'")
    app = open_page("review.py", pair=[str(a), str(b)])
    before = pair(app)
    assert (before["names"], before["chosen"]) == ([], None)
    assert {(each["name"], each["roomy"]) for each in before["sides"]} == {("the design", True)}
    sizes = [{"width": each["width"], "height": each["height"]} for each in before["sides"]]
    assert [each["paired"] for each in before["sides"]] == [sizes, sizes]
    one, other = (review_pairs.read(Ref(a), Ref(b)), review_pairs.read(Ref(b), Ref(a)))
    assert one == other  # whichever way round they are asked for
    with database.begin() as db:
        pairs.put(db, ME, review_pairs.choice(one, Better.SECOND), uuid4())
    after = pair(app.run())
    assert after["chosen"] == "right"
    assert after["names"][1] == f"{one.right.row.frame_name}, the current code"
    text = all_text(open_page("session.py", id=str(one.right.row.id)))
    assert "In pairs, better in 1 of 1 as it is now." in text


def test_a_pair_may_be_two_codes_of_one_session(open_page: OpenPage, database: Database) -> None:
    (row_id,) = ready(database, "A")
    with database.begin() as db:
        code_versions.enable(db)
        write_elsewhere(db, row_id, "generated_code = 'export default () => 1'")
        (version,) = code_versions.versions(db, row_id)
    app = open_page("review.py", pair=[str(row_id), f"{row_id}.{version.id}"])
    drawn_pair = pair(app)
    codes = {each["code"] for each in drawn_pair["sides"]}
    assert codes == {"export default () => null", "export default () => 1"}
    assert drawn_pair["design"] is not None
    shown = review_pairs.read(Ref(row_id), Ref(row_id, version.id))
    with database.begin() as db:
        pairs.put(db, ME, review_pairs.choice(shown, Better.FIRST), uuid4())
    until = exact(version.replaced_at, UTC)
    assert sorted(pair(app.run())["names"]) == ["A, the code until " + until, "A, the current code"]
    text = all_text(open_page("review.py", pair=[str(row_id), f"{row_id}.{version.id + 1}"]))
    assert "There is no such pair" in text
