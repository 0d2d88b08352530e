"""The headers that make the sandbox, and what may be requested."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from components.preview import built
from components.preview.reports import parse_verdict
from components.preview.routes import routes
from web.headers import Headers
from web.site import site


async def page(request: Request) -> Response:
    return PlainTextResponse("a page")


def get(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Call the routes and the middleware like a server: status, headers, body."""
    app = Starlette(
        routes=[*routes(), Route("/", page)],
        middleware=[Middleware(Headers, site=site(8501), image_hosts=(), html="")],
    )
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), v.encode()) for name, v in headers.items()],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    coroutine = app(scope, receive, send)
    with pytest.raises(StopIteration):
        coroutine.send(None)
    status = sent[0]["status"]
    names = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return status, names, b"".join(message.get("body", b"") for message in sent[1:])


def test_the_frames_policy() -> None:
    status, headers, body = get("/preview/frame", host="evil.example")
    assert status == 200
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["sandbox"] == "allow-scripts allow-forms"
    assert policy["default-src"] == policy["connect-src"] == policy["frame-src"] == "'none'"
    assert policy["worker-src"] == policy["form-action"] == policy["base-uri"] == "'none'"
    boot, runtime = built.manifest().scripts
    assert policy["script-src"] == f"'{boot}' '{runtime}' 'unsafe-eval'"
    assert policy["frame-ancestors"] == "'self'"
    assert headers["referrer-policy"] == "no-referrer"
    assert b"evil.example" not in body + str(headers).encode()


def test_browsers_cache_built_files() -> None:
    name = built.manifest().icons
    status, headers, body = get(f"/preview/a/{name}", accept_encoding="gzip, br")
    assert status == 200
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-encoding"] == "gzip"
    icons = json.loads(gzip.decompress(body))
    assert len(icons["nodes"]) > 1500
    assert icons["nodes"][icons["files"]["Github"]]
    _, headers, plain = get(f"/preview/a/{name}")
    assert "content-encoding" not in headers
    assert json.loads(plain) == icons


@pytest.mark.parametrize("name", ["manifest.json", "frame.html", "built-from", "..%2fbuilt.py"])
def test_nothing_else_is_served(name: str) -> None:
    assert get(f"/preview/a/{name}")[0] == 404


def test_without_a_build_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(built, "DIST", tmp_path)
    built.manifest.cache_clear()
    status, _, body = get("/preview/frame")
    assert (status, body) == (503, b"Run scripts/build-frontend to build the frontend.")


@pytest.mark.parametrize(
    "said",
    [
        None,
        "renders",
        {"state": "renders"},
        {
            "state": "perfect",
            "word": "",
            "message": "",
            "line": 1,
            "column": 1,
            "notes": [],
            "run": "",
        },
        {
            "state": "throws",
            "word": "",
            "message": "x" * 301,
            "line": 1,
            "column": 1,
            "notes": [],
            "run": "",
        },
        {
            "state": "throws",
            "word": "",
            "message": "",
            "line": 0,
            "column": 1,
            "notes": [],
            "run": "",
        },
    ],
)
def test_a_browser_cannot_report_just_anything(said: object) -> None:
    assert parse_verdict(said) is None
