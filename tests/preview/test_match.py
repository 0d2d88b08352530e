"""How close the page comes to its design, in the preview: the score, the heat map, the values."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.preview.conftest import Open


def pixels(page: Page, at: int) -> int:
    """How many pixels of a heat map's canvas are painted."""
    script = """canvas => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, at) => at % 4 === 3 && value > 0).length;
    }"""
    return int(page.locator("canvas.heat").nth(at).evaluate(script))


def test_the_match_and_where_it_differs(open_in_streamlit: Open) -> None:
    page = open_in_streamlit("demo/login", width="390", height="844")
    summary = page.locator(".match")
    expect(summary).to_contain_text(re.compile(r"Match \d+"))
    expect(summary).to_contain_text("Position")
    assert int(re.findall(r"Match (\d+)", summary.inner_text())[0]) >= 75
    # The page is wider than its frame at none of its sizes; nothing ran again for the match.
    expect(page.locator(".overflows div")).to_have_count(0)

    page.get_by_role("button", name="Heat map").click()
    assert min(pixels(page, 0), pixels(page, 1)) > 0
    worst = page.locator(".worst button")
    assert 1 <= worst.count() <= 10
    before = pixels(page, 1)
    worst.first.click()
    assert pixels(page, 1) > before
    box = page.locator("canvas.heat").nth(0).bounding_box()
    assert box
    scale = box["width"] / 390
    page.mouse.move(box["x"] + 100 * scale, box["y"] + 514 * scale)
    values = page.locator(".inspected table")
    expect(values).to_contain_text("Rendered")
    expect(values).to_contain_text(re.compile(r"background: #4f46e5|color: #ffffff"))
    page.mouse.down()
    page.mouse.up()
    page.context.grant_permissions(["clipboard-write"])
    page.get_by_role("button", name="Copy the design's CSS").click()
    expect(page.locator(".inspected .copy")).to_have_text("Copied")

    page.get_by_role("button", name="Heat map").click()
    page.get_by_role("button", name="Difference").click()
    expect(page.locator(".cover")).to_have_css("mix-blend-mode", "difference")
    page.get_by_role("button", name="Blink").click()
    expect(page.locator(".cover")).to_have_css("animation-duration", "1.2s")
    page.emulate_media(reduced_motion="reduce")
    expect(page.locator(".cover")).to_have_css("animation-name", "none")


def test_what_reaches_over_the_edge_is_marked_at_every_width(open_in_streamlit: Open) -> None:
    page = open_in_streamlit("good/wide", width="1024", height="600")
    expect(page.locator(".overflows div")).to_have_count(0)
    page.get_by_role("button", name="375").click()
    expect(page.locator(".overflows div")).to_have_count(1)
    expect(page.locator("figcaption").nth(1)).to_contain_text("over the edge: box")
