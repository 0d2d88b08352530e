"""The morning at the inbox, by keyboard alone."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from store.engine import Database
from tests.store.acting import insert_row, row_of
from tests.waiting import until


def chosen(tab: Page) -> Locator:
    """The item that the keys act on."""
    return tab.locator('[role="listitem"][aria-current="true"]')


def go_to(tab: Page, words: str) -> None:
    """Walk up to the first item, then down to the one with these words. Others come and rise while
    the test runs, so it may be on either side of the chosen one.
    """
    first = tab.get_by_role("listitem").first

    def at_the_top() -> bool:
        tab.keyboard.press("k")
        return first.get_attribute("aria-current") == "true"

    def is_there() -> bool:
        if words in chosen(tab).inner_text():
            return True
        tab.keyboard.press("j")
        return False

    until(at_the_top)
    until(is_there)


def status(database: Database, row_id: UUID) -> object:
    row = database.read(lambda db: row_of(db, row_id))
    return row and row["status"]


def test_the_morning_by_keyboard(tab: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Morning", idle=timedelta(minutes=25))
    tab.goto(f"{site}/inbox")
    item = tab.get_by_role("listitem").filter(has_text="Morning is stuck")
    news = tab.get_by_role("button", name=re.compile(r"^\d+ (new|changed)"))
    expect(item.or_(news).first).to_be_visible()
    if not item.is_visible():  # the process has the facts of some seconds ago
        news.click()
    expect(item).to_be_visible()
    expect(tab.get_by_role("link", name=re.compile(r"^Inbox, \d+ items$"))).to_be_visible()

    go_to(tab, "Morning is stuck")
    tab.keyboard.press("1")
    expect(tab.get_by_role("status").get_by_text("Reset: Morning is stuck")).to_be_visible()
    expect(item).to_have_count(0)
    assert status(demo_database, row_id) == "pending"

    tab.keyboard.press("Control+z")
    expect(item).to_be_visible()
    assert status(demo_database, row_id) == "generating"

    # Typed, the same keys are text.
    tab.keyboard.press("/")
    tab.keyboard.type("1h1j")
    expect(tab.get_by_role("searchbox", name="Find a session")).to_have_value("1h1j")
    tab.keyboard.press("Control+a")
    tab.keyboard.press("Delete")
    item.focus()
    tab.keyboard.press("?")
    expect(tab.get_by_text("snooze, then a number")).to_be_visible()
    tab.keyboard.press("?")

    tab.keyboard.down("h")
    tab.keyboard.down("h")  # held: it counts once
    tab.keyboard.up("h")
    expect(item.get_by_role("button", name="Until it changes")).to_be_visible()
    tab.keyboard.press("1")
    expect(item).to_have_count(0)
    with demo_database.begin() as db:
        later = "UPDATE prototype_sessions SET updated_at = now() - interval '20 min' WHERE id = %s"
        db.connection().exec_driver_sql(later, (row_id,))
    # It says so, and does not move the list under the reader.
    news = tab.get_by_role("button", name=re.compile(r"^sync \d+ new|^\d+ new"))
    expect(news).to_be_visible()
    expect(item).to_have_count(0)
    news.focus()
    news.press("Enter")
    expect(item).to_contain_text("Back: it has changed, snoozed")
    expect(news).to_have_count(0)

    go_to(tab, "Morning is stuck")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("A spinner that never ends.")).to_be_visible()
