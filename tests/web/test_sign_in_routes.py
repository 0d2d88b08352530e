"""Streamlit's own sign-in routes, called by address."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.web.client import cookie_header, shown
from tests.web.conftest import Site


def get(site: Site, path: str, cookies: dict[str, str], sent_from: str = "same-origin") -> int:
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=20)
    headers = {"Cookie": cookie_header(cookies), "Sec-Fetch-Site": sent_from}
    connection.request("GET", path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def said(site: Site, cookies: dict[str, str]) -> str:
    return " ".join(shown(site.address, cookies))


def test_the_sign_out_address_ends_every_copy_of_the_sign_in(site: Site) -> None:
    cookies, another = site.cookies(), site.cookies()
    assert "ann@example.com · admin" in said(site, cookies)
    assert get(site, "/auth/logout", {}) == 302
    assert "ann@example.com · admin" in said(site, cookies)
    assert get(site, "/auth/logout", cookies, "cross-site") == 403
    assert "ann@example.com · admin" in said(site, cookies)
    assert get(site, "/auth/logout", cookies) == 302
    assert "You are signed out" in said(site, cookies)
    assert "ann@example.com · admin" in said(site, another)


def test_callback_parameters_are_not_logged(site: Site) -> None:
    path = "/oauth2callback?error=planted-zq91&error_description=planted-zq92%0Aplanted-zq93"
    assert get(site, path, {}) == 302
    assert get(site, "/oauth2callback?state=planted-zq94&code=planted-zq95", {}) == 302
    lines = [json.loads(line) for line in site.log.read_text().splitlines()]
    (line,) = [each for each in lines if each["event"].startswith("Error during authentication")]
    assert line["event"] == "Error during authentication: …. Error description: …"
    assert line["level"] == "warning"
    assert "planted-zq9" not in site.log.read_text()
