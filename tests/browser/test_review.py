"""A list of twenty rows reviewed by keyboard alone, with the next row running ahead."""

from __future__ import annotations

import re
from collections import Counter
from uuid import UUID

from playwright.sync_api import Locator, Page, Position, expect

from store.engine import Database
from store.reviews import reviews
from store.reviews.review_records import Review
from tests.browser.settling import settle
from tests.store.acting import insert_row
from tests.store.reviews.reviewing import inspected

ROWS = 20
CODE = "export default function Card() { return <main>Row %s of the queue</main>; }"
DESIGN = """{"nodes": {"1:1": {"document": {"id": "1:1", "type": "FRAME", "name": "Card",
"absoluteBoundingBox": {"x": 0, "y": 0, "width": 390, "height": 844},
"children": [{"id": "1:2", "type": "TEXT", "name": "t", "characters": "Get started",
"absoluteBoundingBox": {"x": 40, "y": 60, "width": 200, "height": 40},
"fills": [{"type": "SOLID", "color": {"r": 0, "g": 0, "b": 0, "a": 1}}],
"style": {"fontFamily": "Inter", "fontSize": 32}}]}}}}"""


def said(database: Database, row_id: UUID) -> tuple[Review, ...]:
    return database.read(lambda db: reviews.list_for_row(db, row_id))


def test_twenty_rows_by_keyboard(tab: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        ids = [
            inspected(
                db,
                insert_row(
                    db,
                    status="ready",
                    frame_name=f"Queued {number:02}",
                    generated_code=CODE % number,
                    design_context=DESIGN,
                ),
            )
            for number in range(ROWS)
        ]
    tab.goto(f"{site}/review?q=Queued&sort=name")
    progress, title = tab.get_by_text(re.compile("^\\d+ of 20 reviewed$")), heading(tab)
    expect(title).to_have_text("Queued 00")
    expect(progress).to_have_text("0 of 20 reviewed")
    # The next one runs before it is its turn.
    expect(runs(tab)).to_have_count(2)
    expect(runs(tab).nth(1)).to_have_attribute("data-state", "renders")
    tab.set_viewport_size({"width": 1440, "height": 900})
    design, live = runs(tab).first.locator(".sheet").all()
    for key, mode, shown in (("d", "one", live), ("d", "one", live), ("s", "side", design)):
        tab.keyboard.press(key)
        expect(runs(tab).first).to_have_attribute("data-mode", mode)
        box = shown.bounding_box()
        assert box
        assert box["y"] <= 230
        assert box["y"] + box["height"] <= 900
    expect(runs(tab).first).to_have_attribute("data-side", "design")

    # By mouse, too: Enter then saves, and does not press the button once more.
    tab.get_by_role("button", name="Good").click()
    expect(tab.get_by_role("button", name="Good")).to_have_attribute("aria-pressed", "true")
    tab.keyboard.press("Enter")
    expect(title).to_have_text("Queued 01")
    for key in ("3", "4", "5", "n"):
        tab.keyboard.press(key)
    tab.keyboard.type("Cut off at 2 of 3")  # typed, the keys are text
    tab.keyboard.press("Escape")
    tab.keyboard.press("p")
    sheet = tab.locator(".picker.on")
    sheet.click(position=in_sheet(sheet, 100, 80))
    expect(tab.get_by_role("button", name="“Get started”")).to_be_visible()
    tab.keyboard.press("Enter")
    expect(title).to_have_text("Queued 02")
    expect(progress).to_have_text("2 of 20 reviewed")
    (review,) = said(demo_database, ids[1])
    assert (review.mark, review.reasons) == ("wrong", ("layout", "text"))
    assert review.note == "Cut off at 2 of 3"
    assert review.place
    assert (review.place.x, review.place.y) == (40, 60)

    # Back to the one that was undone, with what was written but without the mark.
    tab.keyboard.press("u")
    expect(title).to_have_text("Queued 01")
    assert said(demo_database, ids[1]) == ()
    expect(tab.get_by_role("textbox", name="Note")).to_have_value(review.note)
    expect(tab.get_by_role("button", name="Wrong", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    tab.keyboard.press("2")
    tab.keyboard.press("Enter")
    expect(title).to_have_text("Queued 02")
    expect(progress).to_have_text("2 of 20 reviewed")
    (again,) = said(demo_database, ids[1])
    assert (again.mark, again.reasons, again.place) == ("needs-work", review.reasons, review.place)

    # Faster than the server answers: no mark is lost.
    for number in range(2, ROWS):
        expect(title).to_have_text(f"Queued {number:02}")
        tab.keyboard.press("1")
        tab.keyboard.press("Enter")
    expect(tab.get_by_text("All reviewed", exact=True)).to_be_visible()
    marks = [each.mark for row_id in ids for each in said(demo_database, row_id)]
    assert Counter(marks) == {"good": ROWS - 1, "needs-work": 1}
    settle(tab)
    tab.keyboard.press("u")
    expect(title).to_have_text("Queued 19")


def heading(tab: Page) -> Locator:
    return tab.get_by_role("complementary", name="Review").get_by_role("link").first


def runs(tab: Page) -> Locator:
    """The previews, the one on screen first."""
    return tab.locator("section.preview")


def in_sheet(sheet: Locator, x: float, y: float) -> Position:
    """Where a pixel of the design, which is 390 wide, is on screen."""
    box = sheet.bounding_box()
    assert box
    return {"x": x * box["width"] / 390, "y": y * box["width"] / 390}
