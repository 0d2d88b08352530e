"""A headless Chromium for rows' code: no network, no credentials, and a limit for each row."""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Browser, CDPSession, Page, Playwright, Route
from playwright.async_api import Error as BrowserError

from components.preview import headless
from scripts.chromium import chromium_path
from services.renders import PICTURED, Job
from store.renders.render_records import MOST_PICTURE_BYTES, PICTURE_WIDTH

LIMIT_SECONDS: Final = 20.0  # for each unit of patience
START_SECONDS: Final = 30.0
CLOSE_SECONDS: Final = 5.0
QUALITIES: Final = (75, 50, 25, 5)
# Each page has an origin of its own, and so a process of its own; none of them exists.
ORIGIN: Final = "https://render-{number}.invalid"
# Nothing is looked up and nothing is reached, whatever the interception of requests may miss.
FLAGS: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=socks5://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--mute-audio",
    # The code's frame has a process apart from the page around it, as in a browser with windows.
    "--site-per-process",
    # No process is started in advance for a site that never comes: one for most rows. The list
    # replaces Playwright's own, of which it repeats what applies to a browser without a network.
    "--disable-features=SpareRendererForSitePerProcess,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,PaintHolding,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect",
    # A bomb of JavaScript objects ends its own process before it is felt on this machine. A row's
    # code is gone before it would be worth the last stage of optimization.
    "--js-flags=--max-old-space-size=512 --no-turbofan",
)
KEPT_IN_ENVIRONMENT: Final = ("PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR")


class NoBrowser(Exception):
    """There is no Chromium to run. The message says how to get one."""

    def __init__(self) -> None:
        super().__init__(
            "No Chromium was found, or it did not start. As root: apt-get install chromium."
            " Otherwise: .venv/bin/python -m playwright install --with-deps chromium"
        )


class BrowserGone(Exception):
    """The browser, or the page, is gone: another one has to be started."""


def is_root() -> bool:
    """Whether Chromium can only run without a sandbox of its own."""
    return os.geteuid() == 0


@asynccontextmanager
async def started(playwright: Playwright) -> AsyncIterator[Browser]:
    """A browser with a profile of its own until the block ends. Raises NoBrowser."""
    environment = {name: os.environ[name] for name in KEPT_IN_ENVIRONMENT if name in os.environ}
    try:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(),
            args=FLAGS,
            chromium_sandbox=not is_root(),  # as root, it adds --no-sandbox
            env={**environment, "HOME": "/nonexistent"},
            timeout=START_SECONDS * 1000,
        )
    except BrowserError as error:
        raise NoBrowser from error
    try:
        yield browser
    finally:
        with suppress(BrowserError, TimeoutError):
            await asyncio.wait_for(browser.close(), CLOSE_SECONDS)


class Stage:
    """One page of a browser, which runs one piece of code at a time."""

    def __init__(self, page: Page, cdp: CDPSession) -> None:
        self._page, self._cdp = page, cdp

    @classmethod
    async def open(cls, browser: Browser, number: int) -> Stage:
        """A page at an origin of its own. Raises BrowserError."""
        origin = ORIGIN.format(number=number)
        context = await browser.new_context(
            service_workers="block", accept_downloads=False, no_viewport=True
        )

        async def answer(route: Route) -> None:
            url = urlsplit(route.request.url)
            is_ours = f"{url.scheme}://{url.netloc}" == origin and route.request.method == "GET"
            file = headless.respond(url.path, origin) if is_ours else None
            with suppress(BrowserError):  # the page may be gone
                if file is None:
                    await route.abort()
                else:
                    await route.fulfill(status=200, headers=file.headers, body=file.body)

        await context.route("**/*", answer)
        page = await context.new_page()
        context.on("page", lambda other: asyncio.ensure_future(_close(other)))
        await page.goto(f"{origin}{headless.PAGE}")
        return cls(page, await context.new_cdp_session(page))

    async def run(self, job: Job) -> tuple[dict[str, Any], bytes | None]:
        """What became of the code, and the picture of what it shows.

        Raises Ended, and TimeoutError after the limit; either way this stage is of no more use.
        """
        try:
            return await asyncio.wait_for(self._run(job), LIMIT_SECONDS * job.patience)
        except BrowserError as error:
            raise BrowserGone from error

    async def _run(self, job: Job) -> tuple[dict[str, Any], bytes | None]:
        size = {"width": job.width, "height": job.shown_height}
        clip = {"x": 0, "y": 0, **size, "scale": min(1.0, PICTURE_WIDTH / job.width)}
        # The page has its full size, and is painted at the picture's: otherwise it would be painted
        # at its own first, and once more for the picture.
        given = {**size, "deviceScaleFactor": 1, "mobile": False, "viewport": clip}
        await self._cdp.send("Emulation.setDeviceMetricsOverride", given)
        result = await self._page.evaluate("job => renderer.render(job)", job.data())
        picture = await self._picture(clip) if result["state"] in PICTURED else None
        return result, picture

    async def _picture(self, clip: dict[str, float]) -> bytes | None:
        """What is in the window, 480 px wide, as small as it has to be."""
        for quality in QUALITIES:
            given = {"format": "webp", "quality": quality, "clip": clip}
            taken = await self._cdp.send("Page.captureScreenshot", given)
            picture = base64.b64decode(taken["data"])
            if len(picture) <= MOST_PICTURE_BYTES:
                return picture
        return None

    async def close(self) -> None:
        """Close the page and all that belongs to it, as far as it still answers."""
        with suppress(BrowserError, TimeoutError):
            await asyncio.wait_for(self._page.context.close(), CLOSE_SECONDS)


async def _close(page: Page) -> None:
    with suppress(BrowserError):
        await page.close()
