"""A customer's old reference, pasted with the whole e-mail: open, reset, receipt, undo."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

from playwright.sync_api import Page, expect

from store.actions import actions
from store.engine import Database
from store.sessions.prototype_sessions import get_summary
from tests.store.acting import SUPPORT, insert_row, target_of, write_elsewhere

# Random, so that no demo row has it: a reference that only one row has opens that row.
REFERENCE = f"BP-{uuid4().hex[:6].upper()}"
MAIL = (
    "Hello, this is Maria Kowalska (maria@example.org). Yesterday it said Ref: "
    f"{REFERENCE.lower()} and I still cannot see our new booking page. Kind regards"
)


def test_an_old_reference_in_an_e_mail_opens_its_session_for_reset_and_undo(
    tab: Page, site: str, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Old reference", status="error", error_code=REFERENCE)
        actions.reset(
            db,
            SUPPORT,
            [target_of(db, row_id)],
            reason="ticket 1042",
            request_id=uuid4(),
            stuck_after=timedelta(minutes=10),
        )
        write_elsewhere(db, row_id, "status = 'ready', error_code = NULL")

    # paste
    visited: list[str] = []
    tab.on("framenavigated", lambda frame: visited.append(frame.url))
    tab.goto(f"{site}/sessions")
    expect(tab.get_by_text(re.compile("^Showing 50 of"))).to_be_visible()
    tab.get_by_role("searchbox", name="Search sessions").fill(MAIL)

    # open
    expect(tab).to_have_url(re.compile(f"/session\\?id={row_id}"))
    expect(tab.get_by_role("heading", name="Old reference")).to_be_visible()
    expect(tab.get_by_text(f"{REFERENCE} was this session's reference until")).to_be_visible()
    assert not [url for url in visited if "Maria" in url or "maria" in url]

    # reset: a ready session requires confirmation; Cancel leaves it as it is
    reset = tab.get_by_role("button", name="Reset", exact=True)
    reset.click()
    dialog = tab.get_by_role("dialog")
    expect(dialog.get_by_text("This session is ready.")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    assert demo_database.read(lambda db: get_summary(db, row_id)).status == "ready"
    reset.click()
    dialog.get_by_role("button", name="Reset 1 session").click()
    expect(tab.get_by_text("Reset: 1 session changed")).to_be_visible()
    assert demo_database.read(lambda db: get_summary(db, row_id)).status == "pending"

    # receipt, and undo there
    tab.get_by_role("link", name="Receipt").click()
    expect(tab).to_have_url(re.compile("/audit\\?receipt="))
    tab.get_by_role("button", name="Undo").first.click()
    expect(tab.get_by_role("link", name="The action it undid")).to_be_visible()
    assert demo_database.read(lambda db: get_summary(db, row_id)).status == "ready"

    # the audit log has the old reference, too
    tab.goto(f"{site}/audit?q={REFERENCE}")
    expect(tab.get_by_text("ticket 1042")).to_be_visible()
