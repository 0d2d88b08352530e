"""How long /sessions takes to open in Chromium, with few rows and with many."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from bench.measure import Result
from scripts import local_server
from scripts.chromium import chromium_path

ROUNDS: Final = 9
GROWTH: Final = 1.2
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _opening_ms(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds from the address to the painted rows, and to the counts."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    tab.goto(f"{address}/sessions", wait_until="commit")
    tab.get_by_role("table", name="Prototype sessions").wait_for()
    rows = (time.perf_counter() - start) * 1000
    tab.get_by_text("Showing 50 of").wait_for()
    counts = (time.perf_counter() - start) * 1000
    tab.close()
    return rows, counts


def opening(few_url: str, many_url: str) -> list[Result]:
    """Alternate between both databases; the limit is the time for few rows plus 20%."""
    with (
        tempfile.TemporaryDirectory() as logs,
        local_server.dashboard(few_url, Path(logs, "few.log")) as few,
        local_server.dashboard(many_url, Path(logs, "many.log")) as many,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
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
