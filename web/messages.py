"""Which messages a browser may send over Streamlit's websocket."""

from __future__ import annotations

import logging
from typing import Final

from google.protobuf.message import DecodeError
from google.protobuf.unknown_fields import UnknownFieldSet
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

log = logging.getLogger("dashboard.web")

# The rest of Streamlit's BackMsg is for developers, but anybody could send it: `clear_cache` would
# drop the database handle for everyone, `load_git_info` reveals file names.
KINDS: Final = frozenset(
    {
        "stop_script",
        "rerun_script",
        "file_urls_request",
        "app_heartbeat",
        "backend_operation_request",
    }
)
# Allowed backend operations: two ids, a download, a part of a table. Others write files.
OPERATIONS: Final = frozenset({"request_id", "session_id", "deferred_file", "dataframe_chunk"})


def allowed(data: bytes) -> bool:
    """Whether the message is only of a kind that the dashboard's pages send."""
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return False
    if message.WhichOneof("type") not in KINDS or len(UnknownFieldSet(message)):
        return False
    operation = message.backend_operation_request
    names = {field.name for field, _ in operation.ListFields()}
    return names <= OPERATIONS and not len(UnknownFieldSet(operation))


def passes(message: Message) -> bool:
    """Whether to pass an event on to Streamlit, which expects bytes and fails on text."""
    if message["type"] != "websocket.receive":
        return True
    return message.get("text") is None and allowed(message.get("bytes") or b"")


class Messages:
    """ASGI middleware that drops websocket messages that the dashboard's pages never send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receive_allowed() -> Message:
            while not passes(message := await receive()):
                log.warning("websocket message dropped")
            return message

        await self.app(scope, receive_allowed, send)
