"""A dialog stays open while the page behind it goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page, expect

from store.engine import Database
from store.renders import renders
from tests.browser.settling import settle
from tests.store.acting import insert_row
from tests.waiting import until

THROWS_ON_CLICK = Path(__file__).parent.parent / "preview" / "good" / "throws_on_click.tsx"


def verdict(database: Database, row_id: UUID) -> str | None:
    """What is kept of the row's preview."""
    kept = database.read(partial(renders.get, row_id=row_id))
    return kept.verdict if kept else None


def test_a_verdict_leaves_an_open_dialog_alone(
    tab: Page, site: str, demo_database: Database
) -> None:
    code = THROWS_ON_CLICK.read_text()
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Throws late", status="ready", generated_code=code)
    tab.goto(f"{site}/session?id={row_id}")
    until(lambda: verdict(demo_database, row_id) == "renders")
    settle(tab)
    tab.get_by_role("button", name="Delete").click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Reason (required)").fill("Ticket 1042")
    settle(tab)
    save = tab.frame_locator("iframe.shown").get_by_role("button", name="Save", include_hidden=True)
    save.evaluate("button => button.click()")
    until(lambda: verdict(demo_database, row_id) == "throws")
    settle(tab)
    dialog.get_by_role("button", name="Delete 1 session").click()
    expect(tab.get_by_text("Delete: 1 session changed")).to_be_visible()
