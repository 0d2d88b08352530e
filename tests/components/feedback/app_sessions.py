"""Streamlit's sessions without a server: from a browser's request to what is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache


@contextmanager
def runtime() -> Iterator[None]:
    """Where Streamlit looks for the files of a page, which has none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Runtime, "_instance", MagicMock(spec=Runtime))
        yield


def opened(script: Path) -> AppSession:
    """A session whose page is being run."""
    cache, files = ScriptCache(), MemoryUploadedFileManager("/upload")
    session = AppSession(ScriptData(str(script), False), files, cache, lambda: None, {})
    session.request_rerun(None)
    return session


def fragment(session: AppSession) -> str:
    """The id of the page's only fragment."""
    (name,) = session._fragment_storage._fragments  # type: ignore[attr-defined] # not in its protocol
    return str(name)


async def settled(session: AppSession) -> list[ForwardMsg]:
    """What it sends until nothing more is run."""
    while session._scriptrunner:
        await asyncio.sleep(0)
    return session.flush_browser_queue()


async def ended(session: AppSession) -> list[ForwardMsg]:
    """The same, and it ends."""
    sent = await settled(session)
    session.shutdown()
    return sent
