"""Waits for the end of a page's script."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page, expect

# Resolves when a run of the script has started and ended.
VISIT: Final = """address => new Promise(resolve => {
    const app = document.querySelector("[data-testid=stApp]");
    const state = "data-test-script-state";
    let hasStarted = false;
    new MutationObserver((changes, observer) => {
        const now = app.getAttribute(state);
        hasStarted ||= [now, ...changes.map(each => each.oldValue)].includes("running");
        if (!hasStarted || now !== "notRunning") return;
        observer.disconnect();
        resolve();
    }).observe(app, { attributeFilter: [state], attributeOldValue: true });
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
})"""


def settle(tab: Page) -> None:
    """Wait until the script has ended: a run that redraws a widget may take what was entered."""
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def visit(tab: Page, address: str) -> None:
    """Go to another address of the open dashboard as the browser's history does, without loading
    it again, which takes longer than everything else. Returns when the script has ended."""
    settle(tab)
    tab.evaluate(VISIT, address)
