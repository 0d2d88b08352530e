"""Handles addresses without a page: redirects to the intended page, or explains.

Streamlit serves its page for every address, and it stays blank if there is no page of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from uuid import UUID

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

# Not pages: Streamlit's files and routes, and ours, which handle their own errors.
NOT_PAGES: Final = frozenset(
    (
        *("_stcore", "static", "media", "component", "app", "auth", "vendor"),
        *("preview", "pictures", "present"),
    )
)
FILE: Final = re.compile(r"[\w.-]+\.(png|ico|svg|json|js|css|txt|map|woff2?)")
ROUTES: Final = frozenset(("oauth2callback", "healthz", "readyz"))
# A saved view, which only its owner's navigation may have: components/views/view_pages.py.
VIEW: Final = re.compile(r"view-[0-9a-f]{32}")
SESSIONS: Final = frozenset(("session", "sessions"))
NOT_FOUND: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Not found</title>
<style>
:root {{ color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }}
body {{ max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem }}
h1 {{ font-size: 1.5rem }}
code {{ overflow-wrap: anywhere }}
a {{ color: light-dark(#1d4ed8, #93c5fd) }}
</style></head><body>
<h1>There is no such page</h1>
<p>{why}</p>
<p><a href="/">Overview</a> · <a href="/sessions">Sessions</a></p>
</body></html>
"""


class Addresses:
    """ASGI middleware that responds to addresses that are not one of the `pages`."""

    def __init__(self, app: ASGIApp, pages: Iterable[str]) -> None:
        self.app = app
        self.pages = frozenset(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        answer = elsewhere(scope["path"], self.pages) if is_asked else None
        await (answer or self.app)(scope, receive, send)


def elsewhere(path: str, pages: frozenset[str]) -> Response | None:
    """The response to an address; None if Streamlit or one of our routes handles it."""
    parts = path.strip("/").split("/")
    if parts == [""] or not NOT_PAGES.isdisjoint(parts) or FILE.fullmatch(parts[-1]):
        return None
    if len(parts) == 1 and (parts[0] in pages | ROUTES or VIEW.fullmatch(parts[0])):
        return None
    if len(parts) == 2 and parts[0] in SESSIONS:
        try:
            return RedirectResponse(f"/session?id={UUID(parts[1])}", 302)
        except ValueError:
            why = "A session's address ends in its row id, like <code>/session?id=…</code>."
            return HTMLResponse(NOT_FOUND.format(why=why), 404)
    why = f"There is no page at <code>{escape(path[:200])}</code>. Part of the link may be missing."
    return HTMLResponse(NOT_FOUND.format(why=why), 404)
