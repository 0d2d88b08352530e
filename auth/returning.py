"""The redirect after sign-in: back to the page one came from, or to a message why it failed.

Streamlit itself always redirects to the start page, without a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGIN: Final = "/auth/login"
LOGOUT: Final = "/auth/logout"
CALLBACK: Final = "/oauth2callback"

USER: Final = "_streamlit_user"
TOKENS: Final = "_streamlit_user_tokens"
WAY_BACK: Final = "sign_in_way_back"
WAY_BACK_SECONDS: Final = 900
OWN_PATH: Final = re.compile(r"/(?![/\\])[\x21-\x7e]{0,1500}")

ELSEWHERE: Final = "You can sign out only from the dashboard itself. Open it and choose Sign out.\n"

# Proxies reject requests whose cookies are too large (nginx: 8 KB), so that one could not even sign
# out. Such a sign-in is refused at once.
COOKIE_BYTES: Final = 6_000


class WayBack:
    """ASGI middleware around Streamlit's sign-in routes; `origin` is the dashboard's own.

    `end` ends the sign-in of a request, because Streamlit only deletes the cookie. It may wait for
    the database.
    """

    def __init__(self, app: ASGIApp, origin: str, end: Callable[[HTTPConnection], None]) -> None:
        self.app = app
        self.origin = origin
        self.end = end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path")
        if scope["type"] != "http" or path not in (LOGIN, LOGOUT, CALLBACK):
            await self.app(scope, receive, send)
            return
        if path == LOGOUT:
            if not is_own_request(Headers(scope=scope), self.origin):
                await PlainTextResponse(ELSEWHERE, 403)(scope, receive, send)
                return
            await run_in_threadpool(self.end, HTTPConnection(scope))
        swallow = False

        async def send_on(message: Message) -> None:
            nonlocal swallow
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if path == LOGIN and message["status"] == 400:
                    swallow = True
                    headers["Location"], headers["Content-Length"] = "/?sign-in=down", "0"
                    message["status"] = 302
                elif path == LOGIN:
                    remember(headers, own_path(Headers(scope=scope).get("referer"), self.origin))
                elif path == LOGOUT and headers.get("Location") == "/":
                    headers["Location"] = "/?sign-in=out"
                elif path == CALLBACK:
                    arrive(headers, scope)
            elif swallow:
                message["body"] = b""
            await send(message)

        await self.app(scope, receive, send_on)


def is_own_request(headers: Headers, origin: str) -> bool:
    """Whether the request came from one of our pages or from the address bar.

    Browsers say so in a header, except over plain HTTP, where the referrer must be ours.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    return own_path(headers.get("referer"), origin) is not None


def own_path(url: str | None, origin: str) -> str | None:
    """The path and query of one of our addresses."""
    if not url or not url.startswith(f"{origin}/"):
        return None
    parts = urlsplit(url)
    # Drop the outcome of an earlier attempt.
    query = "&".join(each for each in parts.query.split("&") if not each.startswith("sign-in="))
    path = f"{parts.path}?{query}" if query else parts.path
    return path if OWN_PATH.fullmatch(path) else None


def remember(headers: MutableHeaders, path: str | None) -> None:
    """Store the page to return to in a cookie."""
    if path:
        headers.append("Set-Cookie", set_cookie(WAY_BACK, quote(path, safe=""), WAY_BACK_SECONDS))


def set_cookie(name: str, value: str, seconds: int) -> str:
    """The header that sets a cookie, or deletes it if `seconds` is 0."""
    return f"{name}={value}; HttpOnly; Path=/; SameSite=Lax; Max-Age={seconds}"


def arrive(headers: MutableHeaders, scope: Scope) -> None:
    """Redirect after the provider's answer."""
    given = headers.getlist("set-cookie")
    if not any(is_set(cookie, USER) for cookie in given):
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        headers["Location"] = f"/?sign-in={'failed' if {'code', 'error'} & set(query) else 'out'}"
        return
    if size(given) > COOKIE_BYTES:
        # Without these, the provider has to ask which account to sign out.
        given = [cookie for cookie in given if not is_set(cookie, TOKENS)]
    if size(given) > COOKIE_BYTES:
        # Cookies of an earlier sign-in go too, so that nobody stays signed in as somebody else.
        given = [cookie for cookie in given if not is_set(cookie, USER)]
        given += [set_cookie(name, "", 0) for name in (USER, TOKENS)]
        headers["Location"] = "/?sign-in=too-large"
    else:
        headers["Location"] = remembered(scope)
        given.append(set_cookie(WAY_BACK, "", 0))
    del headers["set-cookie"]
    for cookie in given:
        headers.append("set-cookie", cookie)


def is_set(cookie: str, name: str) -> bool:
    """Whether this header sets the cookie, or a part of it, instead of deleting it."""
    match = re.match(rf"{name}(_[0-9]+)?=([^;]*)", cookie)
    return match is not None and match[2] not in ("", '""')


def size(cookies: Iterable[str]) -> int:
    """The number of bytes that the browser will send for these cookies."""
    return sum(len(cookie.partition(";")[0]) + 2 for cookie in cookies)


def remembered(scope: Scope) -> str:
    """The page in the request's cookie; the start page if there is none."""
    cookies = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    path = unquote(cookies[WAY_BACK].value) if WAY_BACK in cookies else "/"
    return path if OWN_PATH.fullmatch(path) else "/"
