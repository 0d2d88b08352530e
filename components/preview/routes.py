"""The preview's routes: the page of the sandboxed frame, and the built files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.frontend import NotBuilt
from components.preview.built import ASSETS, FONT, FRAME, content, manifest

TYPES: Final = {
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "woff2": "font/woff2",
}
YEAR: Final = 31_536_000
NO_FEATURES: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        *("camera", "microphone", "geolocation", "clipboard-read", "clipboard-write"),
        *("display-capture", "fullscreen", "usb", "serial", "hid", "midi", "payment"),
    )
)


def frame_headers(scripts: Iterable[str]) -> dict[str, str]:
    """The headers that sandbox the frame; `scripts` are the hashes of the only scripts allowed.

    Pages inside the frame inherit this policy. So only these two scripts can run there, and both
    refuse to run anywhere but directly below the dashboard's page.

    The sandbox is repeated here so that the page is also sandboxed when it is opened by itself.
    """
    allowed = " ".join(f"'{script}'" for script in scripts)
    policy = (
        "sandbox allow-scripts allow-forms; default-src 'none'; "
        f"script-src {allowed} 'unsafe-eval'; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; media-src data: blob:; connect-src 'none'; "
        "worker-src 'none'; child-src 'none'; frame-src 'none'; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-DNS-Prefetch-Control": "off",
        "Permissions-Policy": NO_FEATURES,
        "Cache-Control": "no-cache",
    }


async def frame(request: Request) -> Response:
    """The frame's page: the same for everyone, without secrets."""
    try:
        headers = frame_headers(manifest().scripts)
    except NotBuilt as error:
        return PlainTextResponse(str(error), 503)
    return Response(content("frame.html"), media_type="text/html", headers=headers)


async def asset(request: Request) -> Response:
    """A built file by its hashed name, compressed at build time."""
    name = request.path_params["name"]
    try:
        known = name in manifest().assets
    except NotBuilt as error:
        return PlainTextResponse(str(error), 503)
    if not known:
        return PlainTextResponse("Not found", 404)
    headers = {
        "Cache-Control": f"public, max-age={YEAR}, immutable",
        "Content-Type": TYPES[name.rpartition(".")[2]],
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if name.endswith(FONT):
        return Response(content(name), headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(content(f"{name}.gz"), headers={**headers, "Content-Encoding": "gzip"})
    return Response(content(name), headers=headers)


def routes() -> list[Route]:
    """For `st.App(routes=...)`. They carry no data, so they need no sign-in."""
    return [Route(FRAME, frame), Route(f"{ASSETS}/{{name}}", asset)]
