"""Which host names are served, and whose pages may open a websocket."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from tests.web.asgi import get, opens
from web.hosts import Hosts
from web.site import site

LOCAL = site(8501)
PUBLIC = site(8501, "https://dash.example.com", "internal.example, 10.0.0.7")


async def page(request: Request) -> Response:
    return PlainTextResponse("a page")


async def stream(websocket: WebSocket) -> None:
    await websocket.accept()


APP = Starlette(
    routes=[Route("/", page), Route("/readyz", page), WebSocketRoute("/_stcore/stream", stream)]
)


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1:8501", True),
        ("localhost:8501", True),
        ("LOCALHOST", True),
        ("[::1]:8501", True),
        ("127.0.0.1:9999", True),
        ("evil.example", False),
        ("evil.example:8501", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example@127.0.0.1", False),
        ("127.0.0.1/evil", False),
        ("127.0.0.1:port", False),
        ("127.0.0.1, evil.example", False),
        ("dash.example.com", False),
        ("", False),
    ],
)
def test_without_a_public_address_only_this_machines_names(host: str, answered: bool) -> None:
    answer = get(Hosts(APP, LOCAL), "/", host=host)
    assert answer.status == (200 if answered else 400)
    assert (answer.body == b"a page") is answered


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("dash.example.com", True),
        ("DASH.example.com:443", True),
        ("internal.example", True),
        ("10.0.0.7:8501", True),
        ("127.0.0.1:8501", True),
        ("evil.example", False),
        ("sub.dash.example.com", False),
    ],
)
def test_the_public_name_and_those_allowed(host: str, answered: bool) -> None:
    assert (get(Hosts(APP, PUBLIC), "/", host=host).status == 200) is answered


def test_two_host_headers_are_refused() -> None:
    messages = {"type": "http", "path": "/", "headers": [(b"host", b"localhost")] * 2}
    assert not Hosts(APP, LOCAL).lets_in(messages)


def test_probes_may_use_an_ip_address() -> None:
    assert get(Hosts(APP, PUBLIC), "/readyz", host="10.1.2.3:8501").status == 200


@pytest.mark.parametrize(
    ("host", "origin", "opened"),
    [
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("localhost:8501", "http://localhost:8501", True),
        ("localhost:9999", "http://localhost:9999", True),  # a forwarded port
        ("127.0.0.1:8501", "http://evil.example", False),
        ("127.0.0.1:8501", "http://127.0.0.1:8502", False),
        ("127.0.0.1:8501", "null", False),
        ("127.0.0.1:8501", None, False),
        ("evil.example", "http://evil.example", False),
    ],
)
def test_websockets_come_from_our_own_pages(host: str, origin: str | None, opened: bool) -> None:
    headers = {"host": host} | ({"origin": origin} if origin else {})
    assert opens(Hosts(APP, LOCAL), headers) is opened


@pytest.mark.parametrize(
    ("host", "origin", "opened"),
    [
        ("dash.example.com", "https://dash.example.com", True),
        ("127.0.0.1:8501", "https://dash.example.com", True),  # a proxy that sends its own name
        ("dash.example.com", "http://dash.example.com", False),
        ("dash.example.com", "https://evil.example", False),
        ("internal.example", "http://internal.example", False),
        ("dash.example.com", None, False),
    ],
)
def test_websockets_behind_a_proxy(host: str, origin: str | None, opened: bool) -> None:
    headers = {"host": host} | ({"origin": origin} if origin else {})
    assert opens(Hosts(APP, PUBLIC), headers) is opened
