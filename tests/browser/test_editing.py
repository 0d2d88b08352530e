"""A typo in code is fixed with its render beside it, and what renders worse has to be confirmed."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect

from store.engine import Database
from store.sessions.prototype_sessions import get_code, get_design_text
from tests.browser.settling import settle
from tests.store.acting import insert_row

TYPO = """export default function Pricing() {
  return (
    <main className="p-8">
      <h1 className="text-3xl">Pricing</h1>
      <p>From 9 a month<p>
    </main>
  );
}
"""
FIXED = TYPO.replace("month<p>", "month</p>")
DESIGN = {"nodes": {"1:1": {"document": {"id": "1:1", "type": "FRAME", "children": []}}}}


def live(tab: Page) -> Locator:
    """What is rendered, in the frame."""
    return tab.frame_locator("iframe.shown").locator("main")


def test_a_typo_is_fixed_beside_its_render(tab: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(
            db,
            frame_name="Typo",
            status="ready",
            generated_code=TYPO,
            design_context=json.dumps(DESIGN),
        )
    tab.goto(f"{site}/session?id={row_id}&tab=Edit")
    code = tab.get_by_role("textbox", name="Code")
    findings = tab.get_by_role("region", name="Check").get_by_role("button")
    expect(findings.first).to_contain_text("Does not compile")
    expect(tab.locator(".cm-lint-marker-error").first).to_be_visible()
    settle(tab)

    # the finding leads to its line; the typo is in the one before
    findings.first.click()
    expect(code).to_be_focused()
    code.press("Control+Home")
    for _ in range(4):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("End")
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.type("/")
    expect(live(tab)).to_contain_text("From 9 a month")
    expect(tab.get_by_role("region", name="Check")).to_have_text("Compiles")
    expect(tab.get_by_text("Not saved yet: Code")).to_be_visible()

    # it is broken again: the last version stays, and it cannot be saved
    tab.keyboard.type("<")
    expect(tab.get_by_text("Cannot be saved.")).to_be_visible()
    expect(tab.get_by_text("Your last version that compiles.")).to_be_visible()
    expect(tab.get_by_role("button", name="Review changes")).to_be_disabled()
    expect(live(tab)).to_contain_text("From 9 a month")
    tab.keyboard.press("Backspace")
    expect(tab.get_by_role("button", name="Review changes")).to_be_enabled()

    # a reload loses nothing
    tab.reload()
    tab.get_by_role("button", name="Restore them").click()
    expect(code).to_contain_text("From 9 a month</p>")
    expect(live(tab)).to_contain_text("From 9 a month")
    settle(tab)
    code.press("Control+s")
    expect(tab.get_by_text("+      <p>From 9 a month</p>")).to_be_visible()
    tab.get_by_label("Reason (required)").fill("ticket 1042")
    tab.keyboard.press("Control+s")
    expect(tab.get_by_text("Edit: 1 session changed")).to_be_visible()
    with demo_database.begin() as db:
        assert get_code(db, row_id) == FIXED

    # what throws compiles, and is only saved once that is confirmed
    expect(live(tab)).to_contain_text("From 9 a month")
    expect(tab.locator(".preview[data-state=renders]")).to_be_visible()
    settle(tab)
    code.press("Control+Home")
    tab.keyboard.press("End")
    tab.keyboard.type(" null.price;")
    expect(tab.locator(".preview[data-state=throws]")).to_be_visible()
    settle(tab)
    code.press("Control+s")
    expect(tab.get_by_text("“Throws” instead of “Renders”")).to_be_visible()
    tab.get_by_role("button", name="Back").click()
    discard = tab.get_by_role("button", name="Discard my edits")
    discard.click()
    expect(discard).to_have_count(0)
    settle(tab)  # what is below it moves

    # the design as JSON, with its error at the line
    tab.get_by_text("Design as JSON").click()
    tab.get_by_role("button", name="Edit as text").click()
    design = tab.get_by_role("textbox", name="Design")
    design.press("Control+Home")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.type(",")
    expect(tab.get_by_role("button", name="Line 2, column 1: Not JSON")).to_be_visible()
    expect(tab.get_by_role("button", name="Review changes")).to_be_disabled()
    tab.keyboard.press("Backspace")
    tab.keyboard.type('"name": "Shop",')
    expect(tab.get_by_text("Not saved yet: Design")).to_be_visible()
    settle(tab)
    design.press("Control+s")
    tab.get_by_label("Reason (required)").fill("a name")
    save = tab.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(save).to_have_count(0)
    settle(tab)
    expect(tab.get_by_text("Edit: 1 session changed")).to_be_visible()
    with demo_database.begin() as db:
        assert json.loads(get_design_text(db, row_id)) == {"name": "Shop", **DESIGN}
