"""Every page, light and dark: axe-core finds nothing serious, and every text is readable.

axe-core judges names, roles, labels and structure. It leaves the contrast of texts that lie over
others open, so `contrast.js` computes that of every text, as WCAG AA defines it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Literal
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from store.actions import actions
from store.engine import Database
from store.renders.render_records import Outcome, RenderVerdict
from tests.browser.settling import settle, visit
from tests.store.acting import SUPPORT, insert_row, target_of, write_elsewhere
from tests.store.rows import render

ROOT: Final = Path(__file__).parents[2]
AXE: Final = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text()
FINDINGS: Final = """async (rules) => {
  const options = { resultTypes: ["violations"], iframes: false, selectors: false, ...rules };
  const { violations } = await axe.run(document, options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}"""
CONTRAST: Final = (Path(__file__).parent / "contrast.js").read_text().strip()
READABLE: Final = f"""(deadline) => {{
  const found = ({CONTRAST})();
  const isReadable = found.texts > 15 && found.faint.length === 0;
  return isReadable || performance.now() > deadline ? found : null;
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


Theme = Literal["light", "dark"]
# What depends on the theme; names, roles and structure are the same in both.
OF_COLORS: Final = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.fixture
def wide(tab: Page) -> Page:
    """A tab that shows most of a page at once."""
    tab.set_viewport_size({"width": 1440, "height": 1400})
    tab.emulate_media(color_scheme="light")
    return tab


def check(tab: Page) -> None:
    """Nothing serious is found in either theme, once nothing is dimmed as it is drawn again.

    The page is left in the other theme.
    """
    settle(tab)
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    is_dark = tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    check_theme(tab, "dark" if is_dark else "light", {})
    check_theme(tab, "light" if is_dark else "dark", OF_COLORS)


def check_theme(tab: Page, theme: Theme, rules: dict[str, Any]) -> None:
    """Nothing serious is found in one theme, by all of axe-core or by these rules."""
    tab.emulate_media(color_scheme=theme)
    expect(tab.get_by_test_id("stApp")).to_have_css("color-scheme", theme)
    deadline = tab.evaluate("performance.now() + 40_000")
    # Judged as it was found: a preview that starts again fades in.
    found = tab.wait_for_function(READABLE, arg=deadline, timeout=60_000, polling=100)
    contrast: dict[str, Any] = found.json_value()
    assert contrast["texts"] > 15, (tab.url, theme)
    assert contrast["faint"] == [], (tab.url, theme)
    assert tab.evaluate(FINDINGS, rules) == [], (tab.url, theme)


def test_axe_finds_what_has_no_name(wide: Page, site: str) -> None:
    """The findings are those of the page: a button without a name is one."""
    wide.goto(f"{site}/system")
    expect(wide.get_by_text("STUCK_AFTER_MINUTES").first).to_be_visible()
    wide.evaluate("document.body.append(document.createElement('button'))")
    wide.evaluate(AXE)
    assert wide.evaluate(FINDINGS) == ["button-name: <button></button>"]


def test_pages(wide: Page, site: str, demo_database: Database) -> None:
    """With a render, an audit entry, a design, a replaced code, and code in a caption."""
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
        rendered_id = insert_row(db, status="ready", generated_code=CODE)
        render(db, rendered_id, Outcome(verdict=RenderVerdict.RENDERS, score=71.5))
    table = wide.get_by_role("table", name="Prototype sessions")
    for path, shown in (
        ("", wide.get_by_text("Measured on")),
        ("sessions?status=ready&size=25", table),
        ("sessions?status=error&view=gallery&cards=both", wide.locator("li[data-id]").first),
        ("stuck", table),
        ("showcases", wide.get_by_role("link", name="Present").first),
        ("inbox", wide.get_by_role("button", name="Assign to me").first),
        ("errors", wide.get_by_test_id("stVegaLiteChart").first),
        ("quality", wide.locator(".st-key-worst")),
        ("audit", wide.get_by_text("ticket 1042").first),
        (f"compare?a={row_id}&b={rendered_id}", wide.get_by_text("Readable too").first),
        (f"session?id={row_id}&tab=Design", wide.get_by_text("Nodes without a box")),
        (f"session?id={row_id}&tab=Versions", wide.get_by_text("Current").first),
        (f"session?id={row_id}&tab=History", wide.get_by_text("ticket 1042").first),
        ("system", wide.get_by_text("STUCK_AFTER_MINUTES").first),
    ):
        if path:
            visit(wide, f"/{path}")
        else:
            wide.goto(site)
        expect(shown).to_be_visible()
        check(wide)
    wide.get_by_role("button", name="Demo · admin").click()
    expect(wide.get_by_text("This is the demo: nobody signs in")).to_be_visible()
    check(wide)


def test_code_and_its_changes(wide: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Readable", status="ready", generated_code=CODE)
    wide.goto(f"{site}/session?id={row_id}&tab=Preview")
    expect(wide.locator("iframe").first).to_be_visible()
    check(wide)
    wide.get_by_role("tab", name="Code").click()
    for token in (".comment", ".string", ".keyword", ".operator", ".number"):
        expect(wide.locator(f"code .token{token}").first).to_be_visible()
    check(wide)
    wide.get_by_role("tab", name="Edit").click()
    wide.get_by_role("textbox", name="Code", exact=True).fill(CODE.replace("12", "13"))
    expect(wide.get_by_text("Not saved yet: Code")).to_be_visible()
    expect(wide.locator(".preview[data-state=renders]")).to_be_visible()
    check(wide)
    wide.get_by_role("button", name="Review changes").click()
    for token in (".inserted", ".deleted"):
        expect(wide.locator(f"code .token{token}").first).to_be_visible()
    check(wide)
