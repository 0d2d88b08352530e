"""Runs all that a request changes, not only the fragment that it names.

Streamlit's browser sends what changes at one moment as one request, which names the first fragment
in which something changed. What else changed, in another fragment or on the page itself, reached
its callback, but nothing on screen followed: a pasted reference did not open its session, and a
button without a callback was not pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Any, Final

from streamlit.proto.WidgetStates_pb2 import WidgetState
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
        run(runner, widened(runner._session_state._state, request))

    return run_all


def widened(state: SessionState, request: RerunData) -> RerunData:
    """A request of fragments with those whose widgets it changes, too, or of the page if it changes
    one outside of any fragment.
    """
    if not request.fragment_id_queue or request.widget_states is None:
        return request
    try:
        changed = list(changed_in(state, request.widget_states.widgets))
    except Exception:  # of a value that no browser sends; the run reports it
        return request
    if None in changed:
        return replace(request, fragment_id_queue=[], is_fragment_scoped_rerun=False)
    fragments = [*request.fragment_id_queue, *(each for each in changed if each)]
    return replace(request, fragment_id_queue=list(dict.fromkeys(fragments)))


def changed_in(state: SessionState, widgets: Any) -> Iterator[str | None]:
    """The fragments with widgets that have another value than before; None is the page."""
    for widget in widgets:
        metadata = state.get_widget_metadata(widget.id)
        if metadata and not metadata.disabled and is_changed(state, widget):
            yield metadata.fragment_id


def is_changed(state: SessionState, widget: WidgetState) -> bool:
    """Whether a widget on screen was pressed, or has another value than before."""
    metadata = state.get_widget_metadata(widget.id)
    assert metadata is not None
    try:
        before = state.get_widget_value(widget.id)
    except KeyError:  # no longer drawn
        return False
    value = metadata.deserializer(unpack_widget_state_value(widget))
    is_press = (widget.WhichOneof("value") or "").endswith("trigger_value")
    return bool(value) if is_press else bool(value != before)


def install() -> None:
    """Make all script runners of this process do so, once."""
    run = getattr(ScriptRunner, NAME)
    if not hasattr(run, "__wrapped__"):
        setattr(ScriptRunner, NAME, widen(run))
