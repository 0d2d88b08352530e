"""How long /sessions takes to open in Chromium, with few rows and with many."""

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
from statistics import median
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from bench.measure import Result
from settings import ROOT

ROUNDS: Final = 9
HEALTHY_SECONDS: Final = 60
GROWTH: Final = 1.2
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def served(url: str) -> Iterator[str]:
    """The dashboard over a database, at an address of its own on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "dashboard.py"],
        cwd=ROOT,
        env={**os.environ, "EMBEDDED_URL": url, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + HEALTHY_SECONDS
        while not _healthy(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("The dashboard could not be served.")
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


def _opening_ms(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds from the address to the painted rows, and to the counts."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    tab.goto(f"{address}/sessions", wait_until="commit")
    tab.get_by_test_id("stDataFrame").locator("canvas").first.wait_for()
    rows = (time.perf_counter() - start) * 1000
    tab.get_by_text("Showing 50 of").wait_for()
    counts = (time.perf_counter() - start) * 1000
    tab.close()
    return rows, counts


def opening(few_url: str, many_url: str) -> list[Result]:
    """Both databases in turns; the limit is what few rows take, plus 20 %."""
    with served(few_url) as few, served(many_url) as many, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        for address in (few, many):
            _opening_ms(browser, address)
        taken: dict[str, list[tuple[float, float]]] = {few: [], many: []}
        for turn in range(ROUNDS):
            for address in (few, many) if turn % 2 else (many, few):
                taken[address].append(_opening_ms(browser, address))
        browser.close()
    results = []
    for at, name in enumerate(("open /sessions, rows", "open /sessions, counts")):
        small, large = (median(pair[at] for pair in taken[address]) for address in (few, many))
        note = f"{small:.0f} ms with 1,000 rows, ratio {large / small:.2f}"
        results.append(Result(name, large, None, small * GROWTH, note))
    return results
