"""A person with a browser, and everything that reached it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from playwright.sync_api import (
    BrowserContext,
    Page,
    StorageStateCookie,
    WebSocket,
    expect,
)

from tests.browser.profiles import Profiles
from tests.web.client import USER


class Visitor:
    """One browser profile with one tab."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.received: list[bytes] = []
        self.blocked: list[str] = []
        self.tab: Page = context.new_page()
        self.tab.on("websocket", self._listen)
        self.tab.on("console", lambda message: self._note(message.text))

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._keep)

    def _keep(self, frame: bytes | str) -> None:
        self.received.append(frame.encode() if isinstance(frame, str) else frame)

    def _note(self, text: str) -> None:
        if "Content Security Policy" in text or "Content-Security-Policy" in text:
            self.blocked.append(text)

    def open(self, path: str) -> None:
        """Follow a link into the dashboard."""
        self.tab.goto(f"{self.address}{path}")

    def saw(self, marks: Sequence[str]) -> list[str]:
        """Which of these texts came over a websocket or are in the page."""
        page = self.tab.content()
        return [
            mark
            for mark in marks
            if mark in page or any(mark.encode() in frame for frame in self.received)
        ]

    def sees_title(self, title: str) -> None:
        """Wait for a page's or a screen's title."""
        expect(self.tab.get_by_role("heading", name=title)).to_be_visible()

    def go_to_provider(self, button: str = "Sign in") -> None:
        """Press the button, and wait for the provider's page."""
        self.tab.get_by_role("button", name=button, exact=True).click()
        expect(self.tab.get_by_role("heading", name="Authorize Client")).to_be_visible()

    def sign_in(self, email: str, button: str = "Sign in") -> None:
        """Sign in with the visible button."""
        self.go_to_provider(button)
        self.tab.get_by_placeholder("sub").fill(email)
        self.tab.get_by_role("button", name="Authorize", exact=True).click()

    def is_known_as(self, label: str) -> None:
        """Wait for the account's menu."""
        expect(self.tab.get_by_role("button", name=label)).to_be_visible()

    def sign_out(self) -> None:
        """Sign out at the dashboard, then at the provider."""
        self.tab.locator(".st-key-account").get_by_role("button").first.click()
        self.tab.get_by_role("button", name="Sign out").click()
        self.leave_provider()

    def leave_provider(self) -> None:
        """Sign out at the provider as well."""
        self.tab.get_by_role("button", name="End session").click()
        expect(self.tab).to_have_url(re.compile(re.escape(self.address)))

    def identity(self) -> dict[str, str]:
        """Streamlit's identity cookies, by name."""
        cookies = {str(each.get("name")): str(each.get("value")) for each in self.cookies()}
        return {name: value for name, value in cookies.items() if name.startswith(USER)}

    def cookies(self) -> list[StorageStateCookie]:
        """What a thief would copy."""
        return self.context.storage_state()["cookies"]


@contextmanager
def visitor(
    profiles: Profiles, address: str, cookies: Sequence[StorageStateCookie] = (), **options: Any
) -> Iterator[Visitor]:
    """A profile of the visitor's own, with another person's cookies if given."""
    with profiles.lent(viewport={"width": 1440, "height": 1000}, **options) as profile:
        profile.add_cookies(cast(Any, cookies))  # two types for the same fields
        yield Visitor(profile, address)
