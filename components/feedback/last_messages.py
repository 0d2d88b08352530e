"""Sends all messages of a run before a fragment's run begins.

A fragment's request takes over from a run that has just ended. Streamlit then drops the messages of
that run that its server has not handled yet, on a busy machine the lower part of the page and that
it has ended. The browser applied the fragment's to a page without what they belong to, failed, and
removed the whole page ("Bad delta path index", "'setIn' cannot be called on an ElementNode").
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from components.feedback import session_requests

HANDLE: Final = "_handle_scriptrunner_event_on_event_loop"

waiting: WeakKeyDictionary[AppSession, list[ClientState]] = WeakKeyDictionary()
"""The requests of fragments that wait for the last message of a run. Used by the server's event
loop alone."""


def wait(request: Callable[..., None]) -> Callable[..., None]:
    """`AppSession.request_rerun`, but a fragment's waits until nothing of the last run is left."""

    @wraps(request)
    def request_or_wait(session: AppSession, client_state: ClientState | None) -> None:
        runner = session._scriptrunner
        if client_state and client_state.fragment_id and runner and has_ended(runner):
            waiting.setdefault(session, []).append(client_state)
        else:
            request(session, client_state)

    return request_or_wait


def has_ended(runner: ScriptRunner) -> bool:
    """Whether it takes no more requests. Its session forgets it with its last message."""
    return runner._requests._state is ScriptRequestType.STOP


def go_on(handle: Callable[..., None]) -> Callable[..., None]:
    """The session's handler of a runner's events; after the last one, what waits is requested."""

    @wraps(handle)
    def handle_and_go_on(
        session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, *rest: Any
    ) -> None:
        handle(session, sender, event, *rest)
        if event is ScriptRunnerEvent.SHUTDOWN:
            for client_state in waiting.pop(session, ()):
                session.request_rerun(client_state)

    return handle_and_go_on


def install() -> None:
    """Make all sessions of this process do so, once."""
    handle = getattr(AppSession, HANDLE)
    if not hasattr(handle, "__wrapped__"):
        setattr(AppSession, HANDLE, go_on(handle))
        session_requests.change(wait)
