"""The time from a click on the next piece of code until it runs and is painted, in Chromium."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

import streamlit as st
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.middleware import Middleware

from bench.measure import Result
from components.preview.routes import routes
from scripts import local_server
from scripts.chromium import chromium_path
from web.headers import Headers
from web.site import site

SHELL: Final = (Path(st.__file__).parent / "static" / "index.html").read_text()
WARM_ROUNDS: Final = 15
COLD_ROUNDS: Final = 7
SETTLE_MS: Final = 1500
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
WARM_LIMITS_MS: Final = {5_000: 300.0, 60_000: 400.0}
COLD_LIMIT_MS: Final = 1000.0

# In the page: from the click to the first frame after the preview says that it is painted.
CLICK_TO_PAINTED: Final = """() => new Promise((resolve) => {
  const preview = [...document.querySelectorAll('*')]
    .map((each) => each.shadowRoot?.querySelector('.preview')).find(Boolean);
  const began = performance.now();
  let left = false;
  new MutationObserver((_, observer) => {
    if (preview.dataset.painted === 'false') left = true;
    if (!left || preview.dataset.painted !== 'true') return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - began));
  }).observe(preview, { attributes: true });
  document.querySelector('.st-key-next button').click();
})"""
# If nothing is warm, the component counts from the moment it receives the code.
GIVEN_TO_PAINTED: Final = """() => {
  const took = [...document.querySelectorAll('*')]
    .map((each) => each.shadowRoot?.querySelector('.took')).find(Boolean);
  return Number(took.textContent.match(/\\d+/)[0]);
}"""


def _opened(browser: Browser, address: str, size: int) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/?bytes={size}")
    page.locator(".preview[data-painted=true]").wait_for()
    return page


def measured() -> list[Result]:
    """Click to painted with a warm frame, and received to painted in a fresh browser."""
    results = []
    port = local_server.free_port()
    with (
        tempfile.TemporaryDirectory() as logs,
        local_server.served(
            ["-m", "bench.preview", str(port)], port, Path(logs, "page.log")
        ) as address,
        sync_playwright() as playwright,
    ):
        path = chromium_path()
        for size, limit in WARM_LIMITS_MS.items():
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            page = _opened(browser, address, size)
            warm: list[float] = []
            for _ in range(WARM_ROUNDS):
                page.wait_for_timeout(SETTLE_MS)
                warm.append(page.evaluate(CLICK_TO_PAINTED))
            browser.close()
            note = f"{min(warm):.0f} to {max(warm):.0f} ms, the page's rerun included"
            results.append(
                Result(f"preview {size // 1000} KB, warm", median(warm), None, limit, note)
            )
            cold: list[float] = []
            for _ in range(COLD_ROUNDS):
                browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
                cold.append(_opened(browser, address, size).evaluate(GIVEN_TO_PAINTED))
                browser.close()
            note = f"{min(cold):.0f} to {max(cold):.0f} ms, in a browser just started"
            name = f"preview {size // 1000} KB, cold"
            results.append(Result(name, median(cold), None, COLD_LIMIT_MS, note))
    return results


if __name__ == "__main__":
    port = int(sys.argv[1])
    st.App(
        Path(__file__).parent / "preview_page.py",
        routes=routes(),
        middleware=[Middleware(Headers, site=site(port), image_hosts=(), html=SHELL)],
    ).run(config={"server.port": port})
