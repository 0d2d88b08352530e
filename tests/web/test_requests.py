"""Streamlit's own cookie, and a proxy's headers, on the routes that Streamlit leaves open."""

from __future__ import annotations

import time
from functools import partial
from secrets import token_hex

import pytest
from starlette.requests import HTTPConnection
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from auth.requests import COOKIE, signed_in
from settings import Settings

PUBLIC = "https://dash.example.com"
SECRET = "s" * 48
OIDC = Settings.model_validate(
    {
        "sign_in": "oidc",
        "public_url": PUBLIC,
        "cookie_secret": SECRET,
        "oidc_issuer": "https://id.example.com",
        "oidc_client_id": "dashboard",
        "access_domains": "example.com",
        "access_viewers": "ann@example.com",
    }
)
PROXY = Settings.model_validate(
    {
        "sign_in": "proxy",
        "proxy": "headers",
        "proxy_secret": SECRET,
        "public_url": PUBLIC,
        "access_domains": "example.com",
        "access_viewers": "ann@example.com",
    }
)


def claims(**changes: object) -> dict[str, object]:
    """The contents of Streamlit's cookie after ann signed in."""
    now = int(time.time())
    return {
        "origin": PUBLIC,
        "is_logged_in": True,
        "iss": "https://id.example.com",
        "aud": "dashboard",
        "iat": now,
        "auth_time": now,
        "email": "ann@example.com",
        "email_verified": True,
        **changes,
    }


def cookies(value: dict[str, object], secret: str = SECRET) -> dict[str, str]:
    """The cookies that Streamlit's own code sets for these claims."""
    result: dict[str, str] = {}
    sign = partial(create_signed_value, secret)

    def keep(name: str, text: str) -> None:
        result[name] = sign(name, text).decode()

    set_cookie_with_chunks(keep, sign, COOKIE, value, cookie_attr_size=80)
    return result


def asks(settings: Settings, headers: dict[str, str]) -> bool:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return signed_in(settings, HTTPConnection({"type": "http", "headers": raw}))


def with_cookies(found: dict[str, str], settings: Settings = OIDC) -> bool:
    return asks(settings, {"cookie": "; ".join(f"{name}={value}" for name, value in found.items())})


def test_streamlits_own_cookie_passes() -> None:
    assert with_cookies(cookies(claims()))


def test_a_cookie_in_pieces_passes_and_a_missing_piece_does_not() -> None:
    result = cookies(claims(groups=[token_hex(16) for _ in range(400)]))
    assert len(result) > 2
    assert with_cookies(result)
    result.pop(f"{COOKIE}_2")
    assert not with_cookies(result)


@pytest.mark.parametrize(
    "changes",
    [
        {"is_logged_in": False},
        {"origin": "https://evil.example"},
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"auth_time": 1_600_000_000, "iat": 1_600_000_000},
        {"email": "eve@example.com"},
        {"email": "ann@evil.example"},
        {"email_verified": False},
    ],
)
def test_people_refused_by_the_pages_are_refused_here(changes: dict[str, object]) -> None:
    assert not with_cookies(cookies(claims(**changes)))


def test_a_cookie_with_another_secret_or_name_is_ignored() -> None:
    assert not with_cookies(cookies(claims(), secret="t" * 48))
    assert not with_cookies({COOKIE: "chunks-1"})
    assert not with_cookies({COOKIE: ""})
    assert not with_cookies({})
    moved = {COOKIE: create_signed_value(SECRET, "_streamlit_user_tokens", "{}").decode()}
    assert not with_cookies(moved)
    text = {COOKIE: create_signed_value(SECRET, COOKIE, "not JSON").decode()}
    assert not with_cookies(text)


def test_without_a_cookie_secret_nobody_passes() -> None:
    unset = OIDC.model_copy(update={"cookie_secret": None})
    assert not with_cookies(cookies(claims(), secret="empty"), unset)


def test_behind_a_proxy_the_secret_and_the_address_count() -> None:
    told = {PROXY.proxy_secret_header: SECRET, PROXY.proxy_email_header: "ann@example.com"}
    assert asks(PROXY, told)
    assert not asks(PROXY, {**told, PROXY.proxy_secret_header: "t" * 48})
    assert not asks(PROXY, {**told, PROXY.proxy_email_header: "eve@example.com"})
    assert not asks(PROXY, {PROXY.proxy_email_header: "ann@example.com"})
    assert not with_cookies(cookies(claims()), PROXY)


def test_the_demo_has_no_sign_in() -> None:
    assert asks(Settings.model_validate({"sign_in": "demo"}), {})
