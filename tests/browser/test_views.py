"""A saved view, opened from the navigation, which has room for it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import text

from store.engine import Database
from tests.browser import menu_bar
from tests.browser.profiles import Profiles
from tests.browser.settling import settle

NAME = "Failed, from the navigation"


def test_a_view_takes_no_place_of_its_own_in_the_history(
    tab: Page, site: str, demo_database: Database, profiles: Profiles
) -> None:
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
    fits(tab, "Views", "more")
    with profiles.lent(locale="de-DE") as profile:
        german = profile.new_page()
        german.goto(f"{site}/system")
        fits(german, "Ansichten", "weitere")
    with demo_database.begin() as db:
        db.execute(text("DELETE FROM dashboard.views WHERE name = :name"), {"name": NAME})


def fits(tab: Page, views: str, folded: str) -> None:
    """The whole menu is there on a laptop; on less, what has no room is folded in its language."""
    menu = tab.get_by_role("navigation", name="App pages")
    settle(tab)
    tab.add_style_tag(content=menu_bar.MANY)
    for width in (1440, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        expect(menu.get_by_role("button", name=views, exact=True)).to_be_visible()
        menu_bar.leaves_room(tab)
    tab.set_viewport_size({"width": 800, "height": 900})
    expect(menu.get_by_role("button", name=re.compile(rf"^\d+ {folded}$"))).to_be_visible()
