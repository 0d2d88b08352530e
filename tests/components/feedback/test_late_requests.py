"""A page that was left does not come back by what it still reports."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.app_session import AppSession

from components.feedback import late_requests
from tests import coroutines
from tests.components.feedback import app_sessions

SCRIPT = """
import streamlit as st

def note(what):
    st.session_state["seen"] = [*st.session_state.get("seen", ()), what]

@st.fragment
def report():
    st.text_input("Report", key="report", on_change=lambda: note("reported"))

def session():
    note("session")
    st.text_input("Find", key="find", on_change=lambda: note("found"))
    report()

def sessions():
    note(f"sessions {st.query_params.get('q', '')}".strip())

def lookup():
    note("lookup")
    st.switch_page(pages[0])

pages = [st.Page(session), st.Page(sessions), st.Page(lookup)]
st.navigation(pages).run()
"""


@pytest.fixture
def plain() -> Iterator[None]:
    """Streamlit without our change."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AppSession, "request_rerun", inspect.unwrap(AppSession.request_rerun))
        yield


class Browser:
    """A browser on the page `session`, whose link to `sessions` is pressed."""

    def __init__(self, script: Path) -> None:
        self.session = app_sessions.opened(script)

    def hash(self, name: str) -> str:
        pages = self.session._pages_manager.get_pages()
        return next(key for key, page in pages.items() if page["page_name"] == name)

    def ask(self, page: str, **fields: Any) -> None:
        state = ClientState(page_script_hash=self.hash(page), **fields)
        self.session.request_rerun(state)

    def typed(self, key: str, text: str) -> WidgetStates:
        widget = self.session.session_state.get_widget_id_from_key(key) or ""
        return WidgetStates(widgets=[WidgetState(id=widget, string_value=text)])


async def seen(script: Path, held_runs: threading.Event, late: str, begun: bool) -> list[str]:
    """What runs if the link is pressed and the page that is left asks for this: `report` for its
    fragment with a change, `idle` without, `find` for a change outside of it, `back` for the page.
    If `begun`, the next page's run is over by then.
    """
    browser = Browser(script)
    session = browser.session
    await app_sessions.settled(session)
    name = app_sessions.fragment(session)
    requests: dict[str, dict[str, Any]] = {
        "report": {"fragment_id": name, "widget_states": browser.typed("report", "done")},
        "idle": {"fragment_id": name},
        "find": {"widget_states": browser.typed("find", "BP-3F8A2C")},
        "back": {},
    }
    session.session_state["seen"] = []
    if not begun:
        held_runs.clear()
    browser.ask("sessions", query_string="q=Checkout")
    if begun:
        await app_sessions.settled(session)
    browser.ask("session", **requests[late])
    held_runs.set()
    await app_sessions.settled(session)
    ran: list[str] = session.session_state["seen"]
    session.shutdown()
    return ran


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Path]:
    late_requests.install()
    path = tmp_path / "script.py"
    path.write_text(SCRIPT)
    with app_sessions.runtime():
        yield path


@pytest.mark.parametrize(
    ("late", "begun"),
    [("report", False), ("find", False), ("report", True), ("idle", True), ("find", True)],
)
def test_what_is_reported_late_runs_the_next_page(
    script: Path, held_runs: threading.Event, late: str, begun: bool
) -> None:
    ran = coroutines.finished(seen(script, held_runs, late, begun=begun))
    assert ran[-1] == "sessions Checkout"
    assert "session" not in ran


def test_a_fragment_that_changes_nothing_is_not_run(
    script: Path, held_runs: threading.Event
) -> None:
    assert coroutines.finished(seen(script, held_runs, "idle", begun=False)) == [
        "sessions Checkout"
    ]


@pytest.mark.parametrize("begun", [True, False])
def test_who_goes_back_comes_back(script: Path, held_runs: threading.Event, begun: bool) -> None:
    ran = coroutines.finished(seen(script, held_runs, "back", begun=begun))
    assert ran[-1] == "session"


async def seen_after_return(script: Path) -> list[str]:
    """What runs if something is typed on a page to which the next one has led back."""
    browser = Browser(script)
    session = browser.session
    await app_sessions.settled(session)
    browser.ask("lookup")
    await app_sessions.settled(session)
    session.session_state["seen"] = []
    browser.ask("session", widget_states=browser.typed("find", "BP-3F8A2C"))
    await app_sessions.settled(session)
    ran: list[str] = session.session_state["seen"]
    session.shutdown()
    return ran


def test_a_page_to_which_the_next_one_leads_back_is_used_as_before(script: Path) -> None:
    assert coroutines.finished(seen_after_return(script)) == ["found", "session"]


async def seen_on_the_next_page(script: Path) -> list[str]:
    """What runs if the next page asks for something while the browser still has what was typed on
    the page that was left.
    """
    browser = Browser(script)
    session = browser.session
    await app_sessions.settled(session)
    typed = browser.typed("find", "BP-3F8A2C")
    browser.ask("sessions")
    await app_sessions.settled(session)
    session.session_state["seen"] = []
    browser.ask("sessions", widget_states=typed)
    await app_sessions.settled(session)
    ran: list[str] = session.session_state["seen"]
    session.shutdown()
    return ran


def test_what_was_typed_on_a_page_that_was_left_counts_no_more(script: Path) -> None:
    assert coroutines.finished(seen_on_the_next_page(script)) == ["sessions"]


@pytest.mark.usefixtures("plain")
def test_streamlit_counts_it(script: Path) -> None:
    assert coroutines.finished(seen_on_the_next_page(script)) == ["found", "sessions"]


@pytest.mark.parametrize("late", ["report", "idle", "find"])
def test_streamlit_brings_it_back(
    script: Path, held_runs: threading.Event, plain: None, late: str
) -> None:
    assert coroutines.finished(seen(script, held_runs, late, begun=False))[-1] == "session"


def test_sessions_do_so_once() -> None:
    late_requests.install()
    once = AppSession.request_rerun
    late_requests.install()
    assert AppSession.request_rerun is once
