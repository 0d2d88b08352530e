"""Addresses without a page."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.asgi import get
from tests.web.conftest import Site
from web.addresses import Addresses

ID = "0b0d3c1e-98f4-4b1c-9f0e-2f6a3c1d7e55"


async def page(request: Request) -> Response:
    return PlainTextResponse("a page")


APP = Starlette(
    routes=[Route("/{path:path}", page)],
    middleware=[Middleware(Addresses, pages=("session", "sessions", "overview"))],
)


@pytest.mark.parametrize(
    "path",
    [
        f"/view-{'0a' * 16}",
        *("/", "/session", "/session/", "/sessions", "/overview", "/oauth2callback", "/healthz"),
        *("/_stcore/health", "/session/_stcore/host-config", "/static/js/index.abc.js"),
        *("/media/abc.csv", "/preview/frame", "/auth/logout", "/favicon.png", "/session/index.css"),
    ],
)
def test_existing_routes_are_left_alone(path: str) -> None:
    assert get(APP, path).body == b"a page"


@pytest.mark.parametrize("path", [f"/session/{ID}", f"/sessions/{ID}", f"/session/{ID.upper()}/"])
def test_a_row_id_in_the_path_leads_to_its_session(path: str) -> None:
    answer = get(APP, path)
    assert (answer.status, answer.headers["location"]) == (302, f"/session?id={ID}")


@pytest.mark.parametrize(
    "path", ["/nope", "/sessions/x", "/session/x/y", "/a/b/c", "//evil.example/"]
)
def test_other_addresses_are_not_found(path: str) -> None:
    answer = get(APP, path)
    assert answer.status == 404
    assert b"There is no such page" in answer.body
    assert b'href="/sessions"' in answer.body


def test_the_address_is_shown_as_text() -> None:
    body = get(APP, "/<script>alert(1)</script>").body
    assert b"<script>" not in body
    assert b"&lt;script&gt;" in body


def test_every_page_of_the_dashboard_is_known(site: Site) -> None:
    def status(path: str) -> int:
        connection = HTTPConnection(urlsplit(site.address).netloc, timeout=20)
        connection.request("GET", path)
        result = connection.getresponse().status
        connection.close()
        return result

    pages = ("", "sessions", "session", "compare", "stuck", "audit", "system")
    assert {path: status(f"/{path}") for path in pages} == dict.fromkeys(pages, 200)
    assert status("/nope") == 404
    assert status("/favicon.png") == 200
