"""Browser profiles that have Streamlit's code compiled, which takes longer than most tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, expect

PATIENCE_MS: Final = 60_000


class Profiles:
    """Lends the profiles of a browser to one test after the other; nobody has one that is lent."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[BrowserContext]] = defaultdict(list)

    @contextmanager
    def lent(self, **options: Any) -> Iterator[BrowserContext]:
        """A profile with these of Playwright's options, without anything that another test left."""
        idle = self._idle[repr(sorted(options.items()))]
        profile = idle.pop() if idle else self._browser.new_context(**options)
        profile.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        try:
            yield profile
        finally:
            clear(profile)
            idle.append(profile)


def clear(profile: BrowserContext) -> None:
    """Close a profile's tabs, and remove what they stored and how requests were answered."""
    profile.unroute_all()
    for tab in profile.pages:
        if tab.url.startswith("http"):
            tab.evaluate("self.origin === 'null' || localStorage.clear()")
        tab.close()
    profile.clear_cookies()
    profile.clear_permissions()
