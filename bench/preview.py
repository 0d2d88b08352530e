"""How long a click on the next piece of code takes until that is painted, running, in Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Final

import streamlit as st
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.middleware import Middleware

from bench.measure import Result
from components.preview.headers import ContentSecurityPolicy, loopback_origins
from components.preview.routes import routes
from settings import ROOT

WARM_ROUNDS: Final = 15
COLD_ROUNDS: Final = 7
SETTLE_MS: Final = 1500
STARTED_SECONDS: Final = 30
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
# Where nothing is warm, the component counts from the moment that it is given the code.
GIVEN_TO_PAINTED: Final = """() => {
  const took = [...document.querySelectorAll('*')]
    .map((each) => each.shadowRoot?.querySelector('.took')).find(Boolean);
  return Number(took.textContent.match(/\\d+/)[0]);
}"""


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served() -> Iterator[str]:
    """bench/preview_page.py, served as the dashboard is."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.preview", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + STARTED_SECONDS
        while not _healthy(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("The preview's page could not be served.")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _healthy(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _opened(browser: Browser, address: str, size: int) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/?bytes={size}")
    page.locator(".preview[data-painted=true]").wait_for()
    return page


def measured() -> list[Result]:
    """Click to painted with a frame in waiting, and given to painted in a fresh browser."""
    results = []
    with served() as address, sync_playwright() as playwright:
        path = shutil.which("chromium")
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
        middleware=[Middleware(ContentSecurityPolicy, origins=loopback_origins(port))],
    ).run(config={"server.port": port})
