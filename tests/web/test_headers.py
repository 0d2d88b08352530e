"""The headers of every response."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.asgi import Answer, get
from web.headers import Headers
from web.site import Site, site

HTML = "<script>\n  let one\n</script><script src='x.js'></script><script>two()</script>"


async def page(request: Request) -> Response:
    response = PlainTextResponse("a page")
    response.set_cookie("plain", "1")
    response.set_cookie("kept", "1", secure=True)
    return response


async def frame(request: Request) -> Response:
    return PlainTextResponse("", headers={"Content-Security-Policy": "sandbox"})


def ask(here: Site, path: str = "/", host: str = "evil.example") -> Answer:
    app = Starlette(routes=[Route("/", page), Route("/preview/frame", frame)])
    return get(Headers(app, here, ("img.example/folder/", "a.example"), HTML), path, host=host)


def policy(answer: Answer) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_the_pages_policy() -> None:
    result = policy(ask(site(8501)))
    assert result == {
        "default-src": "'self'",
        "script-src": "'self' blob: 'sha256-z3p1nTOmLYGNOXDNQqghHLKB61C0t7U/kqik4VDsmLs=' "
        "'sha256-iMrPAWirDC2X0OhZzLsM2MRIWSmepJGI4r7D8ZlwBOw='",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob: https://a.example https://img.example/folder/",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "http://127.0.0.1:8501/preview/frame http://localhost:8501/preview/frame",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_other_headers_of_every_answer() -> None:
    headers = ask(site(8501)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "evil.example" not in str(headers)


def test_behind_a_proxy_addresses_come_from_the_settings() -> None:
    answer = ask(site(8501, "https://dash.example.com"))
    assert policy(answer)["frame-src"] == "https://dash.example.com/preview/frame"
    assert "evil.example" not in str(answer.headers)
    assert "127.0.0.1" not in str(answer.headers)


def test_the_preview_keeps_its_own_policy() -> None:
    answer = ask(site(8501), "/preview/frame")
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_behind_tls_cookies_are_secure_and_browsers_stay() -> None:
    answer = ask(site(8501, "https://dash.example.com"))
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert [cookie.lower().count("; secure") for cookie in answer.cookies] == [1, 1]


def test_without_tls_they_are_as_they_were() -> None:
    answer = ask(site(8501, "http://dash.example.com"))
    assert "strict-transport-security" not in answer.headers
    assert [cookie.lower().count("; secure") for cookie in answer.cookies] == [0, 1]
