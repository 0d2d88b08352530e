"""Accept an upload only for an uploader on an open page, and with a known size."""

from __future__ import annotations

import logging
import re
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services import uploads

log = logging.getLogger("dashboard.web")

UPLOAD: Final = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)")
LENGTH: Final = re.compile(r"[0-9]{1,12}")


class Refused(Exception):
    """Streamlit has refused a file, and has answered so."""


class Uploads:
    """ASGI middleware: 403 for an upload that no page has room for, 411 for one of unknown size."""

    def __init__(
        self, app: ASGIApp, rooms: uploads.UploadSessions = uploads.upload_sessions
    ) -> None:
        self.app = app
        self.rooms = rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        upload = UPLOAD.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if upload and scope["method"] == "PUT":
            await self.put(upload[1], upload[2], scope, receive, send)
            return
        status = await answered(self.app, scope, receive, send)
        if upload and scope["method"] == "DELETE" and status < 300:
            self.rooms.dropped(upload[1], upload[2])

    async def put(
        self, session: str, file: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Accept a file while its page has room for it."""
        length = Headers(scope=scope).get("content-length", "")
        if not LENGTH.fullmatch(length):
            await PlainTextResponse("The size of the file is missing\n", 411)(scope, receive, send)
            return
        try:
            with self.rooms.taking(session, file, int(length)):
                if await answered(self.app, scope, receive, send) >= 300:
                    raise Refused
        except uploads.NoRoom:
            log.warning("upload refused")
            await PlainTextResponse("No page takes this file\n", 403)(scope, receive, send)
        except Refused:
            pass  # it has left no file behind


async def answered(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> int:
    """Pass a request on, and return the status of its answer; 500 where there is none."""
    status = 500

    async def send_noted(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        await send(message)

    await app(scope, receive, send_noted)
    return status
