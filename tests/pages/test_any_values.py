"""Every page opens over any values that the backend's columns can hold, and shows the rows."""

from __future__ import annotations

from itertools import cycle
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.formatting.safe_text import escaped
from components.presenting.present_page import Place, presentation
from services.presenting import Presented
from store.engine import Database
from store.far_timestamps import FarTimestamp
from store.showcases import reading
from store.showcases.showcase_records import MOST_ITEMS
from tests.pages import listed
from tests.pages.conftest import OpenPage, all_text
from tests.store import any_values
from tests.store.acting import ADMIN
from tests.store.showcases.showing import created

TABS: Final = ("Overview", "Preview", "Code", "Design", "Edit", "Versions", "History")
LISTS: Final = (
    {"sort": "-updated"},
    {"sort": "updated", "view": "gallery"},
    {"sort": "-created"},
    {"sort": "name"},
    {"sort": "status"},
    {"stuck": "true"},
)


def fill(database: Database, rows: list[dict[str, Any]]) -> list[UUID]:
    """Replace the table's rows by these; returns their ids."""
    with database.begin() as db:
        db.execute(text("TRUNCATE prototype_sessions"))
        return [any_values.insert(db, row) for row in rows]


def shown(app: AppTest) -> str:
    """The texts of the page, which must not be errors."""
    assert not app.exception, app.exception[0].stack_trace
    words = all_text(app)
    assert "Something went wrong" not in words
    return words


def open_all(open_page: OpenPage, ids: list[UUID]) -> None:
    """Open every page, every order of the list, and each row's page with one more tab."""
    for page in ("overview.py", "inbox.py", "stuck.py", "audit.py", "system.py"):
        shown(open_page(page))
    for params in LISTS:
        shown(open_page("sessions.py", **params))
    for row_id, tab in zip(ids, cycle(TABS), strict=False):
        shown(open_page("session.py", id=str(row_id), tab=tab))
    shown(open_page("compare.py", a=str(ids[0]), b=str(ids[-1])))


def test_every_page_opens_over_each_odd_value(database: Database, open_page: OpenPage) -> None:
    ids = fill(database, list(any_values.ODD_ROWS))
    open_all(open_page, ids)
    with database.begin() as db:
        showcase_id = created(db, ADMIN, ids[:MOST_ITEMS])
    shown(open_page("showcases.py", showcase=str(showcase_id)))
    slides = database.read(lambda db: reading.slides(db, showcase_id))
    page = presentation(Presented("Odd", slides), None, Place((), ()))
    assert page.html.count("<script") == 2


@given(rows=st.lists(any_values.ROWS, min_size=2, max_size=5, unique_by=lambda r: r["session_id"]))
@trying(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_page_opens_over_any_value(
    database: Database, open_page: OpenPage, rows: list[dict[str, Any]]
) -> None:
    open_all(open_page, fill(database, rows))


@pytest.mark.parametrize("written", any_values.ODD_MOMENTS)
def test_a_row_is_found_and_shown_with_its_moment(
    database: Database, open_page: OpenPage, written: str
) -> None:
    row = any_values.ODD_ROWS[0] | {"frame_name": "Dated", "status": "generating"}
    (row_id,) = fill(database, [row | {"updated_at": written, "created_at": written}])
    moment = database.read(lambda db: db.scalar(text("SELECT updated_at FROM prototype_sessions")))
    app = open_page("sessions.py", q=str(row_id))
    assert listed.column(app, "name") == ["Dated"]
    words = shown(open_page("session.py", id=str(row_id)))
    if isinstance(moment, FarTimestamp):
        assert listed.column(app, "updated") == [moment.era]
        assert listed.column(app, "exact_time") == [moment.readable]
        assert escaped(moment.readable) in words
