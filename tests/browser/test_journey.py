"""One person's way through the dashboard: search, open, edit, conflict, reset, receipt, undo."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from store.engine import Database
from store.sessions.prototype_sessions import get_summary
from tests.browser.settling import settle
from tests.store.acting import insert_row, write_elsewhere


def press_frame_name(tab: Page, position: int) -> None:
    """Click the name in a row of the table."""
    table = tab.get_by_role("table", name="Prototype sessions")
    table.get_by_role("rowheader").nth(position).get_by_role("link").click()


def stuck_row(database: Database, name: str) -> UUID:
    """A session that stopped three hours ago."""
    with database.begin() as db:
        return insert_row(db, frame_name=name, status="generating", idle=timedelta(hours=3))


def test_search_open_edit_conflict_reset_receipt_undo(
    tab: Page, site: str, demo_database: Database
) -> None:
    row_id = stuck_row(demo_database, "Journey checkout")
    session_id_start = demo_database.read(lambda db: get_summary(db, row_id)).session_id[:8]

    # search, using only the keyboard
    tab.goto(f"{site}/sessions")
    box = tab.get_by_role("searchbox", name="Search sessions")
    expect(tab.get_by_text(re.compile("^Showing 50 of"))).to_be_visible()
    box.fill("journey check")
    expect(tab).to_have_url(re.compile("q=journey"))
    expect(tab.get_by_text("Showing 1 of 1, found by the beginning of their name")).to_be_visible()

    # open
    press_frame_name(tab, 0)
    expect(tab).to_have_url(re.compile(f"/session\\?id={row_id}"))
    expect(tab.get_by_role("heading", name="Journey checkout")).to_be_visible()
    expect(tab.get_by_text(f"session {session_id_start}")).to_be_visible()

    # edit, while another person edits the same field
    tab.get_by_role("tab", name="Edit").click()
    expect(tab).to_have_url(re.compile("tab=Edit"))
    name = tab.get_by_label("Frame name")
    expect(name).to_have_value("Journey checkout")
    settle(tab)
    name.fill("Mine")
    tab.get_by_role("button", name="Review changes").click()
    save = tab.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_visible()
    settle(tab)
    with demo_database.begin() as db:
        write_elsewhere(db, row_id, "frame_name = 'Theirs'")
    save.click()

    # conflict: nothing was written; keep mine over theirs
    expect(tab.get_by_text("This session was changed after you opened the form")).to_be_visible()
    assert demo_database.read(lambda db: get_summary(db, row_id)).frame_name == "Theirs"
    resolve_with_mine(tab)
    expect(tab.get_by_role("heading", name="Mine")).to_be_visible()
    assert demo_database.read(lambda db: get_summary(db, row_id)).frame_name == "Mine"

    # reset: it had moved since it was edited, so it is not stuck any more; age it again
    with demo_database.begin() as db:
        write_elsewhere(db, row_id, "updated_at = now() - interval '3 hours'")
    tab.reload()
    expect(tab.get_by_text("no update for 3 h").first).to_be_visible()
    tab.get_by_role("button", name="Reset", exact=True).click()
    expect(tab.get_by_text("Reset: 1 session changed")).to_be_visible()
    assert demo_database.read(lambda db: get_summary(db, row_id)).status == "pending"

    # receipt, by its permalink, and undo there
    tab.get_by_role("link", name="Receipt").click()
    expect(tab).to_have_url(re.compile("/audit\\?receipt="))
    tab.get_by_role("button", name="Undo").first.click()
    expect(tab.get_by_role("link", name="The action it undid")).to_be_visible()
    expect(tab.get_by_text("1 session changed")).to_be_visible()
    assert demo_database.read(lambda db: get_summary(db, row_id)).status == "generating"


def resolve_with_mine(tab: Page) -> None:
    """Keep our own value over the newer version, see the difference again, and save it."""
    settle(tab)
    tab.get_by_text("Keep mine", exact=True).click()
    apply = tab.get_by_role("button", name="Apply to the new version")
    apply.click()
    expect(apply).to_have_count(0)
    save = tab.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_visible()
    settle(tab)
    save.click()


def test_back_returns_through_the_pages_of_a_list(tab: Page, site: str) -> None:
    tab.goto(f"{site}/sessions?size=25")
    expect(tab.get_by_text(re.compile("^Showing 25 of"))).to_be_visible()
    addresses = [tab.url]
    for _ in range(3):
        tab.get_by_role("button", name="Next").click()
        expect(tab).not_to_have_url(addresses[-1])
        expect(tab.get_by_role("button", name="First page")).to_be_visible()
        addresses.append(tab.url)
    for address in reversed(addresses[:-1]):
        tab.go_back()
        expect(tab).to_have_url(address)
