"""The routes of the page that presents. They need a sign-in: web/gate.py."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from components.presenting import present_page
from components.presenting.present_page import NOTES, PRESENT, Page, Place
from language import N_, _, catalogs, using
from services import presenting
from store.errors import NotFound, StoreError

SHORTEST, LONGEST = 3, 3_600
LATER: Final = N_("The showcase cannot be loaded right now. This page tries again every 5 seconds.")
NONE: Final = N_("There is no such showcase. It may have been deleted.")


async def present(place: Place, request: Request) -> Response:
    """The showcase that the address names."""
    with using(preferred(request)):
        try:
            showcase_id = UUID(request.query_params.get("showcase", ""))
            presented = await run_in_threadpool(presenting.read, showcase_id)
        except (ValueError, NotFound):
            return page_response(present_page.message_page(_(NONE), place), 404)
        except StoreError:
            return page_response(present_page.message_page(_(LATER), place, retries=True), 503)
        every = parse_seconds(request.query_params.get("every", ""))
        return page_response(present_page.presentation(presented, every, place))


async def notes(place: Place, request: Request) -> Response:
    """The presenter's window."""
    with using(preferred(request)):
        return page_response(present_page.notes_page(place))


def preferred(request: Request) -> str:
    """The language that was chosen in the account menu, else what the browser asks for first."""
    return catalogs.of_request(request.cookies, request.headers.get("accept-language", ""))


def parse_seconds(text: str) -> int | None:
    """How long each slide is shown; None to step by hand."""
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        return None
    return min(max(int(text), SHORTEST), LONGEST)


def page_response(page: Page, status: int = 200) -> Response:
    """The response, which nobody keeps."""
    headers = {"Content-Security-Policy": page.policy, "Cache-Control": "private, no-store"}
    return HTMLResponse(page.html, status, headers=headers)


def routes(place: Place) -> list[Route]:
    """For `st.App(routes=...)`."""
    return [Route(PRESENT, partial(present, place)), Route(NOTES, partial(notes, place))]
