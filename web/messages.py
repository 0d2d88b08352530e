"""Which messages a browser may send over Streamlit's websocket."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("dashboard.web")

# Fields of Streamlit's BackMsg. The others are for developers, and anybody may send them:
# `clear_cache` takes the database's handle from everybody, `load_git_info` tells file names.
ALLOWED: Final = {
    7: "stop_script",
    11: "rerun_script",
    16: "file_urls_request",
    17: "app_heartbeat",
    19: "backend_operation_request",
}
BACKEND_OPERATION: Final = 19
# Fields of that request: two ids, a file to download, a piece of a table. Another one writes files.
OPERATIONS: Final = {1: "request_id", 2: "session_id", 3: "deferred_file", 6: "dataframe_chunk"}


class Malformed(ValueError):
    """Bytes that are not a protocol buffers message."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at `at`, and where the next begins. Raises Malformed."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            return value, at
    raise Malformed


def fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The numbers of a message's own fields, each with its bytes. Raises Malformed."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        begin = at
        match tag & 7:
            case 0:
                _, at = varint(data, at)
            case 1:
                at += 8
            case 2:
                length, begin = varint(data, at)
                at = begin + length
            case 5:
                at += 4
            case _:
                raise Malformed
        if at > len(data):
            raise Malformed
        yield tag >> 3, data[begin:at]


def allowed(data: bytes) -> bool:
    """Whether a message holds nothing but what the dashboard's pages send."""
    try:
        return all(
            number in ALLOWED
            and (
                number != BACKEND_OPERATION or all(each in OPERATIONS for each, _ in fields(inner))
            )
            for number, inner in fields(data)
        )
    except Malformed:
        return False


class Messages:
    """ASGI middleware: drops websocket messages of a kind that the dashboard's pages never send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receive_allowed() -> Message:
            while True:
                message = await receive()
                # Streamlit speaks in bytes, and fails on a message of text.
                if message.get("text") is None and allowed(message.get("bytes") or b""):
                    return message
                log.warning("websocket message dropped")

        await self.app(scope, receive_allowed, send)
