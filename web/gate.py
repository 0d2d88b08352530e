"""Returns 404 for internal endpoints, and requires sign-in for media, pictures and presenting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Process metrics, and an interface for programs that does not check our sign-in.
CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
# Streamlit serves these to anyone with the address: downloads, pictures of rows, and uploads.
FOR_PEOPLE: Final = ("/media", "/_stcore/upload_file")
# Ours, whose answers say how long a browser may keep them: components/pictures/routes.py.
OURS_FOR_PEOPLE: Final = ("/pictures", "/present")
# A page that is not Streamlit's, and the one with the same parameters that asks for the sign-in.
PAGE, WAY_IN = "/present", "/showcases"

SignedIn = Callable[[HTTPConnection], bool]


class Gate:
    """ASGI middleware: 404 for closed endpoints, 403 for those that require a missing sign-in.

    `signed_in` reads the request's headers and cookies, and may wait for the network. If it raises,
    the request is refused.
    """

    def __init__(self, app: ASGIApp, signed_in: SignedIn) -> None:
        self.app = app
        self.signed_in = signed_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and is_below(path, CLOSED):
            await PlainTextResponse("Not found\n", 404)(scope, receive, send)
        elif scope["type"] == "http" and is_below(path, FOR_PEOPLE + OURS_FOR_PEOPLE):
            if await run_in_threadpool(self.signed_in, HTTPConnection(scope)):
                is_ours = is_below(path, OURS_FOR_PEOPLE)
                await self.app(scope, receive, send if is_ours else unkept(send))
            else:
                await refusal(scope)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def refusal(scope: Scope) -> Response:
    """The answer without a sign-in: where to sign in for a page, 403 for anything else."""
    if scope["path"] != PAGE:
        return PlainTextResponse("Sign in first\n", 403)
    return RedirectResponse(f"{WAY_IN}?{scope['query_string'].decode('latin-1')}", 303)


def is_below(path: str, endpoints: tuple[str, ...]) -> bool:
    """Whether the path is one of these endpoints or below one."""
    return any(path == each or path.startswith(f"{each}/") for each in endpoints)


def unkept(send: Send) -> Send:
    """Tell browsers and proxies not to store the response."""

    async def send_unkept(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "private, no-store"
        await send(message)

    return send_unkept
