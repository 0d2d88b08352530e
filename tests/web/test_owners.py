"""Only we tell Streamlit who opens a websocket."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from tests.web.asgi import get, raw, sent
from web.owners import HEADER, Owners


def told(headers: dict[str, str]) -> list[str]:
    """The value of our header that the application gets."""
    matches: list[str] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        matches.extend(Headers(scope=scope).getlist(HEADER))

    def owner(request: HTTPConnection) -> str | None:
        return request.headers.get("ticket")

    sent(Owners(behind, owner), {"type": "websocket", "path": "/", "headers": raw(headers)})
    return matches


def test_an_owner_is_named() -> None:
    assert told({"ticket": "ann"}) == ["ann"]


def test_a_sent_owner_name_is_removed() -> None:
    assert told({"ticket": "ann", HEADER: "eve"}) == ["ann"]
    assert "ann" not in told({HEADER: "ann"})


def test_anonymous_requests_never_share_an_owner() -> None:
    first, second = told({}), told({})
    assert len(first) == len(second) == 1
    assert first != second


def test_other_requests_are_left_alone() -> None:
    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    def owner(request: HTTPConnection) -> str | None:
        raise AssertionError("asked for nothing")

    assert get(Owners(behind, owner), "/").body == b"ok"
