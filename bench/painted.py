"""How long pages and clicks take until their content is painted, timed inside the page.

From the start of the navigation, or from the event, to the frame after the element appears. (The
driver's own waits poll, and are up to 500 ms late.) A bare Streamlit page is measured in the same
run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import psycopg
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.browser import FLAGS
from bench.clicks import CLICKS, OPENED, PRESS, ROWS, SESSION, TABS, WATCH, Click
from bench.measure import Result
from scripts import local_server
from scripts.chromium import chromium_path

ROUNDS: Final = 7
OVER_BARE_MS: Final = 100.0


class Limits(NamedTuple):
    """Limits in milliseconds for a click, for one that opens a page full of figures, and for a page
    by address; None for what the bare page takes plus 100 ms.
    """

    click: float = 200.0
    page: float = 250.0
    address: float | None = None


NEAR: Final = Limits()
FAR: Final = Limits(click=400.0, page=400.0, address=750.0)
"""With a round trip of 20 ms to the database."""


def _opened(context: BrowserContext, address: str, condition: str) -> float:
    tab = context.new_page()
    tab.goto(address, wait_until="commit")
    spent: float = tab.evaluate(OPENED, condition)
    _settle(tab)
    tab.close()
    return spent


def _press(tab: Page, click: Click) -> float:
    spent: float = tab.evaluate(PRESS, [click.selector, click.text, click.condition])
    _settle(tab)
    return spent


def _settle(tab: Page) -> None:
    """Wait until the script has ended, so that the next measurement includes nothing of it."""
    tab.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


@contextmanager
def bare(url: str, log: Path) -> Iterator[str]:
    """The bare page's address."""
    port = local_server.free_port()
    command = ["-m", "streamlit", "run", "bench/bare_page.py", "--server.port", str(port)]
    with local_server.served(command, port, log, {"EMBEDDED_URL": url}) as address:
        yield address


def _session_id(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT id FROM prototype_sessions WHERE status = 'ready' AND frame_name IS NOT NULL"
            " AND id > '80000000-0000-0000-0000-000000000000' ORDER BY id LIMIT 1"
        ).fetchone()
    assert row, "There is no session to open."
    return str(row[0])


def measured(url: str, limits: Limits = NEAR) -> Iterator[Result]:
    """Every page by address and every click, medians of ROUNDS, warm."""
    with (
        tempfile.TemporaryDirectory() as logs,
        bare(url, Path(logs, "bare.log")) as plain,
        local_server.dashboard(url, Path(logs, "dashboard.log")) as ours,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(WATCH)
        session = f"{ours}/session?id={_session_id(url)}&tab=Overview"
        pages = {
            "bare page by address": (plain, ROWS),
            "list by address": (f"{ours}/sessions", ROWS),
            "session by address": (session, SESSION),
        }
        taken = _in_turns({name: partial(_opened, context, *to) for name, to in pages.items()})
        base = taken.pop("bare page by address")
        yield Result("bare page by address", base, None, 1_000.0, "nothing of ours")
        for name, spent in taken.items():
            yield Result(name, spent, None, limits.address or base + OVER_BARE_MS)
        yield from _clicked(context, ours, session, limits)
        browser.close()


def _clicked(context: BrowserContext, ours: str, session: str, limits: Limits) -> Iterator[Result]:
    tab = context.new_page()
    for address, clicks in ((f"{ours}/sessions", CLICKS), (session, TABS)):
        tab.goto(address)
        tab.evaluate(OPENED, ROWS if clicks is CLICKS else SESSION)
        _settle(tab)
        taken: dict[str, list[float]] = {click.name: [] for click in clicks}
        for _ in range(ROUNDS + 1):
            for click in clicks:
                taken[click.name].append(_press(tab, click))
        for click in clicks:
            limit = limits.page if click.is_page else limits.click
            yield Result(click.name, median(taken[click.name][1:]), None, limit)
    tab.close()


def _in_turns(cases: dict[str, Callable[[], float]]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS + 1):
        for name, case in cases.items():
            taken[name].append(case())
    return {name: median(values[1:]) for name, values in taken.items()}
