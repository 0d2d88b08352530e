"""The HTML page for every address of a page: Streamlit's own, which is told where its server is.

Without that, Streamlit's script takes the page's path for a folder, and asks for its server below
it first: two requests that fail, and a round trip before the page can begin.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

HEAD: Final = "<head>"
# The page's own origin, under whatever name it was opened.
SCRIPT: Final = "<script>window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` }</script>"
NO_CACHE: Final = {"Cache-Control": "no-cache"}


def html(source: str) -> str:
    """Streamlit's page with our script before its own. Raises ValueError if it has no head."""
    before, head, after = source.partition(HEAD)
    if not head:
        raise ValueError("Streamlit's index.html has no <head>")
    return f"{before}{head}\n    {SCRIPT}{after}"


def routes(pages: Iterable[str], page: str) -> list[Route]:
    """The addresses that return `page`: the start, each of the `pages`, and saved views."""

    async def shell(request: Request) -> Response:
        return HTMLResponse(page, headers=NO_CACHE)

    # Which views there may be, web/addresses.py checks before.
    paths = ("/", "/view-{id}", *(f"/{name}" for name in pages))
    return [Route(path, shell) for path in paths]
