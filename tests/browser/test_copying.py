"""What is copied where browsers keep the clipboard's API from a page, as they do on plain HTTP."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from store.engine import Database
from tests.browser.test_ticket import copied
from tests.store.acting import insert_row

SESSION_ID = "6f1d2e0a-93b7-4c58-8a7e-2f4d1c9b0e35"
NO_API = "delete Navigator.prototype.clipboard"


def test_everything_is_copied_without_the_api(
    tab: Page, site: str, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        insert_row(db, session_id=SESSION_ID, status="error", error_code="BP-C0FFEF")
    tab.add_init_script(NO_API)
    tab.goto(site)
    assert tab.evaluate("navigator.clipboard === undefined")
    reference = tab.get_by_role("button", name="Copy BP-C0FFEF")
    reference.click()
    expect(reference).to_have_text("check")
    assert copied(tab) == "BP-C0FFEF"

    tab.get_by_role("searchbox", name="Find a session").fill("BP-C0FFEF")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Copy the reply").click()
    expect(tab.get_by_text("Copied to the clipboard")).to_be_visible()
    expect(tab.get_by_role("button", name="Copied")).to_be_focused()
    assert copied(tab).startswith("Hello,")

    tab.get_by_role("button", name="Reveal session id").click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Reason (required)").fill("asked for")
    dialog.get_by_role("button", name="Reveal").click()
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_focused()
    assert copied(tab) == SESSION_ID
