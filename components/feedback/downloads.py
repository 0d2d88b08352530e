"""Keeps what a download button has promised for as long as a browser may still ask for it."""

from __future__ import annotations

import time
from threading import Lock
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime import app_session, get_instance, runtime
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorage

from language import N_, _, catalogs, using
from language.current import ENGLISH

KEPT_SECONDS: Final = 30.0
GONE: Final = N_("Reload the page and press again.")


class PatientFiles(MediaFileManager):
    """Streamlit's downloads, which outlive the script run that drew their button.

    Each run draws a button under another id, and the end of any run, of whomever, forgets those
    that no page has any more. A press that is on its way at that moment would be lost. So ids and
    files are forgotten only in the second round after the last run that had them, and rounds are
    KEPT_SECONDS apart.
    """

    def __init__(self, storage: MediaFileStorage) -> None:
        super().__init__(storage)
        self._last_round = time.monotonic()
        self._rounds = Lock()
        self._without_page: set[str] = set()

    def is_of(self, session_id: str, file_id: str) -> bool:
        """Whether a browser session was given this button."""
        with self._lock:
            return file_id in self._deferred_ids_by_session.get(session_id, ())

    def remove_orphaned_files(self) -> None:
        """Forget what no page has any more, if it is time for a round."""
        with self._rounds:
            now = time.monotonic()
            if now - self._last_round < KEPT_SECONDS:
                return
            self._last_round = now
        super().remove_orphaned_files()

    def _remove_orphaned_deferred_callables(self) -> None:
        on_pages = {
            file_id
            for files in self._files_by_session_and_coord.values()
            for file_id in files.values()
        }
        without_page = self._deferred_callables.keys() - on_pages
        forgotten = without_page & self._without_page
        for file_id in forgotten:
            self._drop_deferred_id(file_id)
        self._without_page = without_page - forgotten


class OwnDownloads(DeferredFileHandler):
    """Answers a press only to the browser session that was given the button."""

    async def handle(
        self, request: BackendOperationRequest, session_id: str
    ) -> BackendOperationResponse:
        """The address of the file, or an error."""
        files = self._get_media_file_mgr()
        if isinstance(files, PatientFiles) and files.is_of(
            session_id, request.deferred_file.file_id
        ):
            return await super().handle(request, session_id)
        with using(language_of(session_id)):
            return BackendOperationResponse(request_id=request.request_id, error_msg=_(GONE))


def language_of(session_id: str) -> str:
    """The language of a browser session, in a thread that draws no page."""
    client = get_instance().get_client(session_id)
    context = client.client_context if client else None
    if context is None:
        return ENGLISH
    headers = {name.lower(): value for name, value in context.headers}
    return catalogs.of_request(context.cookies, headers.get("accept-language", ""))


def install() -> None:
    """Make Streamlit use both. Call before the server starts.

    It has no setting for either, and its modules do not export the names that they look up.
    """
    runtime.MediaFileManager = PatientFiles  # type: ignore[attr-defined]
    app_session.DeferredFileHandler = OwnDownloads  # type: ignore[attr-defined]
