"""A served page with a preview on it, opened in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts import local_server
from tests.preview.collector import Collector

VERDICT_MS = 60_000
EXPECT_MS = 5_000  # Playwright's own

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page of tests/preview/host, served as the dashboard is."""
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


@pytest.fixture
def open_sample(host: str, profile: BrowserContext) -> Iterator[Open]:
    """Opens samples by their path below tests/preview, without `.tsx`, each in a page of its own.

    A colon and a word after a sample replace WAY in it; `init` runs before the page.
    """
    pages: list[Page] = []

    def open_sample(
        *samples: str, verdict: bool = True, init: str | None = None, **params: str
    ) -> Page:
        for sample in samples:
            path = sample.partition(":")[0].replace("demo/", "../../demo/designs/")
            assert (Path(__file__).parent / f"{path}.tsx").exists()
        page = profile.new_page()
        pages.append(page)
        if init:
            page.add_init_script(init)
        page.goto(f"{host}/?{urlencode({'samples': ','.join(samples), **params})}")
        if verdict:
            wait_for_verdict(page)
        return page

    yield open_sample
    for page in pages:
        page.close()
    profile.clear_cookies()
    profile.clear_permissions()


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.close()


@pytest.fixture
def attack(open_sample: Open, collector: Collector) -> Open:
    """Opens a hostile sample that sends what it obtains to the collector."""

    def attack(sample: str, *others: str, **options: str | bool) -> Page:
        names = [f"hostile/{sample}", *others]
        return open_sample(*names, to=collector.address, **options)

    return attack


def wait_for_verdict(page: Page, state: str | None = None) -> None:
    """Wait for any verdict, or for this one."""
    wanted = f"[data-state={state}]" if state else "[data-state]:not([data-state=running])"
    page.locator(f".preview{wanted}").wait_for(timeout=VERDICT_MS)


def strip(page: Page) -> str:
    """The verdict shown on the page, in one line."""
    return " ".join(
        page.get_by_role("status").filter(has=page.locator(".line")).inner_text().split()
    )
