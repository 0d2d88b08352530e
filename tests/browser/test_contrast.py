"""Every text is readable: WCAG AA, as Chromium computes it, in the light and the dark theme."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from store.actions import actions
from store.engine import Database
from tests.store.acting import SUPPORT, insert_row, target_of, write_elsewhere

SCRIPT = (Path(__file__).parent / "contrast.js").read_text().strip()
READABLE = f"""() => {{
  const {{ texts, faint }} = ({SCRIPT})();
  return (texts > 15 && faint.length === 0) || performance.now() > 40_000;
}}"""
CODE = """// A comment
import { useState } from "react";
const LIMIT = 12;
export default function App() {
  const [count, setCount] = useState(true ? LIMIT : null);
  return <p className="text-red-500" onClick={() => setCount(count + 1)}>{`now ${count}`}</p>;
}
"""


DESIGN = """{"nodes": {"1:1": {"document": {"id": "1:1", "type": "FRAME", "children": [
    {"id": "1:2", "type": "TEXT", "name": "Title", "characters": "Hello",
     "style": {"fontFamily": "Inter", "fontSize": 20},
     "fills": [{"type": "SOLID", "color": {"r": 0.1, "g": 0.1, "b": 0.4, "a": 1}}],
     "absoluteBoundingBox": {"x": 0, "y": 0, "width": 90, "height": 24}}],
    "absoluteBoundingBox": {"x": 0, "y": 0, "width": 390, "height": 844}}}}}"""


@pytest.fixture(params=["light", "dark"])
def themed(tab: Page, request: pytest.FixtureRequest) -> Page:
    """A tab with one of the two themes."""
    theme: Literal["light", "dark"] = request.param
    tab.set_viewport_size({"width": 1440, "height": 1400})
    tab.emulate_media(color_scheme=theme)
    return tab


def check(tab: Page) -> None:
    """No text on the page is too faint, once nothing is dimmed because it is drawn again."""
    expect(tab.locator("[data-test-script-state=notRunning]")).to_be_visible()
    tab.wait_for_function(READABLE, timeout=60_000)
    result = tab.evaluate(SCRIPT)
    assert result["texts"] > 15
    assert result["faint"] == []


def test_texts_of_the_other_pages(themed: Page, site: str, demo_database: Database) -> None:
    """With an entry of the audit log, a design, a replaced code, and code in a caption."""
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Readable too", status="error", design_context=DESIGN)
        actions.reset(
            db,
            SUPPORT,
            [target_of(db, row_id)],
            reason="ticket 1042",
            request_id=uuid4(),
            stuck_after=timedelta(minutes=10),
        )
        write_elsewhere(db, row_id, "generated_code = 'export default () => 1'")
    for path, shown in (
        ("", themed.get_by_text("Measured on")),
        ("stuck", themed.get_by_role("table", name="Prototype sessions")),
        ("audit", themed.get_by_text("ticket 1042").first),
        ("system", themed.get_by_text("STUCK_AFTER_MINUTES").last),
        (f"session?id={row_id}&tab=Design", themed.get_by_text("Nodes without a box")),
        (f"session?id={row_id}&tab=Versions", themed.get_by_text("Current").first),
        (f"session?id={row_id}&tab=History", themed.get_by_text("ticket 1042").first),
    ):
        themed.goto(f"{site}/{path}")
        expect(shown).to_be_visible()
        check(themed)
    themed.get_by_role("button", name="Demo · admin").click()
    expect(themed.get_by_text("This is the demo: nobody signs in")).to_be_visible()
    check(themed)


def test_texts_are_not_too_faint(themed: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Readable", status="ready", generated_code=CODE)
    for path in ("sessions?status=ready&size=25", "sessions?status=error&view=gallery"):
        themed.goto(f"{site}/{path}")
        expect(themed.get_by_role("button", name="Ready but broken")).to_be_visible()
        check(themed)
    themed.goto(f"{site}/session?id={row_id}&tab=Code")
    for token in (".comment", ".string", ".keyword", ".operator", ".number"):
        expect(themed.locator(f"code .token{token}").first).to_be_visible()
    check(themed)
    themed.get_by_role("tab", name="Edit").click()
    themed.get_by_label("Code", exact=True).fill(CODE.replace("12", "13"))
    themed.get_by_role("button", name="Review changes").click()
    for token in (".inserted", ".deleted"):
        expect(themed.locator(f"code .token{token}").first).to_be_visible()
    check(themed)
