"""Keeps a press that no run has read yet when something else is requested.

Streamlit 1.67 stops a run for the next request of the page. What the stopped run had still to read
is dropped with it: a press on a busy machine, whose run had not begun, or one in a fragment, which
waits for the page's run to end. Other changes come again with each request; a press comes once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from components.feedback import session_requests


def keep_presses(request: Callable[..., None]) -> Callable[..., None]:
    """`AppSession.request_rerun`, but a request of the page has the presses of one that waits."""

    @wraps(request)
    def request_all(session: AppSession, client_state: ClientState | None) -> None:
        runner = session._scriptrunner
        if client_state and not client_state.fragment_id and runner:
            waiting = stopped(runner)
            if waiting:
                client_state = joined(client_state, waiting)
        request(session, client_state)

    return request_all


def stopped(runner: ScriptRunner) -> WidgetStates | None:
    """Stop a runner whose request no run has read yet, and give that request's widgets.

    In one step: otherwise a run could read it before the runner is stopped, and again after.
    """
    requests = runner._requests
    with requests._lock:
        if requests._state is not ScriptRequestType.RERUN:
            return None
        requests._state = ScriptRequestType.STOP
        return requests._rerun_data.widget_states


def joined(client_state: ClientState, waiting: WidgetStates) -> ClientState:
    """A request with the presses of one that waits."""
    request = ClientState()
    request.CopyFrom(client_state)
    states = script_requests._coalesce_widget_states(waiting, client_state.widget_states)
    request.widget_states.CopyFrom(states or WidgetStates())
    return request


@cache
def install() -> None:
    """Make all sessions of this process do so, once."""
    session_requests.change(keep_presses)
