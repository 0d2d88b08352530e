"""A served page with a preview on it, opened in Chromium."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from scripts import local_server
from tests.preview.collector import Collector

VERDICT_MS = 60_000
EXPECT_MS = 5_000  # Playwright's own
BUSY_SECONDS = 1
"""Of processor time: an ordinary sample takes less."""
# What ends a frame that gets no processor time, too.
WATCHDOG = re.compile("It did not answer|It showed nothing within|The preview did not start")

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages in tests/preview/host, served as the dashboard is: at `/` one of
    Streamlit's, at `/stage` one that only mounts the component, which opens much faster."""
    port = local_server.free_port()
    log = tmp_path_factory.mktemp("host") / "server.log"
    with local_server.served(["-m", "tests.preview.host.app", str(port)], port, log) as address:
        yield address


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Expectations wait long, because speed depends on what else the machine does."""
    expect.set_options(timeout=VERDICT_MS)
    yield
    expect.set_options(timeout=EXPECT_MS)


@pytest.fixture(scope="session")
def profile(chromium: Browser) -> Iterator[BrowserContext]:
    """One profile for all pages of a process, with Streamlit's own code already compiled.

    A fresh one would compile a few megabytes of it again for each test, which takes longer than
    most tests. Each page has a process of its own all the same.
    """
    profile = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield profile
    profile.close()


@pytest.fixture(scope="session")
def devtools(chromium: Browser) -> Iterator[CDPSession]:
    """The browser's own tools, which list its processes."""
    session = chromium.new_browser_cdp_session()
    yield session
    session.detach()


def renderers(devtools: CDPSession) -> dict[int, float]:
    """The processes that run pages and frames, with the seconds of processor time of each."""
    processes = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
    return {each["id"]: each["cpuTime"] for each in processes if each["type"] == "renderer"}


@pytest.fixture
def none_hangs(devtools: CDPSession) -> Iterator[None]:
    """Ends what hangs when a test's pages are closed: Chromium lets it go on for two seconds."""
    before = renderers(devtools)
    yield
    for pid, seconds in renderers(devtools).items():
        if pid not in before and seconds > BUSY_SECONDS:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def open_at(host: str, profile: BrowserContext, none_hangs: None) -> Iterator[Open]:
    """Opens samples on a page of the host, by their path below tests/preview without `.tsx`.

    A colon and a word after a sample replace WAY in it; `init` runs before the page.
    """
    pages: list[Page] = []

    def open_at(
        path: str, *samples: str, verdict: bool = True, init: str | None = None, **params: str
    ) -> Page:
        page = profile.new_page()
        pages.append(page)
        if init:
            page.add_init_script(init)
        page.goto(f"{host}{path}?{query(*samples, **params)}")
        if verdict:
            wait_for_verdict(page)
        return page

    yield open_at
    for page in pages:
        page.close()
    profile.clear_cookies()
    profile.clear_permissions()


@pytest.fixture
def open_sample(open_at: Open) -> Open:
    """Opens samples on a stage of the test's own."""
    return partial(open_at, "/stage")


@pytest.fixture
def open_in_streamlit(open_at: Open) -> Open:
    """Opens samples on a page of Streamlit's, whose script answers each click."""
    return partial(open_at, "/")


@pytest.fixture(scope="module")
def stage(host: str, profile: BrowserContext) -> Iterator[Page]:
    """A stage for one sample after the other, as people go from one session to the next."""
    page = profile.new_page()
    page.goto(f"{host}/stage?samples=")
    yield page
    page.close()


@pytest.fixture
def show_sample(stage: Page) -> Open:
    """Shows a sample on the stage that a module's tests share, and waits for its verdict."""

    def show(sample: str, **params: str) -> Page:
        stage.evaluate("query => show(query)", query(sample, **params))
        wait_for_verdict(stage)
        return stage

    return show


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.close()


def attacking(open_page: Open, collector: Collector) -> Open:
    """Opens a hostile sample that sends what it gets to the collector."""

    def attack(sample: str, *others: str, **options: str | bool) -> Page:
        return open_page(f"hostile/{sample}", *others, to=collector.address, **options)

    return attack


@pytest.fixture
def attack(open_sample: Open, collector: Collector) -> Open:
    """Opens a hostile sample on a stage of the test's own."""
    return attacking(open_sample, collector)


@pytest.fixture
def attack_streamlit(open_in_streamlit: Open, collector: Collector) -> Open:
    """Opens a hostile sample on a page of Streamlit's."""
    return attacking(open_in_streamlit, collector)


def query(*samples: str, **params: str) -> str:
    """The part of an address that names samples."""
    for sample in samples:
        path = sample.partition(":")[0].replace("demo/", "../../demo/designs/")
        assert (Path(__file__).parent / f"{path}.tsx").exists()
    return urlencode({"samples": ",".join(samples), **params})


def forget_verdict(page: Page) -> None:
    """Have the next wait for a verdict wait for a new one: the last stands until it comes."""
    page.locator(".preview").evaluate("element => { element.dataset.state = 'running'; }")


def wait_for_verdict(page: Page, state: str | None = None) -> None:
    """Wait until there is a verdict, or this one.

    On a busy machine the watchdog may end what would come to another verdict: it is run again.
    """
    if state is None:
        verdict = page.locator(".preview[data-state]:not([data-state=running])")
        verdict.wait_for(timeout=VERDICT_MS)
        for _ in range(2):
            if not WATCHDOG.search(strip(page)):
                return
            page.get_by_role("button", name="Reload").click()
            verdict.wait_for(timeout=VERDICT_MS)
        return
    wanted = page.locator(f".preview[data-state={state}]")
    ended = page.locator(".preview[data-state=slow]")
    for _ in range(2):
        wanted.or_(ended).wait_for(timeout=VERDICT_MS)
        if wanted.count():
            return
        page.get_by_role("button", name="Reload").click()
    wanted.wait_for(timeout=VERDICT_MS)


def strip(page: Page) -> str:
    """The verdict shown on the page, in one line."""
    return " ".join(
        page.get_by_role("status").filter(has=page.locator(".line")).inner_text().split()
    )
