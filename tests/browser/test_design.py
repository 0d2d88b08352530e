"""A design's tree in the browser: opened, searched, clicked, and never slow."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from store.engine import Database
from tests.inspection.samples import design, frame, large, node, text
from tests.store.acting import insert_row

NASTY = "<img src=x onerror=alert(1)> مرحبا 🚀"
SMALL = design(
    frame(
        node("FRAME", 10, 10, 200, 100, name="Card", children=[
            text(20, 20, "Pay now", name=NASTY),
            node("RECTANGLE", 20, 60, 90, 30, name="Button"),
        ]),
        node("FRAME", 0, 150, 400, 150, name="Footer", fills=[]),
        name="Checkout",
    )
)  # fmt: skip
# 120 ms when nothing else runs; 44,000 rows at once would take many seconds.
SLOWEST_TASK_MS = 2_000
SLOWEST_TASK = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    const durations = list.getEntries().map((entry) => entry.duration);
    window.longest = Math.max(window.longest, ...durations);
  }).observe({ type: "longtask" });
}"""


def open_design(
    tab: Page, site: str, database: Database, found: Any, opened: str = "Design"
) -> str:
    """Open a new row's page; returns its address."""
    with database.begin() as db:
        row_id = insert_row(db, status="ready", design_context=json.dumps(found))
    tab.goto(f"{site}/session?id={row_id}&tab={opened}")
    return f"{site}/session?id={row_id}"


def row(tab: Page, name: str) -> Locator:
    """A node in the tree by the beginning of its screen reader text."""
    return tab.get_by_role("tree", name="Nodes").get_by_role("treeitem", name=name)


def test_a_tree_is_opened_with_the_keyboard_and_marks_what_is_selected(
    tab: Page, site: str, demo_database: Database
) -> None:
    open_design(tab, site, demo_database, SMALL)
    card = row(tab, "FRAME Card 200 × 100")
    expect(card).to_have_attribute("aria-expanded", "false")
    expect(row(tab, "Button")).to_have_count(0)

    row(tab, "Checkout").click()
    tab.keyboard.press("ArrowDown")
    expect(card).to_be_focused()
    tab.keyboard.press("ArrowRight")
    expect(row(tab, "Button")).to_be_visible()
    tab.keyboard.press("ArrowRight")
    expect(row(tab, NASTY)).to_be_focused()
    expect(tab.locator(".explorer img")).to_have_count(1)  # only the picture
    tab.keyboard.press("ArrowLeft")
    expect(card).to_be_focused()
    tab.keyboard.press("ArrowLeft")
    expect(row(tab, "Button")).to_have_count(0)
    tab.keyboard.press("f")
    expect(row(tab, "Footer")).to_be_focused()

    sheet, mark = tab.locator(".sheet").bounding_box(), tab.locator(".mark")
    assert sheet is not None
    scale = sheet["width"] / 400
    expect(mark).to_have_css("top", f"{150 * scale:g}px")
    expect(mark).to_have_css("height", f"{150 * scale:g}px")
    tab.wait_for_url("**&node=4")


def test_a_search_and_a_click_into_the_picture_lead_to_a_node(
    tab: Page, site: str, demo_database: Database
) -> None:
    address = open_design(tab, site, demo_database, SMALL)
    tab.get_by_role("searchbox", name="Search nodes").press_sequentially("PAY")
    hit = tab.get_by_role("listbox", name="Matching nodes").get_by_role("option")
    expect(hit).to_have_count(1)
    expect(tab.get_by_text("1 match")).to_be_visible()
    expect(hit).to_contain_text("in Checkout / Card")
    hit.click()
    tab.get_by_role("button", name="Show in the tree").click()
    expect(row(tab, NASTY)).to_have_attribute("aria-selected", "true")

    tab.locator(".sheet").click(position={"x": 65, "y": 75})
    expect(row(tab, "Button")).to_have_attribute("aria-selected", "true")
    tab.wait_for_url("**&node=3")
    tab.goto(f"{address}&tab=Design&node=3")
    expect(row(tab, "Button")).to_have_attribute("aria-selected", "true")


def test_44000_nodes_never_freeze_the_tab(tab: Page, site: str, demo_database: Database) -> None:
    open_design(tab, site, demo_database, large(44_000), opened="Overview")
    design_tab = tab.get_by_role("tab", name="Design")
    expect(design_tab).to_be_visible()
    tab.evaluate(SLOWEST_TASK)
    design_tab.click()
    expect(tab.get_by_text("44,001 nodes")).to_be_visible()
    more = row(tab, "Showing 1 to 200 of 4,400")
    more.scroll_into_view_if_needed()
    more.click()
    expect(row(tab, "Showing 201 to 400 of 4,400")).to_be_attached()
    tab.get_by_role("searchbox", name="Search nodes").fill("lorem")
    result = tab.get_by_text("Showing 1 to 200 of 39,600 matches")
    expect(result).to_be_visible()
    tab.get_by_role("button", name="Next matches").click()
    expect(tab.get_by_text("Showing 201 to 400 of 39,600 matches")).to_be_visible()
    assert tab.locator(".row").count() == 200
    address = tab.url
    tab.get_by_role("searchbox", name="Search nodes").press_sequentially(" jk")
    expect(tab.get_by_text("No matches")).to_be_visible()
    assert tab.url == address, "keys typed here are no shortcuts of the page"
    assert tab.evaluate("window.longest") < SLOWEST_TASK_MS


def test_a_click_selects_a_node_of_the_selected_page(
    tab: Page, site: str, demo_database: Database
) -> None:
    first = frame(node("RECTANGLE", 0, 0, 400, 300, name="Red"), name="First")
    second = frame(node("RECTANGLE", 0, 0, 400, 300, name="Blue"), name="Second")
    two = {"nodes": {"1:1": {"document": first}, "1:2": {"document": second}}}
    address = open_design(tab, site, demo_database, two)
    choice, about = tab.get_by_label("Page or node to show"), tab.locator(".about")
    expect(choice).to_have_value("Node 1 of 2: First")
    tab.locator(".sheet").click()
    expect(about).to_contain_text("Red")
    choice.select_option("Node 2 of 2: Second")
    expect(about).to_contain_text("Second")
    expect(tab.locator(".explorer")).to_have_attribute("aria-busy", "false")
    expect(tab).to_have_url(f"{address}&tab=Design&node=2&page=2")
    tab.locator(".sheet").click()
    expect(about).to_contain_text("Blue")
    expect(tab.locator(".mark")).to_be_visible()
    row(tab, "First").click()
    expect(choice).to_have_value("Node 1 of 2: First")
