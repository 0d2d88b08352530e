"""Tabs of a session that are clicked faster than they are drawn."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from store.engine import Database
from tests.store.acting import insert_row


def test_the_last_tab_clicked_is_drawn(tab: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Fast tabs", status="ready")
    tab.goto(f"{site}/session?id={row_id}")
    tabs = tab.get_by_role("tab")
    expect(tabs).to_have_count(7)
    for last, shown in (("Code", "Download .tsx"), ("Edit", "Review changes")):
        for position in range(7):
            tabs.nth(position).click()
        tab.get_by_role("tab", name=last).click()
        expect(tab.get_by_role("button", name=shown)).to_be_visible(timeout=60_000)
        expect(tab.get_by_role("tab", name=last)).to_have_attribute("aria-selected", "true")
