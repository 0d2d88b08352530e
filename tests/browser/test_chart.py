"""The chart's tools appear under the pointer and do not cover anything clickable."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

# Resolves when the element, and so all that is above it, has not moved for 30 frames in a row.
STILL = """element => new Promise(resolve => {
    let place = "", frames = 0;
    const look = () => {
        const now = JSON.stringify(element.getBoundingClientRect());
        frames = now === place ? frames + 1 : 0;
        place = now;
        if (frames < 30) requestAnimationFrame(look);
        else resolve();
    };
    look();
})"""


def box(shown: Locator) -> FloatRect:
    expect(shown).to_be_visible()
    result = shown.bounding_box()
    assert result
    return result


def overlap(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


@pytest.mark.parametrize("width", [1440, 420])
def test_the_charts_tools_do_not_cover_the_choice(tab: Page, site: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 1000})
    tab.goto(site)
    chart = tab.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    expect(tab.get_by_text("Latest arrivals")).to_be_visible()
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    chart.evaluate(STILL)  # what loads above moves the chart
    chart.hover()
    card = tab.get_by_test_id("stFullScreenFrame").filter(has=chart)
    tools = box(card.get_by_test_id("stElementToolbar"))
    assert tools["width"] > 0
    for choice in ("Per hour", "Per day"):
        assert not overlap(tools, box(tab.get_by_text(choice, exact=True)))
