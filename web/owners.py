"""Names the owner of each browser session, so that nobody else can continue it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

# Set only by us: a header of this name from a browser or proxy is removed.
HEADER: Final = "X-Dashboard-Owner"
# Streamlit's `server.trustedUserHeaders`, compared when a browser session is continued.
TRUSTED: Final = {HEADER: "owner"}

Owner = Callable[[HTTPConnection], str | None]


class Owners:
    """ASGI middleware that tells Streamlit, by the header TRUSTED, who owns a websocket.

    A websocket may ask to continue a browser session. Streamlit refuses that to another person, but
    knows people only by its own sign-in, which is not used behind a proxy. `owner` reads the
    request's headers and may wait for the network. Nobody can continue the session of an unknown
    person.
    """

    def __init__(self, app: ASGIApp, owner: Owner) -> None:
        self.app = app
        self.owner = owner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        name = HEADER.lower().encode()
        name_of_owner = await run_in_threadpool(self.owner, HTTPConnection(scope))
        owner = name_of_owner or f"nobody {secrets.token_hex(16)}"
        sent = [header for header in scope["headers"] if header[0].lower() != name]
        await self.app({**scope, "headers": [*sent, (name, owner.encode())]}, receive, send)
