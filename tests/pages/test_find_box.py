"""The search box on pages without a search of their own."""

from __future__ import annotations

from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from store.engine import Database
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import insert_row

PAGES = ["overview.py", "stuck.py", "system.py"]


def find(app: AppTest, words: str) -> AppTest:
    """Type a text and press Enter."""
    app.text_input(key="find").set_value(words).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("pasted", ["stuck! Ref: bp-3f8a2c", "{row}", "bp_session={session}; a=b"])
def test_what_names_a_session_opens_it(
    open_page: OpenPage, database: Database, page: str, pasted: str
) -> None:
    session_id = str(uuid4())
    with database.begin() as db:
        row_id = insert_row(db, status="error", error_code="BP-3F8A2C", session_id=session_id)
    app = find(open_page(page), pasted.format(row=row_id, session=session_id))
    assert app.query_params["id"] == str(row_id)
    assert "Generation failed" in all_text(app)
    assert app.text_input(key="find").value == ""
    assert session_id not in f"{all_text(app)} {app.query_params}"


def test_anything_else_is_searched_in_the_list(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Checkout, step one")
    app = find(open_page("overview.py"), "Checkout")
    assert app.query_params["q"] == "Checkout"
    assert "Showing 1" in all_text(app)


def test_an_unknown_credential_is_not_repeated(open_page: OpenPage) -> None:
    secret = str(uuid4())
    app = find(open_page("overview.py"), secret)
    assert "No session has this id" in all_text(app)
    assert secret not in f"{all_text(app)} {app.query_params}"


def test_a_page_with_its_own_search_has_no_second_one(open_page: OpenPage) -> None:
    for page in ("sessions.py", "audit.py"):
        assert [box.key for box in open_page(page).text_input if box.key in ("q", "find")] == ["q"]
