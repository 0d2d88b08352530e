"""Runs all that a request changes, not only the fragment that it names.

Streamlit's browser sends what changes at one moment as one request, which names the first fragment
in which something changed. What else changed, in another fragment or on the page itself, reached
its callback, but nothing on screen followed: a pasted reference did not open its session, and a
button without a callback was not pressed. If the page no longer had that fragment, all was dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Final

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import unpack_widget_state_value

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


def is_here(pages: PagesManager, page: str) -> bool:
    """Whether a request is of the page that was run last. A browser that has not yet heard of the
    next page asks for the one that the person has left, which must not come back.
    """
    return page in ("", pages.current_page_script_hash)


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


def changed_in(state: SessionState, widgets: Iterable[WidgetState]) -> list[str | None]:
    """The fragments with widgets that have another value than before; None is the page."""
    try:
        return [fragment for widget in widgets for fragment in changed_by(state, widget)]
    except Exception:
        # Any kind of widget may refuse a forged value; the run reads it again, and reports it.
        return []


def changed_by(state: SessionState, widget: WidgetState) -> Iterator[str | None]:
    """The fragment of a widget on screen if it was pressed, or has another value than before."""
    metadata = state.get_widget_metadata(widget.id)
    if metadata is None or metadata.disabled:
        return
    try:
        before = state.get_widget_value(widget.id)
    except KeyError:  # no longer drawn
        return
    value = metadata.deserializer(unpack_widget_state_value(widget))
    is_press = (widget.WhichOneof("value") or "").endswith("trigger_value")
    if bool(value) if is_press else value != before:
        yield metadata.fragment_id


def install() -> None:
    """Make all sessions and script runners of this process do so, once."""
    run = getattr(ScriptRunner, NAME)
    if not hasattr(run, "__wrapped__"):
        setattr(ScriptRunner, NAME, widen(run))
        request = AppSession.request_rerun
        AppSession.request_rerun = without_gone(request)  # type: ignore[method-assign] # no setting
