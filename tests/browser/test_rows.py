"""A row of the list: all of it is a link, its picture opens large, and it is low on request."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from store.engine import Database
from tests.browser.settling import settle
from tests.browser.test_pictures import add


def test_a_row_is_a_link_and_its_picture_opens_large(
    tab: Page, site: str, demo_database: Database
) -> None:
    row_id = add(demo_database, "Linked", None)
    tab.goto(f"{site}/sessions?q=Linked&view=compact")
    row = tab.locator(f'tr[data-id="{row_id}"]')
    expect(row.locator(".drawing")).to_have_js_property("naturalWidth", 300)
    settle(tab)
    box = row.bounding_box()
    assert box
    assert 40 <= box["height"] <= 41

    large = tab.locator(".peek")
    row.locator("a.frame").hover()
    expect(large).to_be_visible()
    shown = large.bounding_box()
    assert shown
    assert shown["width"] > 400
    assert shown["y"] > box["y"] + box["height"], "it lies over its own row"
    tab.keyboard.press("Escape")
    expect(large).to_be_hidden()
    row.get_by_role("checkbox").focus()
    tab.keyboard.press("Tab")
    expect(large).to_be_visible()
    tab.keyboard.press("Tab")
    expect(large).to_be_hidden()

    tab.goto(f"{site}/sessions?q=Linked&view=gallery")
    card = tab.locator(f'li[data-id="{row_id}"]')
    expect(card.locator(".drawing")).to_have_js_property("naturalWidth", 300)
    settle(tab)
    box = card.bounding_box()
    assert box
    card.locator(".frame:visible").hover()
    expect(large).to_be_visible()
    shown = large.bounding_box()
    assert shown
    assert shown["width"] > 2 * box["width"]
    assert shown["x"] > box["x"] + box["width"], "it lies over its own card"
    tab.keyboard.press("Escape")
    expect(large).to_be_hidden()

    tab.goto(f"{site}/sessions?q=Linked&view=compact")
    settle(tab)
    exactly = re.compile(r"^\d\d \w{3} \d{4}, \d\d:\d\d:\d\d, Asia/\w+$")
    expect(row.locator(".updated .value")).to_have_attribute("title", exactly)
    # The name's link lies over the cell.
    with tab.context.expect_page() as opened:
        row.locator(".size").click(force=True, modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(re.compile(f"/session\\?id={row_id}"))
    # What lies over the link leads there, too.
    row.locator(".updated .value").click()
    expect(tab.get_by_role("heading", name="Linked")).to_be_visible()
