"""What surrounds every page: the menu on a phone, focus, toggles, titles, the demo's role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from store.engine import Database
from tests.browser import menu_bar
from tests.browser.profiles import Profiles
from tests.browser.settling import settle
from tests.store.acting import insert_row


@pytest.fixture
def phone(profiles: Profiles) -> Iterator[Page]:
    """A narrow touch screen."""
    screen = {"width": 420, "height": 860}
    with profiles.lent(viewport=screen, has_touch=True, is_mobile=True) as profile:
        yield profile.new_page()


def test_the_menu_of_a_phone_closes_once_a_page_is_chosen(phone: Page, site: str) -> None:
    phone.goto(site)
    phone.get_by_role("button", name="Expand sidebar").tap()
    menu = phone.get_by_role("navigation", name="App pages")
    expect(menu).to_be_in_viewport()
    menu.get_by_role("link", name="System").tap()
    expect(phone.get_by_role("heading", name="System", level=1)).to_be_visible()
    expect(menu).not_to_be_in_viewport()
    phone.get_by_role("button", name="Expand sidebar").tap()
    expect(menu).to_be_in_viewport()
    # As if the page had not been listening yet.
    phone.evaluate("document.body.addEventListener('click', event => event.stopPropagation())")
    menu.get_by_role("link", name="Audit").tap()
    expect(phone.get_by_role("heading", name="Audit", level=1)).to_be_visible()
    expect(menu).not_to_be_in_viewport()


def test_search_box_and_account_menu_are_in_the_row_of_the_menu(
    tab: Page, site: str, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, status="ready", generated_code="export default () => 1")
        insert_row(db, frame_name="Stopped", idle=timedelta(hours=2))
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(f"{site}/session?id={row_id}")
    settle(tab)
    expect(tab.locator(".st-key-page-bar")).to_have_css("position", "fixed")
    tabs = tab.get_by_role("tablist").bounding_box()
    menu = tab.get_by_role("navigation", name="App pages").bounding_box()
    assert tabs
    assert menu
    assert tabs["y"] + tabs["height"] <= 220, "the preview begins lower"
    for widget in (
        tab.get_by_role("searchbox", name="Find a session"),
        tab.get_by_role("button", name="Demo · admin"),
    ):
        box = widget.bounding_box()
        assert box
        assert box["y"] < menu["y"] + menu["height"]
        assert box["x"] > menu["x"] + menu["width"] or box["x"] > tabs["x"] + 0.6 * tabs["width"]
    tab.goto(f"{site}/stuck")
    row = tab.get_by_role("table").get_by_role("row").nth(1).bounding_box()
    assert row
    assert row["y"] <= 300, "the first session is lower"
    tab.add_style_tag(content=menu_bar.MANY)
    # On narrower screens the account menu alone, and the menu's pages leave it room.
    for width in (1280, 1000, 800):
        tab.set_viewport_size({"width": width, "height": 900})
        account = tab.get_by_role("button", name="Demo · admin")
        expect(account).to_be_in_viewport(ratio=1)
        box = account.bounding_box()
        assert box
        assert box["y"] < menu["y"] + menu["height"]
        menu_bar.leaves_room(tab)


def test_a_page_that_streamlit_removed_is_loaded_again(tab: Page, site: str) -> None:
    tab.goto(f"{site}/audit")
    settle(tab)
    tab.wait_for_function("() => window[Symbol.for('blank-page.watched')]")
    tab.evaluate(
        """() => {
          document.querySelector("[data-testid=stApp]").remove();
          window.dispatchEvent(new ErrorEvent("error", { message: "Bad delta path index" }));
        }"""
    )
    expect(tab.get_by_role("heading", name="Audit", level=1)).to_be_visible()
    expect(tab).to_have_url(f"{site}/audit")


def test_the_focused_element_is_visible(tab: Page, site: str) -> None:
    tab.goto(f"{site}/system")
    link = tab.get_by_role("link", name="Sessions", exact=True).first
    expect(link).to_be_visible()
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    expect(link).to_have_css("outline", "rgb(104, 99, 236) solid 2px")


def test_a_status_has_a_pressed_state(tab: Page, site: str) -> None:
    tab.goto(f"{site}/sessions")
    ready = tab.get_by_role("button", name=re.compile("^ready ")).first
    expect(ready).to_have_attribute("aria-pressed", "false")
    ready.click()
    expect(tab).to_have_url(re.compile("status=ready"))
    expect(ready).to_have_attribute("aria-pressed", "true")
    broken = tab.get_by_role("button", name=re.compile("^Ready but broken"))
    expect(broken).to_have_attribute("aria-pressed", "false")
    ready.click()
    expect(ready).to_have_attribute("aria-pressed", "false")


def test_each_tab_of_the_browser_has_a_title(tab: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Title pricing", generated_code="let x = 1")
        insert_row(db, status="generating", idle=timedelta(hours=3))
    for path, title in (
        ("", "Overview · Sessions"),
        ("sessions", "Sessions"),
        ("stuck", re.compile(r"^Stuck \(\d+\) · Sessions$")),
        (f"session?id={row_id}&tab=code", "Title pricing · Sessions"),
    ):
        tab.goto(f"{site}/{path}")
        expect(tab).to_have_title(title)
    expect(tab.get_by_role("tab", name="Code")).to_have_attribute("aria-selected", "true")


def test_the_demo_role_survives_a_reload(tab: Page, site: str) -> None:
    tab.goto(f"{site}/system")
    tab.get_by_role("button", name=re.compile("Demo · admin")).click()
    tab.get_by_text("Viewer", exact=True).click()
    expect(tab.get_by_role("button", name=re.compile("Demo · viewer"))).to_be_visible()
    tab.reload()
    expect(tab.get_by_role("button", name=re.compile("Demo · viewer"))).to_be_visible()
    expect(tab.get_by_role("button", name=re.compile("Demo · admin"))).to_have_count(0)
