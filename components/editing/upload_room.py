"""Room for the files of a form: the server takes none where no page offers it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from streamlit.runtime.scriptrunner import get_script_run_ctx

from services import uploads


def offer() -> None:
    """The page has an uploader, until it is drawn without one."""
    if context := get_script_run_ctx():
        session = context.session_id
        manager = context.uploaded_file_mgr
        uploads.rooms.offer(session, partial(manager.remove_session_files, session))


@contextmanager
def drawing() -> Iterator[None]:
    """A page is drawn: an uploader that it does not offer again is gone, with its files."""
    context = get_script_run_ctx()
    with uploads.rooms.drawing(context.session_id if context else ""):
        yield
