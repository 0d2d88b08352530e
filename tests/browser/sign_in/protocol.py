"""Signs in at a real provider as a browser does, without one, which would take more than a second
of processor time for each page on the way."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookiejar import Cookie

import httpx
from playwright.sync_api import StorageStateCookie
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.web.client import ANSWER_SECONDS, USER, Client, browser, texts


def press_sign_in(client: Client, page: str = "", query: str = "") -> str:
    """Press the button of the sign-in screen; returns the address that the browser is sent to."""
    said = texts(client.run(page, query_string=query))
    button = next(each for each in said if each.endswith("-sign-in-button"))
    pressed = WidgetState(id=button, trigger_value=True)
    answer = client.run(page, query_string=query, widgets=[pressed])
    return next(
        each.auth_redirect.url for each in answer if each.WhichOneof("type") == "auth_redirect"
    )


def sign_in(address: str, email: str) -> dict[str, str]:
    """The cookies of a person who has signed in at the provider."""
    with browser(address) as client:
        sent_to = press_sign_in(client)
    with httpx.Client(follow_redirects=True, trust_env=False, timeout=ANSWER_SECONDS) as web:
        form = web.get(f"{address}{sent_to}", headers={"Referer": f"{address}/"})
        assert "Authorize Client" in form.text
        web.post(form.url, data={"sub": email}).raise_for_status()
        return {each.name: value(each) for each in web.cookies.jar if each.name.startswith(USER)}


def value(cookie: Cookie) -> str:
    assert cookie.value
    return cookie.value


def for_a_browser(address: str, cookies: Mapping[str, str]) -> list[StorageStateCookie]:
    """The cookies as Playwright takes them: with `url`, which its type of them does not name."""
    return [
        {"name": name, "value": value, "url": address, "httpOnly": True}  # type: ignore[typeddict-unknown-key]
        for name, value in cookies.items()
    ]
