"""The list as a gallery: the same rows, filters, pages and actions as the table's."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from components.pictures.selection import selected_of
from components.session_list.listing import Cards
from store.engine import Database
from store.insights import insight_summaries
from store.insights.insights import put, subject
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from tests.pages import listed
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import insert_row
from tests.store.rows import findings


def cards(app: AppTest) -> list[dict[str, Any]]:
    """The data of the gallery; [] if there is none."""
    drawn = [element.proto for element in app.get("bidi_component")]
    matches = [each for each in drawn if each.component_name == "session_gallery"]
    return list(json.loads(matches[0].json)["cards"]) if matches else []


def address(app: AppTest) -> dict[str, list[str]]:
    return {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in app.query_params.items()
    }


def names(app: AppTest) -> list[str]:
    return [card["name"] for card in cards(app)]


@pytest.fixture
def rows(database: Database) -> None:
    """Thirty rows, and one that stopped two hours ago."""
    with database.begin() as db:
        for number in range(30):
            insert_row(db, frame_name=f"Frame {number:02}", status="error", error_code="BP-3F8A2C")
        insert_row(db, frame_name="Stopped", status="generating", idle=timedelta(hours=2))


@pytest.mark.usefixtures("rows")
def test_view_is_in_the_address_and_survives_filters_sort_and_paging(open_page: OpenPage) -> None:
    app = open_page("sessions.py", sort="name")
    assert cards(app) == []
    app.segmented_control(key="view").set_value("gallery").run()
    assert not app.exception
    assert address(app) == {"sort": ["name"], "view": ["gallery"]}
    assert names(app) == [f"Frame {number:02}" for number in range(24)]
    assert not listed.rows(app)
    app.button(key="next").click().run()
    assert names(app) == [*(f"Frame {number}" for number in range(24, 30)), "Stopped"]
    app.button(key="status-generating").click().run()
    assert names(app) == ["Stopped"]
    assert address(app) == {"sort": ["name"], "status": ["generating"], "view": ["gallery"]}
    app.button(key="clear").click().run()
    app.selectbox(key="size").set_value(48).run()
    assert len(cards(app)) == 31
    app.segmented_control(key="view").set_value("table").run()
    assert cards(app) == []
    assert address(app) == {"sort": ["name"]}


@pytest.mark.usefixtures("rows")
def test_a_card_describes_its_row(open_page: OpenPage) -> None:
    app = open_page("sessions.py", view="gallery", sort="name", size="48")
    first, last = cards(app)[0], cards(app)[-1]
    assert first["reference"] == "BP-3F8A2C"
    assert [badge["word"] for badge in first["badges"]] == ["error"]
    assert [badge["word"] for badge in last["badges"]] == ["stuck"]
    assert last["age"] == "2 h ago"
    assert first["address"].startswith(f"session?id={first['id']}&")
    assert "view=gallery" in first["address"]


def test_a_card_shows_the_kept_wireframe_and_what_is_wrong_with_the_code(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, frame_name="Cut off", status="ready", generated_code="export")
        result = subject(db, row_id)
        assert result is not None
        kept = findings(verdict="broken", wireframe="<svg>kept</svg>")
        assert put(db, result, kept)
    (card,) = cards(open_page("sessions.py", view="gallery"))
    name = card["drawing"].removeprefix(f"/pictures/drawings/{row_id}/")
    with database.begin() as db:
        assert insight_summaries.drawing(db, row_id, name) == "<svg>kept</svg>"
        assert insight_summaries.drawing(db, row_id, f"{name}0") is None
    assert [badge["word"] for badge in card["badges"]] == ["ready", "Broken code"]
    assert card["match"] is None


def test_a_card_says_the_match_rounded_down_like_its_label(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, frame_name="Near", status="ready", generated_code="x")
        inspected = subject(db, row_id)
        assert inspected is not None
        assert put(db, inspected, findings())
        near = Outcome(verdict=RenderVerdict.RENDERS, score=89.5)
        renders.put(db, renders.key_of(inspected), near, rendered_by="robot")
    (card,) = cards(open_page("sessions.py", view="gallery"))
    assert card["match"] == {"text": "89", "share": 0.895, "label": "Near"}


def test_cards_show_the_render_as_it_is_asked_for(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        row_id = insert_row(db, frame_name="Shown", status="ready", generated_code="x")
        insert_row(db, frame_name="New", status="ready", generated_code="y")
        inspected = subject(db, row_id)
        assert inspected is not None
        assert put(db, inspected, findings())
        shown = Outcome(verdict=RenderVerdict.BLANK, picture=b"RIFF1")
        renders.put(db, renders.key_of(inspected), shown, rendered_by="robot")
    app = open_page("sessions.py", view="gallery", sort="-name")
    assert [card["result"] for card in cards(app)] == [None, None], "it is not asked for"
    assert [badge["word"] for badge in cards(app)[0]["badges"]] == ["ready", "Stays blank"]
    app.selectbox(key="cards").set_value(Cards.DIFFERENCE).run()
    assert not app.exception
    assert address(app)["cards"] == ["difference"]
    shown_card, new_card = cards(app)
    assert (shown_card["look"], new_card["look"]) == ("difference", "difference")
    name = shown_card["result"].removeprefix(f"/pictures/renders/{row_id}/")
    with database.begin() as db:
        assert renders.picture(db, row_id, name) == b"RIFF1"
    assert new_card["result"] is None


def test_cards_without_a_picture_of_the_render_say_why(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        for verdict in (RenderVerdict.THROWS, RenderVerdict.RENDERS):
            row_id = insert_row(db, frame_name=f"3 {verdict}", generated_code="x")
            inspected = subject(db, row_id)
            assert inspected is not None
            assert put(db, inspected, findings())
            renders.put(
                db, renders.key_of(inspected), Outcome(verdict=verdict), rendered_by="robot"
            )
        insert_row(db, frame_name="2 new", generated_code="x")
        insert_row(db, frame_name="1 empty", generated_code=None)
    app = open_page("sessions.py", view="gallery", cards="result", sort="-name")
    assert [card["absent"] for card in cards(app)] == [
        *("Throws", "No picture", "Not rendered yet", "No code")
    ]


def test_hostile_rows_are_truncated_and_never_loaded(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="A" * 1_000_000, status="s" * 5_000, error_code="*" * 5_000)
        insert_row(db, frame_name="\u202egpj.exe", thumbnail_url="https://evil.example/x.png")
    app = open_page("sessions.py", view="gallery")
    assert not app.exception
    assert all(len(card["name"]) <= 80 for card in cards(app))
    assert [card["thumbnail"] for card in cards(app)] == [None, None]
    assert "evil.example" not in json.dumps(cards(app))


def test_an_empty_gallery_says_so(open_page: OpenPage) -> None:
    app = open_page("sessions.py", view="gallery")
    assert "No sessions yet" in all_text(app)


def test_a_selection_contains_only_cards_on_the_page() -> None:
    ids = {str(each): each for each in (uuid4(), uuid4(), uuid4())}
    first, second, third = ids
    assert selected_of([third, first, str(uuid4()), 7, None], ids) == [ids[first], ids[third]]
    others: tuple[Any, ...] = (None, {}, "x", [second.upper()])
    for said in others:
        assert selected_of(said, ids) == []
