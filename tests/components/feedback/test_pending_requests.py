"""A press that no run has read yet is kept when something else is requested."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.app_session import AppSession

from components.feedback import pending_requests
from tests import coroutines
from tests.components.feedback import app_sessions

SCRIPT = """
import streamlit as st

def note(what):
    st.session_state["seen"] = [*st.session_state.get("seen", ()), what]

@st.fragment
def numbers():
    st.button("Count", key="count", on_click=note, args=("counted",))

st.button("Sort", key="sort", on_click=note, args=("sorted",))
st.text_input("Report", key="report", on_change=note, args=("reported",))
numbers()
"""


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Path]:
    pending_requests.install()
    path = tmp_path / "script.py"
    path.write_text(SCRIPT)
    with app_sessions.runtime():
        yield path


async def seen(script: Path, held: threading.Event, key: str) -> list[str]:
    """What counts if a button is pressed, and something is reported before a run has begun."""
    session = app_sessions.opened(script)
    await app_sessions.settled(session)
    state = session.session_state
    ids = {name: state.get_widget_id_from_key(name) or "" for name in (key, "report")}
    name = app_sessions.fragment(session) if key == "count" else ""
    held.clear()
    press = WidgetState(id=ids[key], trigger_value=True)
    report = WidgetState(id=ids["report"], string_value="done")
    session.request_rerun(
        ClientState(fragment_id=name, widget_states=WidgetStates(widgets=[press]))
    )
    session.request_rerun(ClientState(widget_states=WidgetStates(widgets=[report])))
    held.set()
    await app_sessions.settled(session)
    result = sorted(state["seen"])
    session.shutdown()
    return result


@pytest.mark.parametrize(("key", "done"), [("sort", "sorted"), ("count", "counted")])
def test_both_count_once(script: Path, held_runs: threading.Event, key: str, done: str) -> None:
    assert coroutines.finished(seen(script, held_runs, key)) == sorted([done, "reported"])


@pytest.mark.parametrize("key", ["sort", "count"])
def test_streamlit_loses_the_press(
    script: Path, held_runs: threading.Event, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AppSession, "request_rerun", inspect.unwrap(AppSession.request_rerun))
    assert coroutines.finished(seen(script, held_runs, key)) == ["reported"]


def test_sessions_do_so_once() -> None:
    pending_requests.install()
    once = AppSession.request_rerun
    pending_requests.install()
    assert AppSession.request_rerun is once
