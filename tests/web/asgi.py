"""Calls an ASGI application like a server, without one."""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message

from tests.coroutines import finished


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes


def sent(app: ASGIApp, scope: dict[str, Any]) -> list[Message]:
    """The messages that the application sends."""
    messages: list[Message] = []

    async def receive() -> Message:
        if scope["type"] == "websocket":
            return {"type": "websocket.connect"}
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        messages.append(message)

    async def ask() -> None:
        await app(scope, receive, send)

    finished(ask())
    return messages


def raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]


def get(app: ASGIApp, path: str, host: str = "127.0.0.1:8501", **headers: str) -> Answer:
    """The application's response to a GET."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path.partition("?")[0],
        "query_string": path.partition("?")[2].encode(),
        "headers": raw({"host": host, **named}),
    }
    messages = sent(app, scope)
    pairs = [(name.decode(), value.decode()) for name, value in messages[0]["headers"]]
    return Answer(
        messages[0]["status"],
        dict(pairs),
        [value for name, value in pairs if name == "set-cookie"],
        b"".join(message.get("body", b"") for message in messages[1:]),
    )


def opens(app: ASGIApp, headers: dict[str, str]) -> bool:
    """Whether the application admits a websocket; if so, it must accept it at once."""
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "query_string": b"",
        "headers": raw(headers),
    }
    messages = sent(app, scope)
    assert len(messages) == 1
    return bool(messages[0]["type"] == "websocket.accept")
