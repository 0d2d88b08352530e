"""The overview's tiles and lists keep their alignment if text wraps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from store.engine import Database
from tests.store.acting import insert_row

# For each tile: its top and bottom edge, the left edges of the number and the note, and
# the note's height.
TILES = """(links) => links.map((link) => {
  const parts = [link, link.querySelector(".number"), link.querySelector(".note")];
  const [card, number, note] = parts.map((each) => each.getBoundingClientRect());
  return [card.top, card.bottom, number.left, note.left, note.height];
})"""
# How far the line below each name is from the name.
SHIFTS = """(links) => links.map((link) => {
  const texts = [link.nextElementSibling, link];
  const [line, name] = texts.map((each) => each.getBoundingClientRect().left);
  return line - name;
})"""


def test_tiles_have_equal_heights_and_captions_align_with_the_number(tab: Page, site: str) -> None:
    tab.goto(site)
    expect(tab.get_by_text("since yesterday, 18:00")).to_have_count(2)
    expect(
        tab.get_by_text("by the code check").or_(tab.get_by_text("not checked yet"))
    ).to_be_visible()
    links = tab.get_by_role("list", name="What needs attention").get_by_role("link")
    expect(links).to_have_count(6)
    tiles = links.evaluate_all(TILES)
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
    links = tab.get_by_role("list", name="Latest").locator("a[href*='session?']")
    expect(links).to_have_count(12)
    assert links.evaluate_all(SHIFTS) == pytest.approx([0] * 12, abs=1)
