"""What was typed or pressed counts, even if another request stops the run that follows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from components.session_list import find_box, search_box
from services import search_text
from store.engine import Database
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import insert_row

REFERENCE = "BP-3F8A2C"
BOXES = [("sessions.py", "q"), ("overview.py", "find")]
SESSION_ID = "6f1d2e0a-93b7-4c58-8a7e-2f4d1c9b0e35"

Overtake = Callable[..., None]


@pytest.fixture
def overtake(monkeypatch: pytest.MonkeyPatch) -> Overtake:
    """Makes the browser ask for a run with the address of before while a text is looked up, as the
    report of a component does, which has the text again.
    """
    find, begins = search_text.find_session, search_text.begins_a_name
    left = [1]
    reported: WidgetStates | None = None

    def request() -> None:
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        if left:
            left.pop()
            here = RerunData(
                context.query_string,
                widget_states=reported,
                page_script_hash=context.page_script_hash,
                fragment_id="reporting" if reported else None,
            )
            context.script_requests.request_rerun(here)

    def find_session(searched: str, *, by_any_id: bool = True) -> object:
        request()
        return find(searched, by_any_id=by_any_id)

    def begins_a_name(line: str) -> bool:
        request()
        return begins(line)

    def arm(again: WidgetStates | None = None) -> None:
        nonlocal reported
        reported = again
        monkeypatch.setattr(search_text, "find_session", find_session)
        monkeypatch.setattr(search_text, "begins_a_name", begins_a_name)

    return arm


def searched(app: AppTest, box: str, text: str) -> AppTest:
    app.text_input(key=box).set_value(text).run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("page", "box"), BOXES)
def test_a_reference_opens_its_session(
    open_page: OpenPage,
    database: Database,
    overtake: Overtake,
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
    assert search_box.SEARCHED not in app.session_state
    assert find_box.FINDING not in app.session_state


def test_a_session_that_has_opened_may_be_left(
    open_page: OpenPage, database: Database, overtake: Overtake
) -> None:
    """The text comes again in the request that opens the session, whose run calls back for it."""
    with database.begin() as db:
        row_id = insert_row(db, session_id=SESSION_ID)
    app = open_page("sessions.py")
    app.text_input(key="q").set_value(SESSION_ID)
    overtake(app._tree.get_widget_states())
    app.run()
    assert app.query_params["id"] == str(row_id)
    app.query_params.clear()
    app.switch_page("sessions.py").run()
    assert app.title[0].value == "Sessions"
    assert app.query_params == {}


@pytest.mark.parametrize(("page", "box"), BOXES)
def test_a_link_that_is_pressed_after_a_search_counts(
    open_page: OpenPage, database: Database, page: str, box: str
) -> None:
    with database.begin() as db:
        insert_row(db, session_id=SESSION_ID)
    app = open_page(page)
    app.text_input(key=box).set_value(SESSION_ID)
    app.switch_page("stuck.py").run()
    assert app.title[0].value == "Stuck"
    app.switch_page("sessions.py").run()
    assert app.title[0].value == "Sessions"
    assert app.query_params == {}


def test_words_are_searched(open_page: OpenPage, database: Database, overtake: Overtake) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Checkout")
        insert_row(db, frame_name="Pricing")
    app = open_page("sessions.py", sort="name")
    overtake()
    searched(app, "q", "check")
    assert app.query_params == {"sort": "name", "q": "check"}
    assert app.text_input(key="q").value == "check"
    assert search_box.SEARCHED not in app.session_state


def test_a_text_that_matches_nothing_stays_in_the_box(
    open_page: OpenPage, overtake: Overtake
) -> None:
    app = open_page("sessions.py")
    overtake()
    text = "Hello, this is Maria Kowalska (maria@example.org). " * 20
    searched(app, "q", text)
    assert app.query_params == {}
    assert app.text_input(key="q").value == text
    assert "contains no reference" in all_text(app)
