"""The time from a click on Gallery until two dozen cards of 50 KB designs are painted."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, Final
from uuid import UUID, uuid5

from playwright.sync_api import Page, sync_playwright

from bench.browser import FLAGS
from bench.measure import Result
from scripts import local_server
from scripts.chromium import chromium_path
from services import inspection
from store.engine import Database, engine_for
from store.records import CodeGenerateRequest, Filters
from store.sessions import search
from store.sessions.prototype_sessions import create_prototype_session

CARDS: Final = 24
DESIGN_BYTES: Final = 50_000
ROUNDS: Final = 15
LIMIT_MS: Final = 1000.0
WIDTH, HEIGHT = 1440, 1024
NAMES: Final = UUID("6f1d4a30-9a52-4d0c-8f0e-5a1a3b6c7d21")

# From the click to the second frame after every card's picture is decoded.
CLICK_TO_PAINTED: Final = """(count) => new Promise((resolve) => {
  const began = performance.now();
  const drawings = () => [...document.querySelectorAll('*')]
    .flatMap((each) => [...(each.shadowRoot?.querySelectorAll('.card .drawing') ?? [])]);
  const look = async () => {
    const found = drawings();
    const isThere = found.length === count
      && found.every((image) => image.complete && image.naturalWidth);
    if (!isThere) return requestAnimationFrame(look);
    await Promise.all(found.map((image) => image.decode()));
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
  };
  [...document.querySelectorAll('button')]
    .find((button) => button.textContent.includes('Gallery')).click();
  look();
})"""


def design(number: int) -> dict[str, Any]:
    """A Figma answer of about 50 KB: a screen of cards with titles, texts and buttons."""
    children: list[dict[str, Any]] = []

    def add(kind: str, x: int, y: int, wide: int, high: int, **more: Any) -> None:
        shade = (number * 37 + len(children) * 11) % 100 / 100
        children.append(
            {
                "id": f"{number}:{len(children)}",
                "name": f"{kind.title()} {len(children)}",
                "type": kind,
                "absoluteBoundingBox": {"x": x, "y": y, "width": wide, "height": high},
                "fills": [{"type": "SOLID", "color": {"r": shade, "g": 0.4, "b": 1 - shade}}],
                **more,
            }
        )

    written = 0
    while written < DESIGN_BYTES:
        place = len(children) // 3
        x, y = 24 + place % 6 * 236, 24 + place // 6 * 64
        add("RECTANGLE", x, y, 220, 56, cornerRadius=8)
        text = f"Plan {place} of design {number}"
        add("TEXT", x + 12, y + 10, 150, 18, characters=text, style={"fontSize": 14})
        add("ELLIPSE", x + 180, y + 14, 28, 28)
        written += sum(len(json.dumps(child)) for child in children[-3:])
    box = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    frame = {"id": "0:1", "type": "FRAME", "absoluteBoundingBox": box, "children": children}
    return {"nodes": {"0:1": {"document": frame}}}


def fill(database: Database) -> None:
    """Add as many inspected sessions as there are cards, unless they exist."""
    rows = database.read(lambda db: search.search(db, Filters(), size=CARDS)).rows
    for number in range(len(rows), CARDS):
        request = CodeGenerateRequest(
            design_context=design(number),
            frame_name=f"Design {number:02}",
            frame_width=WIDTH,
            frame_height=HEIGHT,
        )
        with database.begin() as db:
            create_prototype_session(db, str(uuid5(NAMES, str(number))), request, status="ready")
    for row in database.read(lambda db: search.search(db, Filters(), size=CARDS)).rows:
        inspection.inspect(database, row.id)


def _to_table(tab: Page) -> None:
    tab.get_by_text("Table", exact=True).click()
    tab.get_by_role("table", name="Prototype sessions").wait_for()
    # The cards of the last round stay until the script has ended; do not mistake them for new ones.
    tab.locator(".card").first.wait_for(state="detached")
    tab.get_by_test_id("stApp").and_(tab.locator("[data-test-script-state=notRunning]")).wait_for()


def opening(url: str) -> Result:
    """On an otherwise empty database, from the table to the gallery and back, warm."""
    database = Database(engine_for(url))
    fill(database)
    database.dispose()
    taken: list[float] = []
    with (
        tempfile.TemporaryDirectory() as logs,
        local_server.dashboard(url, Path(logs, "gallery.log")) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        # Tall enough for every card: what is below the window is not painted.
        tab = browser.new_page(viewport={"width": 1440, "height": 1700})
        tab.goto(f"{address}/sessions")
        tab.get_by_text(f"Showing {CARDS} of").wait_for()
        for turn in range(ROUNDS + 1):
            tab.get_by_text("Gallery", exact=True).wait_for()
            spent = tab.evaluate(CLICK_TO_PAINTED, CARDS)
            if turn:
                taken.append(spent)
            tab.get_by_text(f"Showing {CARDS} of").wait_for()
            _to_table(tab)
        browser.close()
    note = f"{min(taken):.0f} to {max(taken):.0f} ms, the page's rerun included"
    return Result(f"gallery, {CARDS} designs of 50 KB", median(taken), None, LIMIT_MS, note)
