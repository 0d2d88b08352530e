"""A showcase is presented while database and network go away, and its file is opened offline."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from demo import showcase
from services import inspection
from store.engine import Database, engine_for
from store.principal import Principal, Role
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from store.showcases import items, reading
from tests.browser.conftest import Serve
from tests.browser.profiles import Profiles
from tests.browser.settling import settle
from tests.conftest import MakeDatabase, drop
from tests.store.acting import insert_row

CAPTIONS: Final = [shown.texts.caption for shown in showcase.SHOWN]
PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
THROWS: Final = "export default function Broken() { throw new Error('It broke') }"
NAME_IS_BELOW: Final = """() => {
  const [look, name] = ["[class*=st-key-look-]", "a[href*='session?id=']"]
    .map((each) => document.querySelector(each)?.getBoundingClientRect());
  return look && name && name.top >= look.bottom && name.top - look.bottom < 20;
}"""
ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}")
ADA: Final = Principal(actor="ada", role=Role.ADMIN)


@pytest.fixture
def fair(make_database: MakeDatabase, demo_template: str) -> Iterator[Database]:
    """The demo with its showcase rendered, and one more session in it that throws."""
    database = Database(engine_for(make_database(demo_template)))
    with database.begin() as db:
        broken = insert_row(db, status="ready", frame_name="Broken", generated_code=THROWS)
        items.pick(db, ADA, showcase.ID, [broken], uuid4())
    for item in database.read(lambda db: reading.items(db, showcase.ID)):
        assert inspection.inspect(database, item.row_id)
        with database.begin() as db:
            subject = renders.subject(db, item.row_id)
            assert subject
            outcome = Outcome(verdict=RenderVerdict.RENDERS, picture=PNG)
            if item.row_id == broken:
                outcome = Outcome(verdict=RenderVerdict.THROWS)
            renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
    yield database
    database.dispose()


def shows(tab: Page, place: int) -> None:
    """The prototype at this place runs before everybody's eyes, with its caption."""
    expect(tab.locator(".caption")).to_have_text(CAPTIONS[place])
    expect(tab.locator(".slide").nth(place).locator("iframe.shown")).to_be_visible()
    expect(tab.locator(".slide iframe.shown:visible")).to_have_count(1)


def swipe(tab: Page, context: BrowserContext, across: int) -> None:
    """Swipe over the middle of the prototype, as on a touch screen."""
    box = tab.locator(".current .sheet").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    devtools = context.new_cdp_session(tab)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for kind, moved in (("touchStart", 0), ("touchMove", across / 2), ("touchMove", across)):
        points = [{"x": x + moved, "y": y}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    devtools.detach()


def fits_a_phone(tab: Page) -> None:
    """On a phone, a session's name is right below its picture, and its buttons can be hit."""
    before = tab.viewport_size
    assert before
    tab.set_viewport_size({"width": 420, "height": 900})
    tab.wait_for_function(NAME_IS_BELOW)
    button = tab.get_by_role("button", name="Later").first.bounding_box()
    assert button
    assert button["width"] >= 32
    tab.set_viewport_size(before)


def test_a_showcase_outlives_database_and_network(
    fair: Database,
    serve: Serve,
    maintenance: psycopg.Connection,
    context: BrowserContext,
    profiles: Profiles,
    tmp_path: Path,
) -> None:
    url = fair.engine.url
    with serve(url.render_as_string(hide_password=False), tmp_path / "log") as site:
        tab = context.new_page()
        tab.goto(f"{site}/showcases")
        tab.get_by_role("link", name=showcase.NAME).click()
        # A link within a page changes the address, or the next run would leave the showcase.
        expect(tab).to_have_url(re.compile(r"/showcases\?showcase="))
        settle(tab)
        notes_field = tab.get_by_role("textbox", name="Notes").first
        notes_field.fill("Scroll slowly.")
        notes_field.press("Enter")
        settle(tab)
        expect(notes_field).to_have_value("Scroll slowly.")
        fits_a_phone(tab)
        tab.get_by_role("link", name="All showcases").click()
        expect(tab).to_have_url(f"{site}/showcases")
        settle(tab)
        tab.get_by_role("link", name=showcase.NAME).click()
        with tab.expect_download() as shared:
            tab.get_by_role("button", name="Share").click()
        with context.expect_page() as opened:
            tab.get_by_role("link", name="Present").click()
        present = opened.value
        errors: list[str] = []
        present.on("pageerror", lambda error: errors.append(str(error)))
        shows(present, 0)
        expect(present.locator(".sheet.live")).to_have_count(6)
        with context.expect_page() as second:
            present.keyboard.press("p")
        notes = second.value
        expect(notes.get_by_text("Skipped: Broken. Throws: It broke")).to_be_visible()

        present.keyboard.press("ArrowRight")
        shows(present, 1)
        fair.dispose()
        drop(maintenance, str(url.database))
        present.keyboard.press("PageDown")
        shows(present, 2)
        context.set_offline(True)
        for place, key in ((3, " "), (4, "ArrowDown"), (5, "PageDown"), (5, "ArrowRight")):
            present.keyboard.press(key)
            shows(present, place)
        expect(notes.get_by_text(showcase.SHOWN[5].texts.notes)).to_be_visible()
        present.keyboard.press("d")
        expect(present.get_by_alt_text("The design").nth(5)).to_be_visible()
        present.keyboard.press("Home")
        shows(present, 0)
        # Inside of a prototype, the same keys step.
        box = present.locator(".current .sheet").bounding_box()
        assert box
        present.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(present.locator(".current iframe.shown")).to_be_focused()
        present.keyboard.press("PageDown")
        shows(present, 1)
        notes.get_by_role("button", name="Next", exact=True).click()
        shows(present, 2)
        swipe(present, context, -200)
        shows(present, 3)
        assert not ID.search(present.locator("body").inner_text())
        assert present.get_by_role("alert").count() == 0
        assert not errors
        context.set_offline(False)  # another test gets the same profile

    with profiles.lent(offline=True) as elsewhere:
        file = tmp_path / "shared.html"
        shared.value.save_as(file)
        page = elsewhere.new_page()
        page.goto(file.as_uri())
        expect(page.locator("figure")).to_have_count(6)
        expect(page.get_by_alt_text(CAPTIONS[0])).to_be_in_viewport()
        for caption in CAPTIONS[1:3]:
            page.keyboard.press("ArrowRight")
            expect(page.get_by_alt_text(caption)).to_be_in_viewport(ratio=0.9)
        assert not ID.search(file.read_text())
