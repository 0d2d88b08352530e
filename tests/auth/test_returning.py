"""Signing in returns to the page one came from, or to the reason why it failed."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from auth.returning import WayBack, own_path
from tests.coroutines import finished

ORIGIN = "https://dash.example.com"
Answer = Callable[[Request], Response]


class Browser:
    """A browser in front of routes that answer as Streamlit's would; it keeps cookies."""

    def __init__(self, answer: Answer) -> None:
        paths = ("/auth/login", "/auth/logout", "/oauth2callback", "/other")
        self.app = Starlette(
            routes=[Route(path, answer) for path in paths],
            middleware=[Middleware(WayBack, origin=ORIGIN, end=self.end)],
        )
        self.ended: list[str] = []
        self.cookies = httpx.Cookies()

    def end(self, request: HTTPConnection) -> None:
        self.ended.append(str(request.url.path))

    def get(
        self, path: str, referer: str | None = None, sent_from: str | None = "same-origin"
    ) -> httpx.Response:
        headers = {"Referer": referer} if referer else {}
        if sent_from:
            headers["Sec-Fetch-Site"] = sent_from

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=ORIGIN, cookies=self.cookies, headers=headers
            ) as client:
                answer = await client.get(path)
                self.cookies = client.cookies
                return answer

        return finished(ask())


def to_start(**cookies: str) -> Answer:
    """A redirect to the start page that sets cookies."""

    def answer(request: Request) -> Response:
        response = RedirectResponse("/", 302)
        for name, value in cookies.items():
            response.set_cookie(name, value, httponly=True)
        return response

    return answer


def test_sign_in_returns_to_the_requested_page() -> None:
    browser = Browser(to_start(_streamlit_user="claims", _streamlit_user_tokens="tokens"))
    browser.get("/auth/login", f"{ORIGIN}/sessions?q=home&status=error")
    back = browser.get("/oauth2callback?code=1&state=2")
    assert back.headers["Location"] == "/sessions?q=home&status=error"
    assert browser.cookies["_streamlit_user"] == "claims"
    assert browser.cookies["_streamlit_user_tokens"] == "tokens"
    assert "sign_in_way_back" not in browser.cookies


def test_the_outcome_of_the_last_attempt_is_dropped() -> None:
    assert own_path(f"{ORIGIN}/?sign-in=failed", ORIGIN) == "/"
    assert own_path(f"{ORIGIN}/audit?q=a&sign-in=down&row=1", ORIGIN) == "/audit?q=a&row=1"


@pytest.mark.parametrize(
    "referer",
    [
        None,
        "https://evil.example/sessions",
        f"{ORIGIN}.evil.example/sessions",
        f"{ORIGIN}//evil.example",
        f"{ORIGIN}/\\evil.example",
        f"{ORIGIN}/a b",
        f"{ORIGIN}/{'x' * 2000}",
        "junk",
    ],
)
def test_sign_in_redirects_nowhere_else(referer: str | None) -> None:
    assert own_path(referer, ORIGIN) is None
    browser = Browser(to_start(_streamlit_user="claims"))
    if referer:
        browser.get("/auth/login", referer)
    assert browser.get("/oauth2callback?code=1").headers["Location"] == "/"


@pytest.mark.parametrize("value", ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "x", "%00"])
def test_a_planted_redirect_is_not_followed(value: str) -> None:
    browser = Browser(to_start(_streamlit_user="claims"))
    browser.cookies.set("sign_in_way_back", value)
    assert browser.get("/oauth2callback?code=1").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/oauth2callback?code=1&state=2", "failed"),
        ("/oauth2callback?error=access_denied", "failed"),
        ("/oauth2callback", "out"),
        ("/auth/logout", "out"),
    ],
)
def test_the_outcome_is_shown(path: str, outcome: str) -> None:
    browser = Browser(to_start(_streamlit_user=""))
    assert browser.get(path).headers["Location"] == f"/?sign-in={outcome}"


def test_a_provider_that_is_down_has_a_page() -> None:
    browser = Browser(lambda request: Response("Authentication error", 400))
    answer = browser.get("/auth/login")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?sign-in=down")
    assert answer.text == ""


def test_a_sign_in_too_large_for_a_proxy_is_refused_completely() -> None:
    parts = {"_streamlit_user": "chunks-3"} | {
        f"_streamlit_user_{n}": "x" * 3000 for n in (1, 2, 3)
    }
    browser = Browser(to_start(**parts, _streamlit_user_tokens="t" * 3000, other="kept"))
    browser.cookies.set("_streamlit_user", "somebody else", domain="dash.example.com", path="/")
    answer = browser.get("/oauth2callback?code=1")
    assert answer.headers["Location"] == "/?sign-in=too-large"
    assert set(browser.cookies) == {"other"}


def test_tokens_are_left_out_first() -> None:
    browser = Browser(to_start(_streamlit_user="x" * 3500, _streamlit_user_tokens="t" * 3500))
    assert browser.get("/oauth2callback?code=1").headers["Location"] == "/"
    assert set(browser.cookies) == {"_streamlit_user"}


def test_other_routes_are_left_alone() -> None:
    browser = Browser(lambda request: Response("fine", 400))
    assert browser.get("/other").text == "fine"


def test_visiting_the_sign_out_address_ends_the_sign_in() -> None:
    browser = Browser(to_start())
    for path in ("/auth/login", "/oauth2callback", "/other", "/auth/logout"):
        browser.get(path)
    assert browser.ended == ["/auth/logout"]


@pytest.mark.parametrize(
    ("sent_from", "referer", "ends"),
    [
        ("same-origin", None, True),
        ("none", None, True),
        ("cross-site", None, False),
        ("cross-site", f"{ORIGIN}/session", False),
        ("same-site", None, False),
        (None, f"{ORIGIN}/session?id=1", True),
        (None, "https://dash.example.com.evil.example/", False),
        (None, "https://evil.example/", False),
        (None, None, False),
    ],
)
def test_no_other_site_can_sign_people_out(
    sent_from: str | None, referer: str | None, ends: bool
) -> None:
    browser = Browser(to_start(_streamlit_user=""))
    answer = browser.get("/auth/logout", referer, sent_from)
    assert answer.status_code == (302 if ends else 403)
    assert browser.ended == (["/auth/logout"] if ends else [])
    assert ("set-cookie" in answer.headers) == ends
