"""Browser profiles whose process has loaded and compiled Streamlit's code, which takes longer than
most tests."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, WebError, expect

PATIENCE_MS: Final = 60_000
# What Streamlit shows until an element is loaded pulses, for which the browser draws the page again
# 60 times a second: as much processor time as loading it, and more on a busy machine.
STILL: Final = """if (self === top) {
    const still = new CSSStyleSheet();
    still.replaceSync("[data-testid=stSkeleton] { animation: none !important }");
    document.adoptedStyleSheets.push(still);
}"""

log = logging.getLogger("browser")


class Profiles:
    """Lends the profiles of a browser to one test after the other; nobody has one that is lent.

    A tab of each stays open at `kept`, an empty page on this machine: the browser runs all pages
    of a site in one process, whatever their ports, which would end with the last of them.
    """

    def __init__(self, browser: Browser, kept: str) -> None:
        self._browser = browser
        self._kept = kept
        self._idle: dict[str, list[BrowserContext]] = defaultdict(list)

    @contextmanager
    def lent(self, **options: Any) -> Iterator[BrowserContext]:
        """A profile with these of Playwright's options, without anything that another test left."""
        idle = self._idle[repr(sorted(options.items()))]
        profile = idle.pop() if idle else self._new(**options)
        profile.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        try:
            yield profile
        finally:
            clear(profile)
            idle.append(profile)

    def _new(self, **options: Any) -> BrowserContext:
        profile = self._browser.new_context(**options)
        profile.add_init_script(STILL)
        profile.on("weberror", uncaught)
        profile.on("console", reported)
        profile.set_offline(False)
        profile.new_page().goto(self._kept)
        profile.set_offline(bool(options.get("offline")))
        return profile


def uncaught(error: WebError) -> None:
    """Log an error that a page did not catch, for pytest to show if the test fails."""
    log.error("uncaught: %s", error.error.stack or error.error)


def reported(message: ConsoleMessage) -> None:
    """Log an error of the console in the same way."""
    if message.type == "error":
        log.error("%s %s", message.text, message.location.get("url", ""))


def clear(profile: BrowserContext) -> None:
    """Close a test's tabs, and remove what they stored and how requests were answered."""
    profile.unroute_all()
    for tab in profile.pages[1:]:
        if tab.url.startswith("http"):
            tab.evaluate("self.origin === 'null' || localStorage.clear()")
        tab.close()
    profile.clear_cookies()
    profile.clear_permissions()


class EmptyPage(BaseHTTPRequestHandler):
    """Answers every request with an empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def empty_page() -> Iterator[str]:
    """The address of an empty page."""
    with ThreadingHTTPServer(("127.0.0.1", 0), EmptyPage) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
