"""The chart's tools appear under the pointer and do not cover anything clickable."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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


# The tools, and the choices that they cover, in one look: the page may move between two.
COVERED = """(tools, labels) => {
    const area = tools.getBoundingClientRect();
    const choices = [...document.querySelectorAll("*")]
        .filter(each => !each.children.length && labels.includes(each.textContent));
    const covered = choices.filter(each => {
        const {left, right, top, bottom} = each.getBoundingClientRect();
        return left < area.right && area.left < right && top < area.bottom && area.top < bottom;
    });
    return {tools: area.width, choices: choices.length, covered: covered.length};
}"""


@pytest.mark.parametrize("width", [1440, 420])
def test_the_charts_tools_do_not_cover_the_choice(tab: Page, site: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 1000})
    tab.goto(site)
    chart = tab.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    expect(tab.get_by_role("heading", name="Latest arrivals")).to_be_visible()
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    chart.evaluate(STILL)  # what loads above moves the chart
    chart.hover()
    tools = (
        tab.get_by_test_id("stFullScreenFrame").filter(has=chart).get_by_test_id("stElementToolbar")
    )
    expect(tools).to_be_visible()
    seen = tools.evaluate(COVERED, ["Per hour", "Per day"])
    assert seen["tools"] > 0
    assert (seen["choices"], seen["covered"]) == (2, 0)
