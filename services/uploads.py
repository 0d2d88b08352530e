"""Limits uploads to pages with an uploader, and to what its form can use.

Streamlit keeps every uploaded file in memory for as long as the browser session lasts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

FILES: Final = 4
"""Two fields, each with a file and briefly the one that it replaces."""
BYTES: Final = 44 << 20
"""Two files of `server.maxUploadSize` plus the multipart overhead."""
SESSIONS: Final = 500

Discard = Callable[[], None]


class NoRoom(Exception):
    """An upload without an uploader, or more than its form can use."""


@dataclass
class UploadSession:
    """The uploads of one browser session. `discard` removes its files from Streamlit."""

    discard: Discard
    files: dict[str, int] = field(default_factory=dict)
    is_open: bool = True
    is_drawn: bool = True


class UploadSessions:
    """The latest SESSIONS browser sessions whose page has an uploader."""

    def __init__(self) -> None:
        self._rooms: OrderedDict[str, UploadSession] = OrderedDict()
        self._lock = Lock()

    def offer(self, session: str, discard: Discard) -> None:
        """Note that the page being drawn has an uploader."""
        with self._lock:
            room = self._rooms.setdefault(session, UploadSession(discard))
            room.is_drawn = True
            self._rooms.move_to_end(session)
            oldest = self._rooms.popitem(last=False)[1] if len(self._rooms) > SESSIONS else None
        if oldest:
            close(oldest)

    @contextmanager
    def drawing(self, session: str) -> Iterator[None]:
        """Wrap the drawing of a page. Afterward, only its own uploaders are valid."""
        with self._lock:
            if session in self._rooms:
                self._rooms[session].is_drawn = False
        try:
            yield
        finally:
            with self._lock:
                room = self._rooms.get(session)
                gone = self._rooms.pop(session) if room and not room.is_drawn else None
            if gone:
                close(gone)

    @contextmanager
    def taking(self, session: str, file: str, size: int) -> Iterator[None]:
        """Wrap the upload of a file, which does not count if it fails. Raises NoRoom."""
        with self._lock:
            room = self._rooms.get(session)
            if room is None:
                raise NoRoom
            others = {name: taken for name, taken in room.files.items() if name != file}
            if len(others) >= FILES or sum(others.values()) + size > BYTES:
                raise NoRoom
            room.files[file] = size
        try:
            yield
        except BaseException:  # including a canceled request: its bytes no longer count
            self.dropped(session, file)
            raise
        finally:
            if not room.is_open:  # the form was closed while the file arrived
                room.discard()

    def dropped(self, session: str, file: str) -> None:
        """Note that a file is gone."""
        with self._lock:
            if room := self._rooms.get(session):
                room.files.pop(file, None)


def close(room: UploadSession) -> None:
    """Drop the files of a form that is no longer shown."""
    room.is_open = False
    room.discard()


upload_sessions: Final = UploadSessions()
