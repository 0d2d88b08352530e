"""The switch Live, which is in the address of every list."""

from __future__ import annotations

import pytest

from store.engine import Database
from tests.pages.conftest import OpenPage
from tests.store.acting import insert_row


@pytest.mark.parametrize(
    "page", ["sessions.py", "stuck.py", "inbox.py", "audit.py", "errors.py", "quality.py"]
)
def test_live_is_in_the_address(open_page: OpenPage, database: Database, page: str) -> None:
    with database.begin() as db:
        insert_row(db)
    app = open_page(page, live="true")
    assert not app.exception
    assert app.toggle(key="live").value is True
    assert app.button(key="news").label == "Nothing new"
    app.toggle(key="live").set_value(False).run()
    assert not app.exception
    assert "live" not in app.query_params
    app.toggle(key="live").set_value(True).run()
    assert app.query_params["live"] == "true"
    assert app.toggle(key="live").value is True


@pytest.mark.parametrize("page", ["errors.py", "quality.py"])
def test_nothing_is_new_in_a_span_that_is_over(open_page: OpenPage, page: str) -> None:
    app = open_page(page, to="2026-11-01T00:00Z")
    assert not app.exception
    assert "live" not in {toggle.key for toggle in app.toggle}
