"""Streamlit's own sign-in routes, called by address."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.web.client import browser, cookie_header, strings
from tests.web.conftest import Site


def get(site: Site, path: str, cookies: dict[str, str]) -> int:
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=20)
    connection.request("GET", path, headers={"Cookie": cookie_header(cookies)})
    status = connection.getresponse().status
    connection.close()
    return status


def shown(site: Site, cookies: dict[str, str]) -> str:
    with browser(site.address, cookies) as client:
        return " ".join(text for message in client.run() for _, text in strings(message))


def test_leaving_by_address_ends_the_sign_in_for_every_copy(site: Site) -> None:
    cookies, another = site.cookies(), site.cookies()
    assert "ann@example.com · admin" in shown(site, cookies)
    assert get(site, "/auth/logout", {}) == 302
    assert "ann@example.com · admin" in shown(site, cookies)
    assert get(site, "/auth/logout", cookies) == 302
    assert "You are signed out" in shown(site, cookies)
    assert "ann@example.com · admin" in shown(site, another)
