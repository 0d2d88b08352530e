"""A press on a download button is answered although the page was drawn again meanwhile."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import app_session, runtime
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from components.feedback import downloads
from components.feedback.downloads import OwnDownloads, PatientFiles
from language import catalogs
from settings import ROOT
from tests.coroutines import finished

PLACE = "0.1"


class Clock:
    """The time that the test says it is."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(downloads, "time", clock)
    return clock


@pytest.fixture
def files(clock: Clock) -> PatientFiles:
    return PatientFiles(MemoryMediaFileStorage("/media"))


def drawn(files: PatientFiles) -> str:
    """The id of a button that a script run draws."""
    files.clear_session_refs()
    file_id = files.add_deferred(lambda: "a,b", "text/csv", PLACE, "a.csv")
    files.remove_orphaned_files()
    return file_id


def test_the_button_of_an_earlier_run_still_has_its_file(files: PatientFiles, clock: Clock) -> None:
    first = drawn(files)
    for _ in range(3):
        drawn(files)
    address = files.execute_deferred(first)
    for _ in range(3):
        drawn(files)
    stored = files.read_file(address.removeprefix("/media/").partition(".")[0])
    assert stored
    assert stored.content == b"a,b"


def test_a_button_that_is_long_gone_is_forgotten_and_one_on_a_page_is_not(
    files: PatientFiles, clock: Clock
) -> None:
    first, second = drawn(files), drawn(files)
    for _ in range(2):
        clock.now += downloads.KEPT_SECONDS
        files.remove_orphaned_files()
    with pytest.raises(MediaFileStorageError):
        files.execute_deferred(first)
    assert files.execute_deferred(second)
    assert not files._without_page


class Client(NamedTuple):
    """A browser session's request, as Streamlit keeps it."""

    headers: tuple[tuple[str, str], ...]
    cookies: dict[str, str]
    remote_ip: str | None = None

    @property
    def client_context(self) -> Client:
        return self


@pytest.mark.parametrize(
    ("client", "said"),
    [
        (None, "Reload the page and press again."),
        (Client((("Accept-Language", "de-AT,de;q=0.9"),), {}), "Laden Sie die Seite neu"),
        (Client((("Accept-Language", "de"),), {catalogs.COOKIE: "en"}), "Reload the page"),
    ],
)
def test_a_refusal_is_in_the_persons_language(
    files: PatientFiles, monkeypatch: pytest.MonkeyPatch, client: Client | None, said: str
) -> None:
    running = SimpleNamespace(get_client=lambda session_id: client)
    monkeypatch.setattr(downloads, "get_instance", lambda: running)
    request = BackendOperationRequest(request_id="1")
    request.deferred_file.file_id = "of somebody else"
    answer = finished(OwnDownloads(lambda: files).handle(request, "session"))
    assert answer.error_msg.startswith(said)


def test_streamlit_has_what_is_replaced_and_the_launcher_replaces_it() -> None:
    # Neither module exports the name that it looks up.
    assert issubclass(PatientFiles, runtime.MediaFileManager)  # type: ignore[attr-defined]
    assert issubclass(OwnDownloads, app_session.DeferredFileHandler)  # type: ignore[attr-defined]
    assert re.search(r"^downloads\.install\(\)$", (ROOT / "dashboard.py").read_text(), re.MULTILINE)
