"""The owner of each browser session: nobody can continue another person's."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

# Set by us alone: what a browser or a proxy sends under this name is taken out.
HEADER: Final = "X-Dashboard-Owner"
# Streamlit's `server.trustedUserHeaders`: it compares this where a browser session is continued.
TRUSTED: Final = {HEADER: "owner"}

Owner = Callable[[HTTPConnection], str | None]


class Owners:
    """ASGI middleware: gives Streamlit, by TRUSTED, the owner of a websocket behind a proxy.

    A websocket may name the browser session that it continues. Streamlit refuses that to another
    person, but knows people only by its own sign-in. `owner` reads the request's headers and may
    wait for the network; for somebody unknown, the session cannot be continued.
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
