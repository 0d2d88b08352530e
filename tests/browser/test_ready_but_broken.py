"""From `ready but broken` to the offending line in two clicks, from the list and the overview."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from services import inspection
from store.engine import Database
from tests.store.acting import insert_row

OFFENDING = 90
ALL_SHOWN = re.compile(r"^Showing (\d+) of \1$")  # fewer than a page: the list is filtered
CODE = (
    "export default function App() {\n"
    + "  // nothing is wrong here\n" * (OFFENDING - 2)
    + "  return <p>Total</div>;\n}\n"
    + "// nor here\n" * 40
)


@pytest.fixture
def broken(demo_database: Database) -> UUID:
    """The session updated last, whose code has an error far down; every row is checked."""
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Offending", status="ready", generated_code=CODE)
    assert inspection.inspect(demo_database, row_id)
    return row_id


@pytest.mark.parametrize("start", ["/sessions", "/"])
def test_two_clicks_lead_to_the_offending_line(
    tab: Page, site: str, broken: UUID, start: str
) -> None:
    tab.goto(f"{site}{start}")
    if start == "/":
        tab.get_by_role("link", name="ready but broken").click()
    else:
        tab.get_by_role("button", name=re.compile("^Ready but broken")).click()
    expect(tab).to_have_url(re.compile("verdict=broken"))
    pill = tab.get_by_role("button", name=re.compile("^Ready but broken"))
    expect(pill).to_have_attribute("aria-pressed", "true")
    expect(tab.get_by_text(ALL_SHOWN)).to_be_visible()

    tab.get_by_role("rowheader").locator(f"a[href*='{broken}']").click()
    expect(tab).to_have_url(re.compile(f"/session\\?.*id={broken}"))
    expect(tab.get_by_role("tab", name="Code")).to_have_attribute("aria-selected", "true")
    expect(tab.get_by_text("Does not compile").first).to_be_visible()
    line = tab.locator(".excerpt .line[aria-current=true]")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text(f"{OFFENDING}")
    expect(line).to_contain_text("return <p>Total</div>;")
    expect(line.locator(".point")).to_have_text("d")

    # the back button leads to the list as it was
    tab.go_back()
    expect(tab).to_have_url(re.compile("/sessions\\?.*verdict=broken"))
    expect(tab.get_by_text(ALL_SHOWN)).to_be_visible()
