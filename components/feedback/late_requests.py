"""Keeps what a page that was left still reports from bringing it back, and from counting again.

Until the browser has heard of the next page, it names the page that it shows in each request. A
component that reports something after a link was pressed thus asks for the page that the person has
left, and Streamlit 1.67 runs the page of the newest request: the link seemed to do nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession

from components.feedback import session_requests
from components.feedback.request_changes import changed_in, is_gone, is_here

CREATE: Final = "_create_new_session_message"


class Departure(NamedTuple):
    """A request of another page, and the page that was left for it."""

    to: ClientState
    left: str


departures: WeakKeyDictionary[AppSession, Departure] = WeakKeyDictionary()
"""The last departure of each session whose browser has not yet asked for anything on the page that
it leads to. Used by the server's event loop alone."""


def stay_left(request: Callable[..., None]) -> Callable[..., None]:
    """`AppSession.request_rerun`, but a late request of a page that was left runs the next page if
    it changes something, and nothing otherwise.
    """

    @wraps(request)
    def request_next(session: AppSession, client_state: ClientState | None) -> None:
        if client_state and client_state.page_script_hash:
            departure = departures.get(session)
            if departure and is_late(session, client_state, departure):
                if not changes_widgets(session, client_state):
                    return
                client_state = moved(client_state, departure.to)
            else:
                note(session, client_state)
        if client_state:
            client_state = without_gone(session, client_state)
        request(session, client_state)

    return request_next


def is_late(session: AppSession, client_state: ClientState, departure: Departure) -> bool:
    """Whether something on the page that was left makes the request, and nobody goes back to it.

    A request to go back is of no fragment, and has only the widgets that every page has, unchanged.
    """
    if client_state.page_script_hash != departure.left or client_state.is_history_navigation:
        return False
    state, widgets = session.session_state, client_state.widget_states.widgets
    has_gone = any(is_gone(state, widget) for widget in widgets)
    return bool(client_state.fragment_id) or has_gone or changes_widgets(session, client_state)


def without_gone(session: AppSession, client_state: ClientState) -> ClientState:
    """A request without the widgets that were drawn before and are no longer, which the browser may
    still have: Streamlit would take a text that was searched on a page that was left for a new one.
    """
    state, widgets = session.session_state, client_state.widget_states.widgets
    kept = [each for each in widgets if not is_gone(state, each)]
    if len(kept) == len(widgets):
        return client_state
    request = ClientState()
    request.CopyFrom(client_state)
    del request.widget_states.widgets[:]
    request.widget_states.widgets.extend(kept)
    return request


def forget_return(create: Callable[..., ForwardMsg]) -> Callable[..., ForwardMsg]:
    """What tells a browser that a run begins. A departure is over if the next page, such as a
    search that opens a row, has led back to the page that was left.
    """

    @wraps(create)
    def create_and_forget(session: AppSession, page: str, *rest: Any) -> ForwardMsg:
        departure = departures.get(session)
        if departure and departure.left == page:
            del departures[session]
        return create(session, page, *rest)

    return create_and_forget


def note(session: AppSession, client_state: ClientState) -> None:
    """Remember a request of another page; forget the last one on any other request."""
    departures.pop(session, None)
    pages = session._pages_manager
    if not client_state.fragment_id and not is_here(pages, client_state.page_script_hash):
        departures[session] = Departure(client_state, pages.current_page_script_hash)


def changes_widgets(session: AppSession, client_state: ClientState) -> bool:
    """Whether a widget was pressed or has another value than before."""
    return bool(changed_in(session.session_state, client_state.widget_states.widgets))


def moved(client_state: ClientState, to: ClientState) -> ClientState:
    """A request with its widgets, of another page at that page's address."""
    request = ClientState()
    request.CopyFrom(client_state)
    request.fragment_id = ""
    request.page_script_hash, request.page_name = to.page_script_hash, to.page_name
    request.query_string = to.query_string
    return request


def install() -> None:
    """Make all sessions of this process do so, once."""
    create = getattr(AppSession, CREATE)
    if not hasattr(create, "__wrapped__"):
        setattr(AppSession, CREATE, forget_return(create))
        session_requests.change(stay_left)
