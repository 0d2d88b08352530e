"""The host allow-list: refuse requests for other host names."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.health import HEALTH, READY
from web.site import Site

POLICY_VIOLATION: Final = 1008
REFUSED: Final = "Unknown host name. PUBLIC_URL and ALLOWED_HOSTS list the accepted names.\n"
# Load balancers request these by address; they reveal nothing.
PROBES: Final = frozenset({HEALTH, READY})


class Hosts:
    """ASGI middleware: serves only the site's own names, and websockets only to its own pages.

    The first stops DNS rebinding; the second stops other sites' pages from acting as the person
    who is signed in. A websocket without an Origin is refused: browsers always send one.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.lets_in(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await PlainTextResponse(REFUSED, 400)(scope, receive, send)

    def lets_in(self, scope: Scope) -> bool:
        """Whether the request names this site and, for a websocket, comes from its pages."""
        if scope["type"] not in {"http", "websocket"}:
            return True
        if scope["type"] == "http" and scope["path"] in PROBES:
            return True
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.site.answers_to(hosts[0]):
            return False
        return scope["type"] == "http" or self.site.opens_at(headers.get("origin", ""), hosts[0])
