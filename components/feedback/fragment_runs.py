"""Runs all that a request changes, not only the fragment that it names.

Streamlit's browser sends what changes at one moment as one request, which names the first fragment
in which something changed. What else changed, in another fragment or on the page itself, reached
its callback, but nothing on screen followed: a pasted reference did not open its session, and a
button without a callback was not pressed. If the page no longer had that fragment, all was dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Final

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state import SessionState

from components.feedback import session_requests
from components.feedback.request_changes import changed_in, is_here

Run = Callable[[ScriptRunner, RerunData], None]
"""Runs the page or fragments until nothing asks for another run. The pages do not ask for runs of
fragments by themselves, so that only the first request can be of a browser's fragment."""

NAME: Final = "_run_script"


def widen(run: Run) -> Run:
    """`run`, but of everything that the request changes."""

    @wraps(run)
    def run_all(runner: ScriptRunner, request: RerunData) -> None:
        if is_here(runner._pages_manager, request.page_script_hash):
            request = widened(runner._session_state._state, request)
        run(runner, request)

    return run_all


def without_gone(request: Callable[..., None]) -> Callable[..., None]:
    """`AppSession.request_rerun`, but of what else has changed if the fragment no longer exists."""

    @wraps(request)
    def request_rest(session: AppSession, client_state: ClientState | None) -> None:
        name = client_state and client_state.fragment_id
        if client_state and name and not session.has_fragment(name):
            here = is_here(session._pages_manager, client_state.page_script_hash)
            changed = changed_fragments(session, client_state) if here else []
            if changed:
                client_state.fragment_id = "" if None in changed else str(changed[0])
        request(session, client_state)

    return request_rest


def changed_fragments(session: AppSession, client_state: ClientState) -> list[str | None]:
    """The fragments that still exist of those in which something changed; None is the page."""
    changed = changed_in(session.session_state, client_state.widget_states.widgets)
    return [each for each in changed if each is None or session.has_fragment(each)]


def widened(state: SessionState, request: RerunData) -> RerunData:
    """A request of fragments with those whose widgets it changes, too, or of the page if it changes
    one outside of any fragment.
    """
    if not request.fragment_id_queue or request.widget_states is None:
        return request
    changed = changed_in(state, request.widget_states.widgets)
    if None in changed:
        return replace(request, fragment_id_queue=[], is_fragment_scoped_rerun=False)
    fragments = [*request.fragment_id_queue, *(each for each in changed if each)]
    return replace(request, fragment_id_queue=list(dict.fromkeys(fragments)))


def install() -> None:
    """Make all sessions and script runners of this process do so, once."""
    run = getattr(ScriptRunner, NAME)
    if not hasattr(run, "__wrapped__"):
        setattr(ScriptRunner, NAME, widen(run))
        session_requests.change(without_gone)
