"""Announces a page's uploader, without which the server accepts no files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from streamlit.runtime.scriptrunner import get_script_run_ctx

from services import uploads


def offer() -> None:
    """Announce that the page has an uploader; valid until it is drawn without one."""
    if context := get_script_run_ctx():
        session = context.session_id
        manager = context.uploaded_file_mgr
        uploads.upload_sessions.offer(session, partial(manager.remove_session_files, session))


@contextmanager
def drawing() -> Iterator[None]:
    """Draw a page. If it no longer has an uploader, its files are discarded."""
    context = get_script_run_ctx()
    with uploads.upload_sessions.drawing(context.session_id if context else ""):
        yield
