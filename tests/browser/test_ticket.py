"""A ticket, from the reference to the copied reply, by keyboard alone."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from store.audit import entries
from store.engine import Database
from tests.browser.settling import settle
from tests.store.acting import insert_row
from tests.waiting import until


def press(button: Locator) -> None:
    """Press a button without a mouse."""
    button.focus()
    button.press("Enter")


def find(tab: Page, words: str) -> None:
    """Search from whatever page is open."""
    box = tab.get_by_role("searchbox", name="Find a session")
    expect(box).to_be_visible()

    def is_focused() -> bool:
        tab.keyboard.press("/")  # the keys are listened to only a moment after the box is drawn
        return bool(box.evaluate("(each) => document.activeElement === each"))

    until(is_focused)
    tab.keyboard.type(words)
    tab.keyboard.press("Enter")


def copied(tab: Page) -> str:
    """What is in the clipboard, which the dashboard's pages may not read."""
    other = tab.context.new_page()
    other.set_content("<textarea></textarea>")
    other.locator("textarea").press("Control+V")
    text = other.locator("textarea").input_value()
    other.close()
    tab.bring_to_front()
    return text


def test_a_ticket_is_answered(tab: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        failed = insert_row(db, status="error", error_code="BP-C0FFEE", generated_code=None)
        stuck = insert_row(db, frame_name="Ticket", idle=timedelta(hours=3))
    tab.goto(f"{site}/")

    find(tab, "it's stuck, Ref: bp-c0ffee")
    expect(tab.get_by_text("“Ref: BP-C0FFEE” and a retry button.")).to_be_visible()
    press(tab.get_by_role("button", name="Copy the reply"))
    expect(tab.get_by_text("Answered by")).to_be_visible()
    assert copied(tab).startswith("Hello,\n\nThank you for your message about BP-C0FFEE.")

    find(tab, str(stuck))
    expect(tab.get_by_text("A spinner that never ends.")).to_be_visible()
    settle(tab)
    press(tab.get_by_role("button", name="Reset"))
    expect(tab.get_by_text("Nobody has started it again since.")).to_be_visible()
    language = tab.get_by_role("radio", name="Deutsch").or_(
        tab.get_by_role("button", name="Deutsch")
    )
    language.focus()
    language.press("Enter")
    reply = tab.get_by_role("textbox", name="Reply")
    expect(reply).to_have_value(re.compile("^Guten Tag,"))
    reply.press("Control+Home")
    tab.keyboard.type("Re/ply r: ")
    press(tab.get_by_role("button", name="Copy the reply"))
    expect(tab.get_by_text("Answered by")).to_be_visible()
    assert copied(tab).startswith("Re/ply r: Guten Tag,")

    with demo_database.begin() as db:
        done = [[entry.action for entry in entries.for_row(db, row)] for row in (failed, stuck)]
        assert done == [["answer"], ["answer", "reset"]]
        assert entries.for_row(db, stuck)[0].scope == "reset, Deutsch"
