"""What a browser's request changes, and whether it is of the page that was run last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import unpack_widget_state_value


def is_here(pages: PagesManager, page: str) -> bool:
    """Whether a request is of the page that was run last. A browser that has not yet heard of the
    next page asks for the one that the person has left, which must not come back.
    """
    return page in ("", pages.current_page_script_hash)


def changed_in(state: SessionState, widgets: Iterable[WidgetState]) -> list[str | None]:
    """The fragments with widgets that have another value than before; None is the page."""
    try:
        return [fragment for widget in widgets for fragment in changed_by(state, widget)]
    except Exception:
        # Deserializers of widgets, Streamlit's and ours, raise anything on a forged value, without
        # a base class in common. Nothing is lost: the run reads it again, and reports the error.
        return []


def changed_by(state: SessionState, widget: WidgetState) -> Iterator[str | None]:
    """The fragment of a widget on screen if it was pressed, or has another value than before."""
    metadata = state.get_widget_metadata(widget.id)
    if metadata is None or metadata.disabled or not is_drawn(state, widget):
        return
    before = state.get_widget_value(widget.id)
    value = metadata.deserializer(unpack_widget_state_value(widget))
    is_press = (widget.WhichOneof("value") or "").endswith("trigger_value")
    if bool(value) if is_press else value != before:
        yield metadata.fragment_id


def is_drawn(state: SessionState, widget: WidgetState) -> bool:
    """Whether the last run of the page has drawn a widget."""
    try:
        state.get_widget_value(widget.id)
    except KeyError:
        return False
    return True


def is_gone(state: SessionState, widget: WidgetState) -> bool:
    """Whether a widget was drawn before and is no longer.

    Never so for components and presses, which have no value until something is reported; nor for
    widgets that the session has never drawn: the browser has them from one that was lost.
    """
    kind = widget.WhichOneof("value") or ""
    if kind == "json_value" or kind.endswith("trigger_value"):
        return False
    return state.get_widget_metadata(widget.id) is not None and not is_drawn(state, widget)
