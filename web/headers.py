"""The headers of every response: what browsers may load, embed, reveal and store."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.preview.built import FRAME
from web.gate import is_below
from web.site import Site

# These have their own policies: the routes of components/preview, components/pictures and
# components/presenting.
OWN_POLICIES: Final = ("/preview", "/pictures", "/present")
YEAR: Final = 31_536_000
NO_FEATURES: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        *("camera", "microphone", "geolocation", "display-capture", "clipboard-read"),
        *("usb", "serial", "hid", "midi", "payment", "browsing-topics"),
    )
)
ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": NO_FEATURES,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def inline_scripts(html: str) -> list[str]:
    """The hashes of a page's inline scripts, as in a policy."""
    result = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    return [f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in result]


def content_security_policy(site: Site, image_hosts: Iterable[str], html: str) -> str:
    """The dashboard pages' policy; `html` is the one page that Streamlit serves for all of them.

    Streamlit imports a component's script as a `blob:`, which only a running script can make.
    `frame-src` is an essential part of the preview's sandbox: neither the sandbox attribute nor the
    frame's own policy prevents a frame from navigating itself, which can send a request anywhere.
    """
    frames = " ".join(f"{origin}{FRAME}" for origin in site.origins)
    images = " ".join(f"https://{host}" for host in sorted(image_hosts))
    scripts = " ".join(inline_scripts(html))
    return (
        f"default-src 'self'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob: {images}; font-src 'self' data:; connect-src 'self'; "
        f"worker-src 'self' blob:; frame-src {frames}; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


class Headers:
    """ASGI middleware that adds missing headers, and Secure to cookies behind TLS.

    Everything is based on the settings, not on the request's Host header.
    """

    def __init__(self, app: ASGIApp, site: Site, image_hosts: Iterable[str], html: str) -> None:
        self.app = app
        self.tls = site.tls
        self.policy = content_security_policy(site, image_hosts, html)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = not is_below(scope["path"], OWN_POLICIES)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                if is_page:
                    headers["Content-Security-Policy"] = self.policy
                if self.tls:
                    headers["Strict-Transport-Security"] = f"max-age={YEAR}"
                    message["headers"] = [secured(*header) for header in message["headers"]]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """The header, with Secure added if it sets a cookie."""
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return name, value
    return name, value + b"; Secure"
