"""Addresses that no page has: led to the page that was meant, or answered with a way on.

Streamlit serves its one page for every address, which stays blank where no page has that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from uuid import UUID

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

# What is no page: files of Streamlit's, its own routes, ours. They answer for themselves.
NOT_PAGES: Final = frozenset(
    ("_stcore", "static", "media", "component", "app", "auth", "preview", "vendor")
)
FILE: Final = re.compile(r"[\w.-]+\.(png|ico|svg|json|js|css|txt|map|woff2?)")
ROUTES: Final = frozenset(("oauth2callback", "healthz", "readyz"))
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
    """ASGI middleware: answers for addresses that none of the `pages` has."""

    def __init__(self, app: ASGIApp, pages: Iterable[str]) -> None:
        self.app = app
        self.pages = frozenset(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        answer = elsewhere(scope["path"], self.pages) if is_asked else None
        await (answer or self.app)(scope, receive, send)


def elsewhere(path: str, pages: frozenset[str]) -> Response | None:
    """The answer to an address; None where Streamlit or a route of ours has one."""
    parts = path.strip("/").split("/")
    if parts == [""] or not NOT_PAGES.isdisjoint(parts) or FILE.fullmatch(parts[-1]):
        return None
    if len(parts) == 1 and parts[0] in pages | ROUTES:
        return None
    if len(parts) == 2 and parts[0] in SESSIONS:
        try:
            return RedirectResponse(f"/session?id={UUID(parts[1])}", 302)
        except ValueError:
            why = "A session's address ends in its row id, like <code>/session?id=…</code>."
            return HTMLResponse(NOT_FOUND.format(why=why), 404)
    why = f"Nothing is at <code>{escape(path[:200])}</code>. Part of the link may be missing."
    return HTMLResponse(NOT_FOUND.format(why=why), 404)
