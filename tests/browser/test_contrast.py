"""Every text can be read: WCAG AA, as Chromium computes it, on the light and on the dark theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from store.engine import Database
from tests.store.acting import insert_row

SCRIPT = (Path(__file__).parent / "contrast.js").read_text().strip()
CODE = """// A comment
import { useState } from "react";
const LIMIT = 12;
export default function App() {
  const [count, setCount] = useState(true ? LIMIT : null);
  return <p className="text-red-500" onClick={() => setCount(count + 1)}>{`now ${count}`}</p>;
}
"""


@pytest.fixture(params=["light", "dark"])
def themed(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab with one of the two themes."""
    theme: Literal["light", "dark"] = request.param
    context = chromium.new_context(viewport={"width": 1440, "height": 1400}, color_scheme=theme)
    context.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    yield context.new_page()
    context.close()


def check(tab: Page) -> None:
    """No text on the page is too faint, once nothing is dimmed because it is drawn again."""
    expect(tab.locator("[data-test-script-state=notRunning]")).to_be_visible()
    tab.wait_for_function(f"() => ({SCRIPT})().faint.length === 0 || performance.now() > 15_000")
    found = tab.evaluate(SCRIPT)
    assert found["texts"] > 20
    assert found["faint"] == []


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
