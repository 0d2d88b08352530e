"""Pictures on pages: stored ones in lists, read in one query; a session's own, drawn in full."""

from __future__ import annotations

import json
from base64 import b64decode
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from bench.measure import captured
from services.inspection_worker import Inspector
from store.engine import Database
from store.insights import insight_summaries
from tests.inspection.samples import large
from tests.pages.conftest import OpenPage
from tests.pages.listed import components
from tests.store.acting import insert_row

EXPIRED = "https://s3-alpha-sig.figma.com/img/x?Expires=1600000000"
DESIGN = json.dumps(large(2_000))


def drawn(app: AppTest, component: str = "design_picture") -> list[dict[str, Any]]:
    """The data of the pictures on the page."""
    return components(app, component)


def recent(app: AppTest) -> list[dict[str, Any]]:
    """The pictures of the latest arrivals."""
    drawn = [row["picture"] for each in components(app, "recent_sessions") for row in each["rows"]]
    return [picture for picture in drawn if picture]


def svg(picture: dict[str, Any]) -> str:
    return b64decode(picture["drawing"].removeprefix("data:image/svg+xml;base64,")).decode()


@pytest.mark.parametrize(
    ("component", "tab"), [("design_picture", "Overview"), ("prototype_preview", "Preview")]
)
def test_a_session_shows_its_design_in_full_and_why_there_is_no_thumbnail(
    open_page: OpenPage, database: Database, component: str, tab: str
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, thumbnail_url=EXPIRED, design_context=DESIGN)
    app = open_page("session.py", id=str(row_id), tab=tab)
    assert not app.exception
    (picture,) = drawn(app, component)
    assert picture["thumbnail"] is None
    assert picture["note"].startswith("thumbnail expired ")
    assert 50_000 < len(svg(picture)) <= 60_000


def test_lists_name_the_kept_pictures_without_reading_them(
    open_page: OpenPage, database: Database, inspector: Inspector
) -> None:
    with database.begin() as db:
        for number in range(6):
            insert_row(db, frame_name=f"Frame {number}", design_context=DESIGN)
    app = open_page("overview.py")
    assert inspector.wait(60)
    with captured(database) as statements:
        app.run()
    assert not any("wireframe" in text for text, _ in statements)
    arrivals = recent(app)
    assert len(arrivals) == 6
    addresses = {picture["drawing"] for picture in arrivals}
    assert len(addresses) == 6
    for address in addresses:
        row_id, name = address.removeprefix("/pictures/drawings/").split("/")
        kept = database.read(partial(insight_summaries.drawing, row_id=UUID(row_id), name=name))
        assert kept is not None
        assert 10_000 < len(kept) <= 16_000


def test_rows_without_a_drawing_have_a_neutral_picture(
    open_page: OpenPage, database: Database, inspector: Inspector
) -> None:
    inspector.close()
    with database.begin() as db:
        insert_row(db, design_context=DESIGN)
    (picture,) = recent(open_page("overview.py"))
    assert picture["drawing"].startswith("data:image/svg+xml;utf8,")
    assert len(picture["drawing"]) < 1_000


def test_both_sides_of_a_comparison_have_their_pictures(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        first = insert_row(db, design_context=DESIGN)
        second = insert_row(db, design_context=DESIGN, thumbnail_url="https://evil.example/x.png")
    app = open_page("compare.py", a=str(first), b=str(second))
    assert not app.exception
    notes = [picture["note"] for picture in drawn(app)]
    assert notes == ["no thumbnail", "thumbnail host not allowed"]
    assert all(len(svg(picture)) > 50_000 for picture in drawn(app))
