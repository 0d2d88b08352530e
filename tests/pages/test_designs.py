"""What pages say about a design that cannot be drawn, and which page of a file they show."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from demo.answers import board
from services import inspection
from store.engine import Database
from tests.inspection.samples import design, frame
from tests.pages.conftest import OpenPage, all_text
from tests.pages.listed import components
from tests.store.acting import insert_row

DESIGNS = Path(__file__).parent.parent / "inspection" / "designs"
NOT_FOUND = "Figma said 404: Not found"
OTHER = "an images response, not a nodes response"


def stored(database: Database, name: str, **columns: Any) -> UUID:
    """A row that holds this design, inspected."""
    with database.begin() as db:
        text = (DESIGNS / f"{name}.json").read_text()
        row_id = insert_row(db, design_context=text, **columns)
    inspection.inspect(database, row_id)
    return row_id


def plain(app: AppTest) -> str:
    return all_text(app).replace("\\", "")


@pytest.mark.parametrize("tab", ["Preview", "Overview", "Code", "Design", "History", "Edit"])
def test_every_tab_says_that_the_import_failed(
    open_page: OpenPage, database: Database, tab: str
) -> None:
    row_id = stored(database, "figma-said-404", status="error", error_code="BP-0A1B2C")
    app = open_page("session.py", id=str(row_id), tab=tab)
    assert not app.exception
    assert f"Import failed. {NOT_FOUND}" in plain(app)


def test_the_preview_does_not_blame_the_model(open_page: OpenPage, database: Database) -> None:
    row_id = stored(database, "figma-said-404", status="error", generated_code=None)
    (preview,) = components(
        open_page("session.py", id=str(row_id), tab="Preview"), "prototype_preview"
    )
    assert preview["empty"] == f"The import failed, so nothing was generated. {NOT_FOUND}"
    assert preview["note"].startswith(NOT_FOUND)


def test_the_design_tab_says_what_to_do(open_page: OpenPage, database: Database) -> None:
    for name, said in (
        ("figma-said-404", "the model is not at fault"),
        ("images-answer", "An images response, not a nodes response"),
        ("capital-keys", "Keys rewritten by another client"),
    ):
        app = open_page("session.py", id=str(stored(database, name)), tab="Design")
        assert not app.exception
        assert said in plain(app)
    assert "None readable." in plain(app)
    assert "No solid color" not in plain(app)


def test_the_design_tab_counts_the_texts_of_a_board(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, design_context=json.dumps(board()))
    inspection.inspect(database, row_id)
    app = open_page("session.py", id=str(row_id), tab="Design")
    assert not app.exception
    assert "8 texts without a readable font." in plain(app)
    assert "No text" not in plain(app)


def test_lists_say_it_with_a_placeholder(open_page: OpenPage, database: Database) -> None:
    stored(database, "figma-said-404")
    stored(database, "images-answer")
    (table,) = components(open_page("sessions.py"), "session_rows")
    assert {row["why"]["word"] for row in table["rows"]} == {NOT_FOUND, OTHER.capitalize()}
    assert {row["why"]["short"] for row in table["rows"]} == {"Figma 404", "Other Figma response"}
    assert all("Figma" in row["drawing"] or "Other" in row["drawing"] for row in table["rows"])
    (gallery,) = components(open_page("sessions.py", view="gallery"), "session_gallery")
    assert {card["badges"][1]["word"] for card in gallery["cards"]} == {
        NOT_FOUND,
        OTHER.capitalize(),
    }
    assert NOT_FOUND in str(components(open_page("overview.py"), "recent_sessions"))


def test_a_blank_design_is_a_placeholder_with_its_reason(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, design_context=json.dumps(design(frame())))
    inspection.inspect(database, row_id)
    said = "Nothing in it has a visible fill, stroke or text"
    (table,) = components(open_page("sessions.py"), "session_rows")
    (row,) = table["rows"]
    assert (row["why"]["word"], row["why"]["short"]) == (said, "Nothing to draw")
    (picture,) = components(
        open_page("session.py", id=str(row_id), tab="Overview"), "design_picture"
    )
    assert picture["reason"].capitalize() == said
    assert "to draw" in unquote(picture["drawing"])
    assert said in plain(open_page("session.py", id=str(row_id), tab="Design"))


def test_both_sides_of_a_comparison_show_it(open_page: OpenPage, database: Database) -> None:
    pair = {"a": stored(database, "figma-said-404"), "b": stored(database, "images-answer")}
    app = open_page("compare.py", **{side: str(row_id) for side, row_id in pair.items()})
    assert not app.exception
    assert [each["reason"] for each in components(app, "design_picture")] == [NOT_FOUND, OTHER]


def test_failed_imports_are_a_filter(open_page: OpenPage, database: Database) -> None:
    failed = stored(database, "figma-said-404")
    stored(database, "images-answer")
    stored(database, "two-pages")
    app = open_page("sessions.py", design="figma-error")
    (table,) = components(app, "session_rows")
    assert [row["id"] for row in table["rows"]] == [str(failed)]
    assert "Figma error" in plain(app)
    app = open_page("sessions.py", design="nonsense")
    assert len(components(app, "session_rows")[0]["rows"]) == 3
    assert "design" not in app.query_params


@pytest.mark.parametrize(
    ("parameters", "said", "drawn"),
    [
        ({}, "page 1 of 2", "First page"),
        ({"page": "2"}, "page 2 of 2", "Second page"),
        ({"page": "9"}, "page 1 of 2", "First page"),
        ({"page": "x"}, "page 1 of 2", "First page"),
    ],
)
def test_the_page_of_a_file_is_in_the_address(
    open_page: OpenPage, database: Database, parameters: dict[str, str], said: str, drawn: str
) -> None:
    row_id = stored(database, "two-pages")
    app = open_page("session.py", id=str(row_id), tab="Overview", **parameters)
    assert not app.exception
    (picture,) = components(app, "design_picture")
    assert picture["reason"] == said
    assert drawn in b64decode(picture["drawing"].split(",")[1]).decode()


@pytest.mark.parametrize(
    ("parameters", "sheet"),
    [({}, 0), ({"page": "2"}, 1), ({"node": "1"}, 1), ({"node": "0", "page": "2"}, 0)],
)
def test_the_tree_starts_at_the_selected_root(
    open_page: OpenPage, database: Database, parameters: dict[str, str], sheet: int
) -> None:
    row_id = stored(database, "two-roots")
    app = open_page("session.py", id=str(row_id), tab="Design", **parameters)
    assert not app.exception
    (tree,) = components(app, "design_tree")
    assert [each["label"] for each in tree["base"]["sheets"]] == [
        "Node 1 of 2: grey square",
        "Node 2 of 2: green circle's place",
    ]
    assert tree["base"]["picture"]["sheet"] == sheet
