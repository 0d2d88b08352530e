"""The morning check: from the overview to the sessions of a burst, by clicks anywhere in a tile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import text

from store.engine import Database
from tests.browser.settling import settle
from tests.store.acting import insert_row

NAME = "Failed in the morning"
LOOKS = 30
IS_WHOLE = """link => [link, ...link.querySelectorAll("*")].every(
  (each) => each.scrollWidth <= each.clientWidth + 1 || each.clientWidth === 0)"""


@pytest.fixture
def burst(demo_database: Database) -> Iterator[None]:
    """Twelve sessions that failed within a minute, an hour ago."""
    with demo_database.begin() as db:
        for number in range(12):
            idle = timedelta(hours=1, seconds=5 * number)
            insert_row(db, status="error", error_code="BP-0DAE01", frame_name=NAME, idle=idle)
    yield
    with demo_database.begin() as db:
        db.execute(text("DELETE FROM prototype_sessions WHERE frame_name = :name"), {"name": NAME})


def press(button: Locator) -> None:
    """Press something without a mouse."""
    button.focus()
    button.press("Enter")


@pytest.mark.usefixtures("burst")
def test_from_the_overview_to_the_sessions_of_a_burst(tab: Page, site: str) -> None:
    tab.goto(f"{site}/")
    tile = tab.get_by_role("link", name="stuck now")
    expect(tile).to_be_visible()
    settle(tab)
    box = tile.bounding_box()
    assert box
    tile.click(position={"x": box["width"] - 8, "y": box["height"] - 8})
    expect(tab).to_have_url(re.compile("/stuck"))

    tab.go_back()
    ours = tab.get_by_role("link", name=re.compile("Burst, over.*failures in.*without a thumbnail"))
    for _ in range(LOOKS):  # the overview's figures are shared, and some seconds old
        settle(tab)
        if ours.count():
            break
        tab.reload()
    tab.set_viewport_size({"width": 420, "height": 900})
    expect(ours.first).to_be_in_viewport(ratio=1)
    assert ours.first.evaluate(IS_WHOLE), "a sentence is cut off"
    ours.first.click()
    tab.set_viewport_size({"width": 1440, "height": 1000})
    expect(tab.get_by_role("heading", name="Bursts")).to_be_visible()
    expect(tab).to_have_url(re.compile("/errors.*from="))
    settle(tab)
    burst = tab.url
    press(tab.locator("summary").filter(has_text="as a list"))
    press(tab.locator(".st-key-bars").get_by_role("button").first)
    expect(tab).not_to_have_url(burst)
    settle(tab)
    expect(tab.get_by_role("heading", name="Bursts")).to_be_visible()
    tab.go_back()
    expect(tab).to_have_url(burst)
    settle(tab)
    tab.get_by_role("link", name=re.compile("Show the .* sessions in error")).first.click()
    expect(tab).to_have_url(re.compile("/sessions.*status=error"))
    expect(tab.get_by_text(NAME).first).to_be_visible()
