"""The database becomes unavailable while a person looks at a page, and comes back."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from migrations import runner
from postgres import embedded
from store.engine import Database, engine_for
from tests.browser.conftest import Serve
from tests.conftest import MakeDatabase
from tests.store.acting import insert_row
from tests.web.client import shown

MESSAGE = "Database unavailable."
# Each page's name, and its query.
PAGES = (
    ("", ""),
    ("sessions", ""),
    ("stuck", ""),
    ("audit", ""),
    ("system", ""),
    # With an id that can be read: otherwise nothing is asked of the database.
    ("session", "id=0414df6d-bfcb-59c9-8ee7-2578fee16413"),
)


def test_every_page_says_so_and_recovers_by_itself(tab: Page, serve: Serve, tmp_path: Path) -> None:
    directory = Path(tempfile.mkdtemp(prefix="dashboard-outage-"))
    server = embedded.start(directory)
    try:
        runner.upgrade(server.get_uri())
        database = Database(engine_for(server.get_uri()))
        with database.begin() as db:
            insert_row(db, frame_name="Survivor")
        with serve(server.get_uri(), tmp_path / "log") as site:
            tab.goto(f"{site}/sessions")
            expect(tab.get_by_text("Showing 1 of 1")).to_be_visible()
            database.dispose()
            server.stop()
            for page, query in PAGES:
                said = shown(site, page=page, query=query)
                assert any(MESSAGE in text for text in said), page
                assert not any("Traceback" in text for text in said), page
            tab.goto(f"{site}/sessions")
            expect(tab.get_by_text(MESSAGE)).to_be_visible()
            expect(tab.get_by_text("Traceback")).to_have_count(0)
            server = embedded.start(directory)
            expect(tab.get_by_text("Showing 1 of 1")).to_be_visible()
            expect(tab.get_by_text(MESSAGE)).to_have_count(0)
    finally:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)


def test_a_schema_that_is_behind_is_named_on_every_page(
    tab: Page, serve: Serve, tmp_path: Path, make_database: MakeDatabase
) -> None:
    url = make_database(None)
    with serve(url, tmp_path / "log") as site:
        for page, query in PAGES:
            assert any("scripts/migrate" in text for text in shown(site, page=page, query=query))
        tab.goto(f"{site}/system")
        expect(tab.get_by_text("scripts/migrate")).to_be_visible()
        runner.upgrade(url)
        expect(tab.get_by_text("scripts/migrate")).to_have_count(0)
