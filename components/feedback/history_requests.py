"""Keeps what is reported from undoing a step back or forward in the browser's history.

The address that a person goes back to wins over the widgets, which the browser still has as they
were. Streamlit 1.67 forgets that if anything else is requested before the page's run has ended: the
address then said `view=gallery` above a table.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession

from components.feedback import session_requests

FINISH: Final = "_create_script_finished_message"
OVER: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)

steps: WeakKeyDictionary[AppSession, tuple[str, str]] = WeakKeyDictionary()
"""The page and its parameters to which each session has stepped, until the page was run. Used by
the server's event loop alone."""


def keep_step(request: Callable[..., None]) -> Callable[..., None]:
    """`AppSession.request_rerun`, but what is requested meanwhile is of the step, too."""

    @wraps(request)
    def request_step(session: AppSession, client_state: ClientState | None) -> None:
        if client_state:
            address = (client_state.page_script_hash, client_state.query_string)
            if client_state.is_history_navigation:
                steps[session] = address
            elif steps.get(session) == address:
                step = ClientState()
                step.CopyFrom(client_state)
                step.is_history_navigation = True
                client_state = step
        request(session, client_state)

    return request_step


def end_step(create: Callable[..., ForwardMsg]) -> Callable[..., ForwardMsg]:
    """What tells a browser that a run has ended; so has the step if it was the page's."""

    @wraps(create)
    def create_and_end(session: AppSession, status: int, *rest: Any) -> ForwardMsg:
        if status in OVER:
            steps.pop(session, None)
        return create(session, status, *rest)

    return create_and_end


def install() -> None:
    """Make all sessions of this process do so, once.

    Comes before `late_requests`, which tells a step back from a late request.
    """
    create = getattr(AppSession, FINISH)
    if not hasattr(create, "__wrapped__"):
        setattr(AppSession, FINISH, end_step(create))
        session_requests.change(keep_step)
