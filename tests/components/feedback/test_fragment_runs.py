"""A request of a fragment runs all that it changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest, local_script_runner

from components.feedback import fragment_runs
from tests import coroutines
from tests.components.feedback import app_sessions
from tests.pages.conftest import SECONDS


def script() -> None:
    import streamlit as st

    def seen(what: str) -> None:
        st.session_state["seen"] = [*st.session_state.get("seen", ()), what]

    @st.fragment
    def numbers() -> None:
        seen(f"numbers {st.button('Count', key='count')}")

    @st.fragment
    def menu() -> None:
        seen(f"menu {st.button('Save', key='save')}")

    text = st.text_input("Find", key="find")
    st.text_input("Searched", key="searched", on_change=lambda: seen("callback"))
    st.text_input("Disabled", key="disabled", disabled=True)
    seen(f"page {text}")
    numbers()
    menu()


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """An app whose next runs are requests of its fragment `numbers`, as of the browser."""
    fragment_runs.install()
    app = AppTest.from_function(script, default_timeout=SECONDS).run()
    state = app._session_state._state
    metadata = state.get_widget_metadata(app.button(key="count").id)
    assert metadata is not None
    named = partial(RerunData, fragment_id=metadata.fragment_id)
    monkeypatch.setattr(local_script_runner, "RerunData", named)
    return app


def ran(app: AppTest) -> list[str]:
    """What the request runs."""
    app.session_state["seen"] = []
    app.run()
    assert not app.exception
    seen: list[str] = app.session_state["seen"]
    return seen


def test_what_changes_on_the_page_runs_the_page(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.text_input(key="find").set_value("BP-3F8A2C")
    assert ran(app) == ["page BP-3F8A2C", "numbers False", "menu False"]
    app.text_input(key="searched").set_value("BP-3F8A2C")
    assert ran(app) == ["callback", "page BP-3F8A2C", "numbers False", "menu False"]
    plain = getattr(ScriptRunner, fragment_runs.NAME).__wrapped__
    monkeypatch.setattr(ScriptRunner, fragment_runs.NAME, plain)
    app.text_input(key="searched").set_value("BP-77AA10")
    assert ran(app) == ["callback", "numbers False"], "this is what Streamlit does"


def test_a_change_runs_the_page_once(app: AppTest) -> None:
    app.text_input(key="find").set_value("once")
    assert ran(app) == ["page once", "numbers False", "menu False"]
    assert ran(app) == ["numbers False"]


def test_a_press_in_the_named_fragment_counts_in_the_run_of_the_page(app: AppTest) -> None:
    app.button(key="count").click()
    app.text_input(key="find").set_value("both")
    assert ran(app) == ["page both", "numbers True", "menu False"]


def test_what_changes_in_another_fragment_runs_it_too_and_not_the_page(app: AppTest) -> None:
    app.button(key="save").click()
    assert ran(app) == ["numbers False", "menu True"]
    app.button(key="count").click()
    assert ran(app) == ["numbers True"]


def test_a_page_that_was_left_does_not_come_back(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_page = vars(local_script_runner)["RerunData"]

    def left(**fields: Any) -> RerunData:
        request: RerunData = of_page(**{**fields, "page_script_hash": "left"})
        return request

    monkeypatch.setattr(local_script_runner, "RerunData", left)
    app.text_input(key="find").set_value("too late")
    assert ran(app) == ["numbers False"]


def changed(app: AppTest, widget: str, **value: Any) -> list[str]:
    """The fragments that a request of `named` with a widget's value runs; none for the page."""
    state = WidgetState(id=widget, **value)
    request = RerunData(fragment_id_queue=["named"], widget_states=WidgetStates(widgets=[state]))
    return fragment_runs.widened(app._session_state._state, request).fragment_id_queue


def test_what_cannot_have_been_changed_runs_nothing_more(app: AppTest) -> None:
    assert changed(app, app.text_input(key="find").id, string_value="new") == []
    assert changed(app, app.text_input(key="find").id, string_value="") == ["named"]
    assert changed(app, app.text_input(key="disabled").id, string_value="forged") == ["named"]
    assert changed(app, "unknown", string_value="new") == ["named"]
    find = app.text_input(key="find").id
    del app.session_state["find"]
    assert changed(app, find, string_value="no longer drawn") == ["named"]


def test_a_value_that_cannot_be_read_is_left_to_the_run(app: AppTest) -> None:
    assert changed(app, app.text_input(key="find").id, json_value="{") == ["named"]


GONE = """
import streamlit as st

st.session_state["found"] = st.text_input("Find", key="find")
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
"""


async def asked(script: Path, typed: str) -> tuple[int, str]:
    """How often the page was run, and what it has found, if a fragment that it no longer has is
    asked for together with this text.
    """
    session = app_sessions.opened(script)
    await app_sessions.settled(session)
    state = session.session_state
    find = state.get_widget_id_from_key("find") or ""
    widgets = WidgetStates(widgets=[WidgetState(id=find, string_value=typed)])
    session.request_rerun(ClientState(fragment_id="gone", widget_states=widgets))
    await app_sessions.ended(session)
    return state["runs"], state["found"]


@pytest.mark.parametrize(("typed", "runs"), [("BP-3F8A2C", 2), ("", 1)])
def test_what_changes_with_a_fragment_that_is_gone_is_not_lost(
    tmp_path: Path, typed: str, runs: int
) -> None:
    fragment_runs.install()
    script = tmp_path / "script.py"
    script.write_text(GONE)
    with app_sessions.runtime():
        assert coroutines.finished(asked(script, typed)) == (runs, typed)


def test_runs_are_widened_once() -> None:
    fragment_runs.install()
    once = getattr(ScriptRunner, fragment_runs.NAME)
    fragment_runs.install()
    assert getattr(ScriptRunner, fragment_runs.NAME) is once
