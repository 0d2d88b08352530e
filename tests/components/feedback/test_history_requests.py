"""A step in the history is not undone by what is reported in the same moment."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.app_session import AppSession

from components.feedback import history_requests
from tests import coroutines
from tests.components.feedback import app_sessions

SCRIPT = """
import streamlit as st

@st.fragment
def report():
    st.text_input("Report", key="report")

st.session_state["view"] = st.text_input("View", "table", key="shown", bind="query-params")
report()
"""
GALLERY = "shown=gallery"


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Path]:
    history_requests.install()
    path = tmp_path / "script.py"
    path.write_text(SCRIPT)
    with app_sessions.runtime():
        yield path


async def view(script: Path, held: threading.Event, reported: str, *, is_over: bool) -> str:
    """The view after a step back to the gallery and a report, in a fragment or on the page, while
    the browser still has the table; if `is_over`, the person has then chosen the table.
    """
    session = app_sessions.opened(script)
    await app_sessions.settled(session)
    state = session.session_state
    ids = {key: state.get_widget_id_from_key(key) or "" for key in ("shown", "report")}

    def widgets(report: str) -> WidgetStates:
        values = {"shown": "table", "report": report}
        return WidgetStates(
            widgets=[WidgetState(id=ids[key], string_value=value) for key, value in values.items()]
        )

    step = ClientState(query_string=GALLERY, is_history_navigation=True, widget_states=widgets(""))
    if not is_over:
        held.clear()
    session.request_rerun(step)
    if is_over:
        await app_sessions.settled(session)
    fragment = app_sessions.fragment(session) if reported == "fragment" else ""
    session.request_rerun(
        ClientState(query_string=GALLERY, fragment_id=fragment, widget_states=widgets("done"))
    )
    held.set()
    await app_sessions.settled(session)
    result: str = state["view"]
    session.shutdown()
    return result


@pytest.mark.parametrize("reported", ["fragment", "page"])
def test_the_address_stays(script: Path, held_runs: threading.Event, reported: str) -> None:
    shown = coroutines.finished(view(script, held_runs, reported, is_over=False))
    assert shown == "gallery"


def test_what_is_chosen_after_the_step_counts(script: Path, held_runs: threading.Event) -> None:
    shown = coroutines.finished(view(script, held_runs, "page", is_over=True))
    assert shown == "table"


@pytest.mark.parametrize("reported", ["fragment", "page"])
def test_streamlit_shows_what_was_there(
    script: Path,
    held_runs: threading.Event,
    reported: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(AppSession, "request_rerun", inspect.unwrap(AppSession.request_rerun))
    shown = coroutines.finished(view(script, held_runs, reported, is_over=False))
    assert shown == "table"


def test_sessions_do_so_once() -> None:
    history_requests.install()
    once = AppSession.request_rerun
    history_requests.install()
    assert AppSession.request_rerun is once
