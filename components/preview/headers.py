"""The dashboard pages' content security policy: the half of the cage that the frame cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.preview.routes import FRAME

OWN_POLICY: Final = "/preview/"


def loopback_origins(port: int) -> tuple[str, ...]:
    """The addresses that a dashboard on this machine is opened at."""
    return (f"http://127.0.0.1:{port}", f"http://localhost:{port}")


class ContentSecurityPolicy:
    """ASGI middleware: frames on the dashboard's pages may hold the preview and nothing else.

    Neither the sandbox nor the frame's own policy stops a frame from navigating itself, which is a
    full request to anywhere; this does. `origins` are configured, never the request's Host.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self.app = app
        frames = " ".join(f"{origin}{FRAME}" for origin in origins)
        self.policy = (
            f"frame-src {frames}; frame-ancestors 'self'; object-src 'none'; base-uri 'self'"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(OWN_POLICY):
            await self.app(scope, receive, send)
            return

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = self.policy
            await send(message)

        await self.app(scope, receive, send_with_policy)
