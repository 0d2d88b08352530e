"""Waits for the end of a page's script."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def settle(tab: Page) -> None:
    """Wait until the script has ended: a run that redraws a widget may take what was entered."""
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
