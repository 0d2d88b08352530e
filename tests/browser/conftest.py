"""The dashboard as it is served, with demo data, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from store.engine import Database, engine_for
from tests import forked
from tests.browser.profiles import Profiles, empty_page
from tests.conftest import MakeDatabase, launched

Serve = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves the dashboard on a database for as long as a `with` block lasts."""

    return forked.dashboard


@pytest.fixture(scope="session")
def demo_database(make_database: MakeDatabase, demo_template: str) -> Iterator[Database]:
    """One database with the demo rows for all journeys; each uses rows of its own."""
    database = Database(engine_for(make_database(demo_template)))
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def site_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the served dashboard has logged."""
    return tmp_path_factory.mktemp("site") / "server.log"


@pytest.fixture(scope="session")
def site(demo_database: Database, serve: Serve, site_log: Path) -> Iterator[str]:
    """The address of the dashboard over the demo rows."""
    url = demo_database.engine.url.render_as_string(hide_password=False)
    with serve(url, site_log) as address:
        yield address


@pytest.fixture(scope="session")
def profiles(playwright: Playwright) -> Iterator[Profiles]:
    """Profiles to use for a test. The pages of each share a process: all are the dashboard's."""
    with empty_page() as address, launched(playwright, "--process-per-site") as browser:
        yield Profiles(browser, address)


@pytest.fixture
def context(profiles: Profiles) -> Iterator[BrowserContext]:
    """A profile in a time zone other than the server's."""
    with profiles.lent(
        viewport={"width": 1440, "height": 1000}, timezone_id="Asia/Kolkata"
    ) as profile:
        yield profile


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    """One tab."""
    return context.new_page()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that is tried again finds nothing that its first try left."""
    if getattr(item, "execution_count", 1) > 1:
        renew(item)


def renew(item: pytest.Item) -> None:
    """End the demo database with what uses it, and the fixtures of the item's module: the item, and
    what comes after it, gets new ones.
    """
    assert isinstance(item, pytest.Function)
    for name, definitions in item._fixtureinfo.name2fixturedefs.items():
        for each in definitions:
            if name == "demo_database" or each.scope == "module":
                each.finish(item._request)  # type: ignore[arg-type]  # for its name alone
