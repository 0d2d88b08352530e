"""The chart's tools appear under the pointer, and cover nothing that can be pressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect


def box(shown: Locator) -> FloatRect:
    expect(shown).to_be_visible()
    found = shown.bounding_box()
    assert found
    return found


def overlap(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


@pytest.mark.parametrize("width", [1440, 420])
def test_the_tools_of_the_chart_cover_no_choice(tab: Page, site: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 1000})
    tab.goto(site)
    chart = tab.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    expect(tab.get_by_text("Last arrivals")).to_be_visible()
    tab.wait_for_timeout(3_000)  # what loads above moves the chart
    chart.hover()
    card = tab.get_by_test_id("stFullScreenFrame").filter(has=chart)
    tools = box(card.get_by_test_id("stElementToolbar"))
    assert tools["width"] > 0
    for choice in ("Per hour", "Per day"):
        assert not overlap(tools, box(tab.get_by_text(choice, exact=True)))
