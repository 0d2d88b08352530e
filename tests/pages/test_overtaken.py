"""What was typed or pressed counts, even if another request stops the run that follows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from services import search_text
from store.engine import Database
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import insert_row

REFERENCE = "BP-3F8A2C"


@pytest.fixture
def overtake(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes the browser ask for a run with the address of before while a text is looked up, as the
    report of a component does.
    """
    find, begins = search_text.find_session, search_text.begins_a_name
    left = [1]

    def request() -> None:
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        if left:
            left.pop()
            here = RerunData(context.query_string, page_script_hash=context.page_script_hash)
            context.script_requests.request_rerun(here)

    def find_session(searched: str, *, by_any_id: bool = True) -> object:
        request()
        return find(searched, by_any_id=by_any_id)

    def begins_a_name(line: str) -> bool:
        request()
        return begins(line)

    def arm() -> None:
        monkeypatch.setattr(search_text, "find_session", find_session)
        monkeypatch.setattr(search_text, "begins_a_name", begins_a_name)

    return arm


def searched(app: AppTest, box: str, text: str) -> AppTest:
    app.text_input(key=box).set_value(text).run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("page", "box"), [("sessions.py", "q"), ("overview.py", "find")])
def test_a_reference_opens_its_session(
    open_page: OpenPage,
    database: Database,
    overtake: Callable[[], None],
    page: str,
    box: str,
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, frame_name="Stopped", status="error", error_code=REFERENCE)
    app = open_page(page)
    overtake()
    searched(app, box, f"Ref: {REFERENCE}")
    assert app.query_params["id"] == str(row_id)
    assert "Stopped" in all_text(app)
    assert "searched" not in app.session_state
    assert "finding" not in app.session_state


def test_words_are_searched(
    open_page: OpenPage, database: Database, overtake: Callable[[], None]
) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Checkout")
        insert_row(db, frame_name="Pricing")
    app = open_page("sessions.py", sort="name")
    overtake()
    searched(app, "q", "check")
    assert app.query_params == {"sort": "name", "q": "check"}
    assert app.text_input(key="q").value == "check"
    assert "searched" not in app.session_state


def test_a_text_that_matches_nothing_stays_in_the_box(
    open_page: OpenPage, overtake: Callable[[], None]
) -> None:
    app = open_page("sessions.py")
    overtake()
    text = "Hello, this is Maria Kowalska (maria@example.org). " * 20
    searched(app, "q", text)
    assert app.query_params == {}
    assert app.text_input(key="q").value == text
    assert "contains no reference" in all_text(app)
