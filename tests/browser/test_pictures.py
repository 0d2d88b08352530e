"""Pictures in a real browser: thumbnails that load, fail, hang or are elsewhere; the gallery.

The test plays the image hosts, so nothing leaves the machine.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Request, Route, expect

from demo import answers
from inspection import deep_json
from inspection.wireframe import wireframe
from services import inspection
from store.engine import Database
from store.insights.insights import put, subject
from store.sessions.prototype_sessions import get_summary
from tests.browser.settling import settle
from tests.store.acting import insert_row
from tests.store.rows import findings

HOST = "https://s3-alpha.figma.com"
ELSEWHERE = "https://collector.example/x.png"
MAGENTA = (255, 0, 255)
DESIGN = """{"nodes": {"1:1": {"document": {"id": "1:1", "type": "FRAME",
    "absoluteBoundingBox": {"x": 0, "y": 0, "width": 300, "height": 200},
    "fills": [{"type": "SOLID", "color": {"r": 0, "g": 0.502, "b": 0, "a": 1}}]}}}}"""

Rows = dict[str, UUID]
Played = list[Request]


def png() -> bytes:
    """A picture of one color, which no wireframe of the test has."""
    made = io.BytesIO()
    Image.new("RGB", (300, 200), MAGENTA).save(made, "PNG")
    return made.getvalue()


def add(database: Database, name: str, url: str | None) -> UUID:
    """A stuck row whose design is one green box, with its wireframe as inspection keeps it."""
    with database.begin() as db:
        row_id = insert_row(
            db,
            idle=timedelta(hours=3),
            frame_name=name,
            thumbnail_url=url,
            frame_width=300,
            frame_height=200,
            design_context=DESIGN,
        )
        result = subject(db, row_id)
        assert result is not None
        drawn = findings(wireframe=wireframe(deep_json.parse(DESIGN)).svg)
        assert put(db, result, drawn)
    return row_id


@pytest.fixture(scope="module")
def rows(demo_database: Database) -> Rows:
    """One row for each outcome of a thumbnail, by name, in the list's order."""
    urls = {
        "Fate a loads": f"{HOST}/ok.png",
        "Fate b refused": f"{HOST}/refused.png",
        "Fate c hangs": f"{HOST}/hangs.png",
        "Fate d elsewhere": ELSEWHERE,
        "Fate e expired": f"{HOST}/ok.png?Expires=1600000000",
        "Fate f no picture": f"{HOST}/text.png",
    }
    return {name: add(demo_database, name, url) for name, url in urls.items()}


@pytest.fixture
def played(context: BrowserContext) -> Iterator[Played]:
    """Every request that the browser sends to another host, answered here."""
    requests: Played = []
    hanging: list[Route] = []

    def answer(route: Route) -> None:
        requests.append(route.request)
        path = urlsplit(route.request.url).path
        if path == "/ok.png":
            route.fulfill(body=png(), content_type="image/png")
        elif path == "/text.png":
            route.fulfill(body="not a picture", content_type="text/html")
        elif path == "/hangs.png":
            hanging.append(route)
        else:
            route.fulfill(status=403)

    context.route(re.compile("^https://"), answer)
    yield requests
    for route in hanging:
        route.abort()


def card(tab: Page, row_id: UUID) -> Locator:
    return tab.locator(f'li[data-id="{row_id}"]')


def test_in_the_gallery_a_failing_thumbnail_leaves_the_wireframe(
    tab: Page, site: str, rows: Rows, played: Played
) -> None:
    tab.goto(f"{site}/sessions?view=gallery&cards=both&q=Fate&sort=name")
    states = ["loaded", "error", "waiting", "none", "none", "error"]
    notes = [
        "",
        "thumbnail could not be loaded",
        "",
        "thumbnail host not allowed",
        r"thumbnail expired 13 Sep 2020, \d+ days ago",
        "thumbnail could not be loaded",
    ]
    for row_id, state, note in zip(rows.values(), states, notes, strict=True):
        layers = card(tab, row_id).locator(".layers")
        expect(layers).to_have_attribute("data-state", state)
        expect(layers.locator(".drawing")).to_have_js_property("naturalWidth", 300)
        expect(card(tab, row_id).locator(".why")).to_have_attribute(
            "title", re.compile(f"^{note}$")
        )
    expect(card(tab, rows["Fate a loads"]).locator(".thumbnail")).to_have_css("opacity", "1")
    expect(card(tab, rows["Fate c hangs"]).locator(".thumbnail")).to_have_css("opacity", "0")
    expect(card(tab, rows["Fate b refused"]).locator(".thumbnail")).to_have_count(0)
    tab.emulate_media(color_scheme="dark")
    place = card(tab, rows["Fate a loads"]).locator(".shot")  # nothing is rendered
    expect(place).not_to_have_css("background-color", "rgb(255, 255, 255)")
    assert_discreet(played)


def test_in_the_table_a_failing_thumbnail_leaves_the_wireframe(
    tab: Page, site: str, rows: Rows, played: Played
) -> None:
    tab.goto(f"{site}/sessions?q=Fate&sort=name")
    table = tab.get_by_role("table", name="Prototype sessions")
    for name in list(rows)[:2]:
        table.get_by_role("checkbox", name=f"Select {name}").check()
    states = ["loaded", "error", "waiting", "none", "none", "error"]
    for row_id, state in zip(rows.values(), states, strict=True):
        layers = table.locator(f'tr[data-id="{row_id}"] .layers')
        expect(layers).to_have_attribute("data-state", state)
        expect(layers.locator(".drawing")).to_have_js_property("naturalWidth", 300)
        expect(layers.locator(".drawing")).to_have_attribute("alt", "")
    expect(tab.get_by_text("2 selected")).to_be_visible()
    assert_discreet(played)


def test_the_session_page_shows_the_wireframe_and_says_why(
    tab: Page, site: str, rows: Rows, played: Played
) -> None:
    tab.goto(f"{site}/session?id={rows['Fate b refused']}&tab=Overview")
    expect(tab.get_by_text("thumbnail could not be loaded")).to_be_visible()
    expect(tab.get_by_role("img", name="Design of Fate b refused")).to_be_visible()
    tab.get_by_role("tab", name="Preview").click()
    expect(
        tab.get_by_text(re.compile("^Wireframe · 300 × 200.*could not be loaded"))
    ).to_be_visible()
    tab.goto(f"{site}/session?id={rows['Fate a loads']}")
    expect(tab.get_by_text(re.compile("^Design · 300 × 200"))).to_be_visible()
    assert_discreet(played)


def test_a_failed_import_is_short_in_narrow_lists_and_a_placeholder_in_the_preview(
    tab: Page, site: str, demo_database: Database
) -> None:
    said = "Figma said 400: Request too large. If applicable, filter by query params."
    with demo_database.begin() as db:
        row_id = insert_row(
            db,
            frame_name="Narrowed",
            frame_width=0,
            frame_height=-5,
            design_context=json.dumps(answers.TOO_LARGE),
        )
    inspection.inspect(demo_database, row_id)
    tab.set_viewport_size({"width": 420, "height": 900})
    tab.goto(f"{site}/sessions?q=Narrowed")
    badge = tab.get_by_role("row", name="Narrowed").get_by_title(said)
    expect(badge.get_by_text("Figma 400")).to_be_visible()
    expect(badge.get_by_text(said)).to_have_css("width", "1px")
    row = tab.locator(f'tr[data-id="{row_id}"]').bounding_box()
    assert row is not None
    assert row["height"] < 90
    tab.goto(f"{site}/sessions?q=Narrowed&view=gallery")
    expect(card(tab, row_id).get_by_text("Figma 400")).to_be_visible()
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(f"{site}/sessions?q=Narrowed")
    expect(badge.get_by_text(said)).to_be_visible()
    expect(badge.get_by_text("Figma 400")).to_be_hidden()
    tab.goto(f"{site}/session?id={row_id}")
    expect(tab.get_by_text(re.compile(f"^Placeholder · 1280 × 800 .*{said}"))).to_be_visible()


def assert_discreet(played: Played) -> None:
    """Requests went to the one host, without a referrer."""
    assert {urlsplit(request.url).netloc for request in played} == {urlsplit(HOST).netloc}
    assert all("Expires" not in request.url for request in played)
    assert all("referer" not in request.headers for request in played)
    assert all("cookie" not in request.headers for request in played)


def test_gallery_select_act_and_open(
    tab: Page, site: str, demo_database: Database, played: Played
) -> None:
    stuck = [add(demo_database, f"Carded {letter}", None) for letter in "ab"]
    tab.goto(f"{site}/sessions?q=Carded&sort=name")
    tab.get_by_role("radio", name="Gallery").or_(tab.get_by_text("Gallery")).first.click()
    expect(tab).to_have_url(re.compile("view=gallery"))

    # select with the keyboard, act
    box = tab.get_by_role("checkbox", name="Select Carded a")
    expect(box).to_be_visible()
    settle(tab)
    box.focus()
    box.press("Space")
    expect(tab.get_by_text("1 selected")).to_be_visible()
    tab.get_by_role("button", name="Reset", exact=True).click()
    expect(tab.get_by_text("Reset: 1 session changed")).to_be_visible()
    assert demo_database.read(lambda db: get_summary(db, stuck[0])).status == "pending"
    assert demo_database.read(lambda db: get_summary(db, stuck[1])).status == "generating"
    expect(card(tab, stuck[0]).get_by_text("pending")).to_be_visible()

    # a selection stays with its rows: other rows, none selected
    expect(box).to_be_checked()
    tab.goto(f"{site}/sessions?q=Carded&sort=-name&view=gallery")
    all_boxes = tab.get_by_role("checkbox", name="Select all 2")
    expect(all_boxes).to_be_visible()
    settle(tab)
    all_boxes.check()
    expect(tab.get_by_text("2 selected")).to_be_visible()
    tab.get_by_role("searchbox", name="Search sessions").fill("Carded b")
    expect(tab.get_by_text("Showing 1 of 1")).to_be_visible()
    expect(tab.get_by_role("checkbox", name="Select Carded b")).not_to_be_checked()

    # open by the name, with the keyboard, and come back to the gallery
    name = tab.get_by_role("link", name="Carded b", exact=True)
    name.focus()
    name.press("Enter")
    expect(tab.get_by_role("heading", name="Carded b")).to_be_visible()
    expect(tab).to_have_url(re.compile(f"/session\\?id={stuck[1]}"))
    settle(tab)
    tab.get_by_role("link", name="Back to the filtered list").click()
    expect(tab).to_have_url(re.compile("view=gallery"))
    expect(card(tab, stuck[1])).to_be_visible()
    assert played == []
