"""What a frame can do to the page outside its port: messages to `top`, and the tab's history."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.preview.conftest import Open, strip, wait_for_verdict

PAST = "Stopped It sent a message to the page around it"
# Runs before any script of the page: records each message that the first listener gets.
LISTENER = """
if (top === self) {
  window.given = [];
  addEventListener("message", (event) => {
    if (event.origin === "null") given.push([event.source !== null, JSON.stringify(event.data)]);
  });
}
"""


def given(page: Page) -> list[list[object]]:
    """Messages that bypassed the port: whether the sender still existed, and what could be read."""
    messages: list[list[object]] = page.evaluate("given")
    return messages


@pytest.mark.parametrize("sample", ["flood", "spoof_top", "transfers:12"])
def test_the_first_message_past_its_port_ends_it(attack: Open, sample: str) -> None:
    page = attack(sample, init=LISTENER, verdict=False)
    title, address = page.title(), page.url
    wait_for_verdict(page, "stopped")
    assert strip(page).startswith(PAST)
    expect(page.locator("iframe")).to_have_count(0)
    # The page answers a click before the test looks for what was sent at the same time.
    page.get_by_role("button", name="Click").click()
    expect(page.get_by_text("Clicked 1 times")).to_be_visible()
    messages = given(page)
    assert [sender for sender, _ in messages].count(True) == 1
    assert {text for _, text in messages} == {"{}"}
    assert (page.title(), page.url) == (title, address)


def test_late_messages_are_not_blamed_on_the_code(attack: Open) -> None:
    page = attack("flood", "good/counter", init=LISTENER, verdict=False)
    wait_for_verdict(page, "stopped")
    page.get_by_role("button", name="Next").click()
    wait_for_verdict(page, "renders")
    page.evaluate(
        "dispatchEvent(new MessageEvent('message', { origin: 'null', data: 'late', source: null }))"
    )
    assert given(page)[-1] == [False, "{}"]
    assert strip(page).startswith("Renders")


def test_it_adds_nothing_to_the_history(attack: Open) -> None:
    page = attack("history", "good/counter", verdict=False)
    page.locator("iframe.shown").wait_for()
    before = page.evaluate("history.length")
    wait_for_verdict(page, "renders")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Sample good/counter")).to_be_visible()
    wait_for_verdict(page, "renders")
    assert page.evaluate("history.length") == before


def test_an_entry_that_a_click_made_ends_it(attack: Open) -> None:
    page = attack("history")
    page.frame_locator("iframe.shown").get_by_role("button", name="Press").click()
    wait_for_verdict(page, "stopped")
    assert strip(page).startswith("Stopped It added entries to the tab's history")
    expect(page.locator("iframe")).to_have_count(0)


def test_entries_of_the_page_are_not_blamed_on_the_code(attack: Open) -> None:
    page = attack("history")
    page.evaluate("history.pushState(null, '', '?own=1')")
    page.evaluate(
        # Two checks of the history pass.
        """() => new Promise((resolve) => {
          let looks = 0;
          const { entries } = Navigation.prototype;
          Navigation.prototype.entries = function () {
            if (++looks === 3) resolve();
            return entries.call(this);
          };
        })"""
    )
    assert strip(page).startswith("Renders")
    page.go_back()
    expect(page.locator(".preview[data-state=renders]")).to_be_visible()
