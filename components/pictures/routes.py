"""The routes of the pictures in lists. They need a sign-in: web/gate.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from services import pictures

BELOW: Final = "/pictures"
DRAWINGS: Final = f"{BELOW}/drawings"
RENDERS: Final = f"{BELOW}/renders"
DAY: Final = 86_400
TYPES: Final = {b"RIFF": "image/webp", b"\x89PNG": "image/png", b"<svg": "image/svg+xml"}
# A picture's name changes with its content, so a browser need not ask again; one for several people
# must not answer for it. An SVG that is opened by itself is a page: it may do nothing.
HEADERS: Final = {
    "Cache-Control": f"private, max-age={DAY}, immutable",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}

Read = Callable[[UUID, str], bytes | None]


def drawing_address(row_id: UUID, name: str) -> str:
    """Where a row's wireframe of this name is."""
    return f"{DRAWINGS}/{row_id}/{name}"


def render_address(row_id: UUID, name: str) -> str:
    """Where the picture of a row's render is."""
    return f"{RENDERS}/{row_id}/{name}"


async def respond(read: Read, request: Request) -> Response:
    """The picture that the path names, or 404."""
    row_id: UUID = request.path_params["row_id"]
    content = await run_in_threadpool(read, row_id, request.path_params["name"])
    kind = next((kind for start, kind in TYPES.items() if (content or b"").startswith(start)), None)
    if content is None or kind is None:
        return PlainTextResponse("Not found\n", 404)
    return Response(content, media_type=kind, headers=HEADERS)


def routes() -> list[Route]:
    """For `st.App(routes=...)`."""
    return [
        Route(f"{DRAWINGS}/{{row_id:uuid}}/{{name}}", partial(respond, pictures.drawing)),
        Route(f"{RENDERS}/{{row_id:uuid}}/{{name}}", partial(respond, pictures.render)),
    ]
