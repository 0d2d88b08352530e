"""A saved view, opened from the navigation."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import text

from store.engine import Database
from tests.browser.settling import settle

NAME = "Failed, from the navigation"


def test_a_view_takes_no_place_of_its_own_in_the_history(
    tab: Page, site: str, demo_database: Database
) -> None:
    tab.set_viewport_size({"width": 1920, "height": 1000})  # for all of the menu to be there
    tab.goto(f"{site}/sessions?status=error")
    settle(tab)
    tab.get_by_role("button", name="Save view").click()
    tab.get_by_label("Save this list as").fill(NAME)
    tab.get_by_label("Save this list as").press("Enter")
    expect(tab.get_by_role("button", name=NAME)).to_be_visible()
    tab.goto(f"{site}/system")
    settle(tab)
    tab.get_by_role("navigation", name="App pages").get_by_role("button", name="Views").click()
    tab.get_by_role("menuitem", name=re.compile(NAME)).click()
    expect(tab).to_have_url(f"{site}/sessions?status=error")
    expect(tab.get_by_role("heading", name="Sessions", level=1)).to_be_visible()
    tab.go_back()
    expect(tab.get_by_role("heading", name="System", level=1)).to_be_visible()
    expect(tab).to_have_url(f"{site}/system")
    with demo_database.begin() as db:
        db.execute(text("DELETE FROM dashboard.views WHERE name = :name"), {"name": NAME})
