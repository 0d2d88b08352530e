"""Without signing in nobody gets a row's data, whatever they send over the protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidStatus

from settings import ROOT
from tests.web.client import browser, cookie_header, signed_cookies, strings
from tests.web.conftest import Serve, Site

PAGES = sorted(
    "" if path.stem == "overview" else path.stem
    for path in (ROOT / "pages").glob("*.py")
    if path.stem not in {"navigation", "__init__"}
)


@pytest.fixture(scope="module")
def site(serve: Serve) -> Iterator[Site]:
    """A server just started, so that the first page asked for is a cold one."""
    with serve() as site:
        yield site


def queries(site: Site, page: str) -> list[str]:
    """Query strings with which the page shows the planted row to a person who may see it."""
    row = site.row.id
    return {
        "session": [f"id={row}", f"id={row}&tab=Code", f"id={row}&tab=Design"],
        "compare": [f"a={row}&b={row}"],
        "sessions": ["q=zq81", f"q={site.row.reference}", f"q={site.row.session_id}"],
        "audit": [f"row={row}"],
    }.get(page, [""])


def get(
    site: Site, path: str, cookies: Mapping[str, str] | None = None, **headers: str
) -> tuple[int, bytes]:
    """Status and everything else of the response to a GET, with the path sent as it is."""
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=20)
    if cookies:
        headers["Cookie"] = cookie_header(cookies)
    connection.request(headers.pop("method", "GET"), path, headers=headers)
    answer = connection.getresponse()
    body = str(answer.getheaders()).encode() + answer.read()
    connection.close()
    return answer.status, body


@dataclass
class Known:
    """What a signed-in person learns, for others to forge with."""

    widgets: set[str]
    fragments: set[str]
    pages: set[str]
    files: set[str]
    session: str


def test_cold_deep_links(site: Site) -> None:
    """Runs first, before the server has run any page."""
    for page in ["session", *PAGES]:
        for query in queries(site, page):
            with browser(site.address) as client:
                client.run(page, query_string=query)
                assert b"sign-in-screen" in b"".join(client.received)
                assert not site.row.found_in(*client.received), page


@pytest.fixture(scope="module")
def known(site: Site) -> Iterator[Known]:
    """What ann sees, who stays signed in, which also proves that this client would find the row."""
    result = Known(set(), set(), set(), set(), "")
    with browser(site.address, site.cookies()) as ann:
        for page in PAGES:
            for query in queries(site, page):
                for message in ann.run(page, query_string=query):
                    for name, text in strings(message):
                        if text.startswith("$$ID-"):
                            result.widgets.add(text)
                        elif name == "fragment_id" and text:
                            result.fragments.add(text)
                        elif name == "page_script_hash" and text:
                            result.pages.add(text)
                        elif name == "deferred_file_id":
                            result.files.add(text)
        marks = site.row.found_in(*ann.received)
        result.session = ann.session
        assert set(marks) >= {str(site.row.id), site.row.name, "zq82", site.row.reference}
        assert site.row.session_id not in marks
        assert len(result.widgets) > 40
        assert result.fragments
        assert len(result.pages) > 6
        assert len(result.files) > 2
        assert result.widgets
        assert result.fragments
        assert result.pages
        yield result


def test_forged_page_hashes(site: Site, known: Known) -> None:
    for page_hash in known.pages:
        with browser(site.address) as client:
            client.run(page_script_hash=page_hash, query_string=f"id={site.row.id}")
            client.run(page_script_hash=page_hash, query_string=f"id={site.row.id}")
            assert not site.row.found_in(*client.received)


def forged(widget: str) -> list[WidgetState]:
    """Values of every kind for one widget: its callback runs for the one that fits."""
    return [
        WidgetState(id=widget, trigger_value=True),
        WidgetState(id=widget, string_value="zq"),
        WidgetState(id=widget, int_value=1),
        WidgetState(id=widget, bool_value=True),
        WidgetState(id=widget, json_value='{"selection": {"rows": [0], "columns": []}}'),
        WidgetState(id=widget, json_trigger_value='{"open": 0}'),
    ]


def test_forged_widgets_and_their_callbacks(site: Site, known: Known) -> None:
    before = actions(site)
    for position in range(6):
        with browser(site.address) as client:
            widgets = [forged(widget)[position] for widget in sorted(known.widgets)]
            for page in ("session", "sessions", "stuck", "audit"):
                client.run(page, query_string=f"id={site.row.id}", widgets=widgets)
            assert not site.row.found_in(*client.received)
    assert actions(site) == before


def actions(site: Site) -> int:
    """The number of actions in the log."""
    return site.log.read_text().count('"logger": "dashboard.actions"')


def test_forged_fragments(site: Site, known: Known) -> None:
    for fragment in [*known.fragments, "0" * 32]:
        with browser(site.address) as client:
            client.run("session", query_string=f"id={site.row.id}")
            message = BackMsg()
            message.rerun_script.fragment_id = fragment
            client.socket.send(message.SerializeToString())
            # A fragment that does not exist is not answered; its messages would arrive before this.
            client.run("session", query_string=f"id={site.row.id}")
            assert not site.row.found_in(*client.received)


def test_another_persons_connection_and_files(site: Site, known: Known) -> None:
    with browser(site.address) as client:
        client.run("session", query_string=f"id={site.row.id}")
        for file_id in known.files:
            for session in ("", known.session):
                answer = client.download(file_id, session).backend_operation_response
                assert answer.error_msg
                assert not answer.deferred_file.url
        assert not site.row.found_in(*client.received)


def test_an_invalid_cookie_shows_nothing(site: Site) -> None:
    bad = [
        signed_cookies("t" * 48, {"origin": site.address, "is_logged_in": True}),
        site.cookies("eve@example.com"),
        site.cookies("ann@evil.example"),
        site.cookies(email_verified=False),
        site.cookies(aud="another"),
        site.cookies(iat=1_600_000_000, auth_time=1_600_000_000),
        site.cookies(origin="http://evil.example"),
        {"_streamlit_user": "chunks-1"},
    ]
    for cookies in bad:
        with browser(site.address, cookies) as client:
            client.run("session", query_string=f"id={site.row.id}")
            assert not site.row.found_in(*client.received)


def test_downloads(site: Site) -> None:
    with browser(site.address, site.cookies()) as ann:
        messages = ann.run("session", query_string=f"id={site.row.id}&tab=Code")
        texts = [each for message in messages for each in strings(message)]
        file_id = next(text for name, text in texts if name == "deferred_file_id")
        # The press may be on its way while the page is drawn again.
        ann.run("session", query_string=f"id={site.row.id}&tab=Code")
        media = ann.download(file_id).backend_operation_response.deferred_file.url
        assert media.startswith("/media/")
        tries = [media, f"/.{media}", f"/{media}", f"/x/..{media}", f"{media}/"]
        tries += [media.replace("/media", "/%6dedia"), media.replace("/media/", "/media//")]
        tries += [f"/app/static/..{media}", f"/sessions{media}"]
        for path in tries:
            for method in ("GET", "HEAD", "OPTIONS"):
                assert not site.row.found_in(get(site, path, method=method)[1]), path
        assert get(site, media)[0] == 403
        assert get(site, media, site.cookies("eve@example.com"))[0] == 403
        status, body = get(site, media, site.cookies())
        assert status == 200
        assert b"zq82" in body
        assert b"private, no-store" in body


def test_other_addresses(site: Site, known: Known) -> None:
    asked = ["/", "/healthz", "/readyz", "/preview/frame", "/_stcore/health"]
    asked += [f"/{page}?id={site.row.id}" for page in PAGES]
    asked += ["/_stcore/host-config", "/app/static/x", "/static/../dashboard.py", "/component/x"]
    for path in asked:
        status, body = get(site, path)
        assert status in {200, 400, 404}, path
        assert not site.row.found_in(body.replace(str(site.row.id).encode(), b"")), path
    assert get(site, "/readyz")[1].endswith(b"ok\n")
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"):
        assert get(site, path)[0] == 404
    assert get(site, f"/_stcore/upload_file/{known.session}/x", method="PUT")[0] == 403


def test_another_host_or_origin(site: Site) -> None:
    assert get(site, "/", Host="evil.example")[0] == 400
    cookies = site.cookies()
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}):
        with pytest.raises(InvalidStatus), browser(site.address, cookies, **headers):
            pass


def test_developer_messages_are_dropped(site: Site, known: Known) -> None:
    with browser(site.address) as client:
        client.run()
        for message in (BackMsg(load_git_info=True), BackMsg(clear_cache=True)):
            client.socket.send(message.SerializeToString())
        client.run()
        kinds = {ForwardMsg.FromString(raw).WhichOneof("type") for raw in client.received}
    assert "git_info_changed" not in kinds


def test_a_message_that_is_too_big_ends_the_connection(site: Site) -> None:
    with browser(site.address) as client:
        client.run()
        big = WidgetState(id="x", string_value="x" * 4_300_000)
        with pytest.raises(ConnectionClosed) as closed:
            client.run(widgets=[big])
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
