"""What is closed to everyone, and what requires a sign-in."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.asgi import get
from web.gate import Gate


async def anything(request: Request) -> Response:
    return PlainTextResponse("inside", headers={"Cache-Control": "public"})


INSIDE = Starlette(routes=[Route("/{path:path}", anything)])


def has_ticket(request: HTTPConnection) -> bool:
    return request.headers.get("ticket") == "yes"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
    ],
)
def test_routes_closed_to_everyone(path: str) -> None:
    answer = get(Gate(INSIDE, has_ticket), path, ticket="yes")
    assert (answer.status, answer.body) == (404, b"Not found\n")


@pytest.mark.parametrize("path", ["/media/abc.csv", "/_stcore/upload_file/session/file"])
def test_routes_closed_without_a_sign_in(path: str) -> None:
    gate = Gate(INSIDE, has_ticket)
    assert get(gate, path).status == 403
    answer = get(gate, path, ticket="yes")
    assert (answer.status, answer.body) == (200, b"inside")
    assert answer.headers["cache-control"] == "private, no-store"


def test_pictures_require_a_sign_in_and_say_themselves_how_long_they_last() -> None:
    gate = Gate(INSIDE, has_ticket)
    path = "/pictures/drawings/1/2"
    assert get(gate, path).status == 403
    answer = get(gate, path, ticket="yes")
    assert (answer.status, answer.headers["cache-control"]) == (200, "public")


def test_presenting_requires_a_sign_in_and_leads_to_it() -> None:
    gate = Gate(INSIDE, has_ticket)
    refused = get(gate, "/present?showcase=1&every=5")
    assert (refused.status, refused.body) == (303, b"")
    assert refused.headers["location"] == "/showcases?showcase=1&every=5"
    assert get(gate, "/present/notes").status == 403
    assert get(gate, "/present", ticket="yes").body == b"inside"


@pytest.mark.parametrize("path", ["/", "/sessions", "/_stcore/health", "/static/js/a.js"])
def test_other_routes_are_open(path: str) -> None:
    answer = get(Gate(INSIDE, has_ticket), path)
    assert (answer.status, answer.headers["cache-control"]) == (200, "public")


def test_an_error_refuses_the_request() -> None:
    def broken(request: HTTPConnection) -> bool:
        raise RuntimeError("the keys cannot be had")

    with pytest.raises(RuntimeError):
        get(Gate(INSIDE, broken), "/media/abc.csv")
