"""Uploads over HTTP: only what a page accepts is kept in memory."""

from __future__ import annotations

from functools import partial
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from services import uploads
from tests.web.client import Client, browser, cookie_header
from tests.web.conftest import Site

MEGABYTE = 1 << 20


def edit(client: Client, site: Site) -> None:
    """Open the form, whose last two fields accept files."""
    client.run("session", query_string=f"id={site.row.id}&tab=Edit")


def addresses(client: Client, count: int) -> list[str]:
    """The upload addresses that the server gives to every browser session."""
    message = BackMsg()
    message.file_urls_request.request_id = "1"
    message.file_urls_request.session_id = client.session
    message.file_urls_request.file_names.extend(["design.json"] * count)
    urls = client.send(message, "file_urls_response")[-1].file_urls_response.file_urls
    return [each.upload_url for each in urls]


def ask(site: Site, method: str, address: str, size: int = 0, *, chunked: bool = False) -> int:
    """The status of the response to a signed-in browser that uploads or deletes a file."""
    token = generate_xsrf_token_string()
    part = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    body = part + b"x" * size + b"\r\n--b--\r\n"
    headers = {
        "Cookie": cookie_header({**site.cookies(), "_streamlit_xsrf": token}),
        "X-Xsrftoken": token,
        "Content-Type": "multipart/form-data; boundary=b",
    }
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    sent = iter([body]) if chunked else body
    connection.request(method, address, sent, headers, encode_chunked=chunked)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("page", ["", "sessions", "session", "stuck", "audit", "system"])
def test_a_page_without_an_uploader_accepts_no_file(site: Site, page: str) -> None:
    with browser(site.address, site.cookies()) as ann:
        ann.run(page, query_string=f"id={site.row.id}" if page == "session" else "")
        (address,) = addresses(ann, 1)
        assert ask(site, "PUT", address, 1_000) == 403


def test_the_form_accepts_files_until_it_is_left(site: Site) -> None:
    with browser(site.address, site.cookies()) as ann:
        edit(ann, site)
        first, second = addresses(ann, 2)
        assert ask(site, "PUT", first, 1_000) == 204
        edit(ann, site)
        assert ask(site, "PUT", second, 1_000) == 204
        ann.run("sessions")
        assert ask(site, "PUT", second, 1_000) == 403
        edit(ann, site)
        assert ask(site, "PUT", second, 1_000) == 204


def test_a_person_who_cannot_edit_has_no_uploader(site: Site) -> None:
    with browser(site.address, site.cookies("ben@example.com")) as ben:
        edit(ben, site)
        (address,) = addresses(ben, 1)
        assert ask(site, "PUT", address, 1_000) == 403


def test_a_form_accepts_as_many_files_as_it_can_use(site: Site) -> None:
    with browser(site.address, site.cookies()) as ann:
        edit(ann, site)
        *few, last = addresses(ann, uploads.FILES + 1)
        assert [ask(site, "PUT", each, 1_000) for each in few] == [204] * uploads.FILES
        assert ask(site, "PUT", last, 1_000) == 403
        assert ask(site, "PUT", few[0], 2_000) == 204
        assert ask(site, "DELETE", few[0]) == 204
        assert ask(site, "PUT", last, 1_000) == 204


def test_a_form_accepts_as_many_bytes_as_it_can_use(site: Site) -> None:
    with browser(site.address, site.cookies()) as ann:
        edit(ann, site)
        one, other, third = addresses(ann, 3)
        assert ask(site, "PUT", one, 21 * MEGABYTE) == 413
        assert ask(site, "PUT", one, 19 * MEGABYTE) == 204
        assert ask(site, "PUT", other, 19 * MEGABYTE) == 204
        assert ask(site, "PUT", third, 19 * MEGABYTE) == 403
        assert ask(site, "PUT", third, MEGABYTE) == 204


def test_a_file_of_unknown_size_is_refused(site: Site) -> None:
    with browser(site.address, site.cookies()) as ann:
        edit(ann, site)
        (address,) = addresses(ann, 1)
        assert ask(site, "PUT", address, 1_000, chunked=True) == 411


def test_abandoned_files_are_dropped() -> None:
    rooms, dropped = uploads.UploadSessions(), list[str]()
    rooms.offer("a", lambda: dropped.append("a"))
    with rooms.taking("a", "file", 10):
        with rooms.drawing("a"):
            rooms.offer("a", lambda: dropped.append("a"))
        assert dropped == []
        with rooms.drawing("a"):
            pass
        assert dropped == ["a"]
    assert dropped == ["a", "a"]  # what arrived after the form was left
    with pytest.raises(uploads.NoRoom), rooms.taking("a", "file", 10):
        pass
    for number in range(uploads.SESSIONS + 1):
        rooms.offer(str(number), partial(dropped.append, str(number)))
    assert dropped[2:] == ["0"]
