"""A fragment's run does not drop the last messages of the run before it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession

from components.feedback import last_messages
from tests import coroutines
from tests.components.feedback import app_sessions

SCRIPT = """
import streamlit as st

@st.fragment
def numbers():
    st.write("a number")

st.write("the page")
numbers()
"""
KINDS = ("new_session", "delta", "script_finished")
# The queue keeps only the newest of the fragment, whose container has no text.
PAGE = ["begins", "the page", "FINISHED_SUCCESSFULLY"]
FRAGMENT = ["begins", "", "a number", "FINISHED_FRAGMENT_RUN_SUCCESSFULLY"]


@pytest.fixture
def plain() -> Iterator[None]:
    """Streamlit without our change."""
    last_messages.install()
    handle = getattr(AppSession, last_messages.HANDLE)
    request = inspect.unwrap(AppSession.request_rerun)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AppSession, last_messages.HANDLE, handle.__wrapped__)
        patch.setattr(AppSession, "request_rerun", request)
        yield


def text(message: ForwardMsg) -> str:
    if message.HasField("delta"):
        return str(message.delta.new_element.markdown.body)
    if message.HasField("new_session"):
        return "begins"
    return str(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))


async def run(script: Path) -> list[str]:
    """What the browser receives if it requests a fragment when the page's run has just ended, and
    the server has not yet handled anything of it.
    """
    session = app_sessions.opened(script)
    runner = session._scriptrunner
    assert runner is not None
    assert runner._script_thread is not None
    runner._script_thread.join()
    session.request_rerun(ClientState(fragment_id=app_sessions.fragment(session)))
    sent = await app_sessions.ended(session)
    return [text(each) for each in sent if each.WhichOneof("type") in KINDS]


def ran(tmp_path: Path) -> list[str]:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    with app_sessions.runtime():
        return coroutines.finished(run(script))


@pytest.mark.usefixtures("plain")
def test_streamlit_drops_them(tmp_path: Path) -> None:
    assert ran(tmp_path) == FRAGMENT


def test_they_come_first(tmp_path: Path) -> None:
    last_messages.install()
    assert ran(tmp_path) == [*PAGE, *FRAGMENT]


def test_sessions_wait_once() -> None:
    last_messages.install()
    once = AppSession.request_rerun
    last_messages.install()
    assert AppSession.request_rerun is once
