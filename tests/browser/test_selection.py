"""Selecting rows while a page is still loading, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from store.engine import Database
from tests.browser.settling import settle
from tests.store.acting import insert_row


@pytest.mark.parametrize("view", ["table", "gallery"])
def test_boxes_checked_before_the_filters_have_loaded_stay_checked(
    tab: Page, site: str, view: str
) -> None:
    held: list[Route] = []
    tab.route(re.compile(r"/ButtonGroup\.[\w-]+\.js"), lambda route: held.append(route))
    size = {"table": 25, "gallery": 48}[view]
    tab.goto(f"{site}/sessions?sort=name&size={size}&view={view}")
    boxes = tab.get_by_role("checkbox", name=re.compile("^Select (?!all)"))
    boxes.nth(0).check()
    expect(tab.get_by_text("1 selected")).to_be_visible()
    assert held, "the switch between table and gallery is loaded by itself"
    for route in held:
        route.continue_()
    expect(tab.get_by_role("radio", name="Gallery")).to_be_visible()
    settle(tab)
    boxes.nth(1).check()
    expect(tab.get_by_text("2 selected")).to_be_visible()
    boxes.nth(2).check()
    expect(tab.get_by_text("3 selected")).to_be_visible()
    expect(tab).to_have_url(re.compile(f"size={size}"))


def test_a_sort_order_outlives_its_box_loading_late(tab: Page, site: str) -> None:
    held: list[Route] = []
    tab.route(re.compile(r"/Selectbox\.[\w-]+\.js"), lambda route: held.append(route))
    tab.goto(f"{site}/sessions?sort=name&size=50")
    tab.get_by_role("checkbox", name=re.compile("^Select (?!all)")).nth(0).check()
    expect(tab.get_by_text("1 selected")).to_be_visible()
    settle(tab)
    assert held, "the choice of the order is loaded by itself"
    for route in held:
        route.continue_()
    expect(tab.get_by_role("combobox", name="Sort")).to_have_value("Frame name A to Z")
    settle(tab)
    expect(tab).to_have_url(re.compile("sort=name"))
    expect(tab).to_have_url(re.compile("size=50"))
    expect(tab.get_by_text("1 selected")).to_be_visible()
    # One more, and the other view in the same moment.
    tab.get_by_role("checkbox", name=re.compile("^Select (?!all)")).nth(1).check()
    tab.get_by_role("radio", name="Gallery").click()
    expect(tab.get_by_role("checkbox", name="Select all 24")).to_be_visible()
    expect(tab.get_by_text("2 selected")).to_be_visible()


def test_a_search_outlives_its_box_loading_late(
    tab: Page, site: str, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        for letter in "ab":
            insert_row(db, frame_name=f"Searched {letter}")
    held: list[Route] = []
    tab.route(re.compile(r"/TextInput\.[\w-]+\.js"), lambda route: held.append(route))
    tab.goto(f"{site}/sessions?q=Searched")
    boxes = tab.get_by_role("checkbox", name=re.compile("^Select (?!all)"))
    boxes.nth(0).check()
    expect(tab.get_by_text("1 selected")).to_be_visible()
    settle(tab)
    assert held, "the search box is loaded by itself"
    for route in held:
        route.continue_()
    expect(tab.get_by_role("searchbox", name="Search sessions")).to_have_value("Searched")
    boxes.nth(1).check()
    expect(tab.get_by_text("2 selected")).to_be_visible()
    expect(tab).to_have_url(re.compile("q=Searched"))
