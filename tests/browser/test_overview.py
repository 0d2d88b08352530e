"""The overview's tiles and lists keep their alignment if text wraps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from store.engine import Database
from tests.store.acting import insert_row

# For each of the six tiles with a caption: its top and bottom edge, the left edges of the number
# and the caption, and the caption's height.
TILES = """() => [...document.querySelectorAll("[data-testid=stCaptionContainer] p")]
  .filter((caption) => caption.closest("[data-testid=stGridCell]"))
  .map((caption) => {
    const cell = caption.closest("[data-testid=stGridCell]");
    const card = [cell, ...cell.querySelectorAll("*")]
      .find((each) => getComputedStyle(each).borderTopWidth !== "0px")
      .getBoundingClientRect();
    const number = cell.querySelector("[data-testid=stMetricValue] p").getBoundingClientRect();
    const words = caption.getBoundingClientRect();
    return [card.top, card.bottom, number.left, words.left, words.height];
  })"""
# How far the line below each link is from the link's text.
SHIFTS = """(links) => links.map((link) => {
  const below = link.closest("[data-testid=stElementContainer]").nextElementSibling;
  const texts = [below.querySelector("[data-testid=stMarkdown] p"), link.querySelector("p")];
  const [line, name] = texts.map((each) => each.getBoundingClientRect().left);
  return line - name;
})"""


def test_tiles_have_equal_heights_and_captions_align_with_the_number(tab: Page, site: str) -> None:
    tab.goto(site)
    expect(tab.get_by_text("since yesterday, 18:00")).to_have_count(2)
    expect(
        tab.get_by_text("by the code check").or_(tab.get_by_text("not checked yet"))
    ).to_be_visible()
    expect(tab.get_by_test_id("stMetricValue").filter(visible=True)).to_have_count(14)
    tiles = tab.evaluate(TILES)
    assert len(tiles) == 6
    tops, bottoms, numbers, captions, heights = zip(*tiles, strict=True)
    assert max(heights) > 1.5 * min(heights)  # some wrap
    assert len(set(tops)) == len(set(bottoms)) == 1
    assert captions == pytest.approx(numbers, abs=0.5)


def test_the_line_below_a_failure_aligns_with_its_name(
    tab: Page, site: str, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        insert_row(
            db,
            status="error",
            frame_name="Broken",
            design_context='{"images": {"1:2": "https://example.com/a.png"}}',
        )
    tab.set_viewport_size({"width": 420, "height": 2_000})
    tab.goto(site)
    # The row is inspected in the background; the page refreshes every 30 s.
    expect(tab.get_by_text("An images response").first).to_be_visible(timeout=90_000)
    links = tab.locator("[data-testid=stPageLink] a[href*='session?']:visible")
    expect(links).to_have_count(12)
    assert links.evaluate_all(SHIFTS) == pytest.approx([0] * 12, abs=1)
