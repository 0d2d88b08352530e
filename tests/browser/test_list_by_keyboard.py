"""The list without a mouse: names, checkboxes, headings, and what a screen reader announces."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from store.engine import Database
from tests.store.acting import insert_row


@pytest.fixture(scope="module")
def keyed(demo_database: Database) -> None:
    """Three rows whose sizes sort differently as text than as numbers."""
    with demo_database.begin() as db:
        for letter, size in (("a", 8_700), ("b", 10_100), ("c", 900)):
            insert_row(db, frame_name=f"Keyed {letter}", generated_code="x" * size)


def table(tab: Page) -> Locator:
    return tab.get_by_role("table", name="Prototype sessions")


def names(tab: Page) -> list[str]:
    return table(tab).get_by_role("rowheader").all_inner_texts()


@pytest.mark.usefixtures("keyed")
def test_a_row_is_selected_and_opened_with_the_keyboard(tab: Page, site: str) -> None:
    tab.goto(f"{site}/sessions?q=Keyed&sort=name")
    link = table(tab).get_by_role("link", name="Keyed b")
    expect(link).to_have_attribute("href", re.compile(r"^session\?id=.*q=Keyed"))
    box = table(tab).get_by_role("checkbox", name="Select Keyed b")
    box.focus()
    tab.keyboard.press("Space")
    expect(tab.get_by_text("1 selected")).to_be_visible()
    expect(box).to_be_focused()
    tab.keyboard.press("Tab")
    assert link.evaluate("link => link.matches(':focus-visible')")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Keyed b")).to_be_visible()


@pytest.mark.usefixtures("keyed")
def test_a_selection_survives_compare_and_back(tab: Page, site: str) -> None:
    tab.goto(f"{site}/sessions?q=Keyed&sort=name")
    for letter in "ac":
        table(tab).get_by_role("checkbox", name=f"Select Keyed {letter}").check()
    tab.get_by_role("button", name="Compare").click()
    expect(tab.get_by_role("link", name="Back to the filtered list")).to_be_visible()
    tab.get_by_role("link", name="Back to the filtered list").click()
    expect(tab.get_by_text("2 selected")).to_be_visible()
    for letter, checked in (("a", True), ("b", False), ("c", True)):
        box = table(tab).get_by_role("checkbox", name=f"Select Keyed {letter}")
        expect(box).to_be_checked(checked=checked)
    tab.get_by_role("button", name="Compare").click()
    expect(tab.get_by_role("heading", name="Compare", level=1)).to_be_visible()
    tab.go_back()
    expect(tab.get_by_text("2 selected")).to_be_visible()


def sorted_by_name(tab: Page, direction: str) -> None:
    """Expect the list in its new order, no longer in the old one, with the focus on the heading."""
    heading = table(tab).locator(f"th[aria-sort={direction}]", has_text="Frame")
    expect(heading.get_by_role("button")).to_be_focused()
    expect(table(tab)).to_have_count(1)
    expect(tab).to_have_url(re.compile(f"sort={'-' * (direction == 'descending')}name"))


@pytest.mark.usefixtures("keyed")
def test_headings_sort_the_whole_list_or_not_at_all(tab: Page, site: str) -> None:
    tab.goto(f"{site}/sessions?size=25")
    heading = table(tab).get_by_role("columnheader", name="Frame", exact=True)
    expect(heading).not_to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("button").press("Enter")
    sorted_by_name(tab, "ascending")
    first = names(tab)
    tab.keyboard.press("Enter")
    sorted_by_name(tab, "descending")
    assert not set(first) & set(names(tab))
    for unsorted in ("Code", "Frame size", "Reference", "Session"):
        column = table(tab).get_by_role("columnheader", name=unsorted, exact=True)
        expect(column.get_by_role("button")).to_have_count(0)


@pytest.mark.usefixtures("keyed")
def test_screen_readers_skip_pictures(tab: Page, site: str) -> None:
    tab.goto(f"{site}/sessions?q=Keyed")
    expect(table(tab).get_by_role("rowheader")).to_have_count(3)
    heard = table(tab).aria_snapshot()
    assert "data:" not in heard
    assert "img" not in heard
    assert len(heard) < 5_000
