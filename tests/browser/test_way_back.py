"""From a list's second page to a session and back through the browser's history."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect


def parameters(tab: Page) -> dict[str, list[str]]:
    """The address's parameters by name."""
    return parse_qs(urlsplit(tab.url).query)


@pytest.mark.parametrize("way", ["back", "link"])
def test_back_restores_the_page_and_address_of_a_list(site: str, tab: Page, way: str) -> None:
    tab.goto(f"{site}/sessions?view=gallery")
    tab.get_by_role("button", name="Next").click()
    expect(tab.get_by_role("button", name="First page")).to_be_visible()
    second = parameters(tab)
    card = tab.locator("a[href^='session?']").first
    opened = card.get_attribute("href")
    assert opened
    card.click()
    expect(tab.get_by_role("tab", name="Preview")).to_be_visible()
    assert parameters(tab)["after"] == second["after"]
    if way == "back":
        tab.go_back()
    else:
        tab.get_by_role("link", name="All sessions").click()
    expect(tab.get_by_role("button", name="First page")).to_be_visible()
    expect(tab.locator("a[href^='session?']").first).to_have_attribute("href", opened)
    expect(tab).not_to_have_url(re.compile(r"[?&]id="))
    assert parameters(tab) == second

    tab.get_by_role("button", name="Next").click()
    expect(tab.locator("a[href^='session?']").first).not_to_have_attribute("href", opened)
    assert "id" not in parameters(tab)
