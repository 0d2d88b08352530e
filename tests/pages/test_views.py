"""Saved views: in the navigation of every page, and in the menu that saves and changes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
import streamlit as st
from streamlit.navigation.page import Page
from streamlit.testing.v1 import AppTest

from components.views import view_pages
from store.engine import Database
from store.principal import Principal, Role
from store.views import views
from store.views.view_records import NewView
from tests.pages import listed
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import insert_row
from web.addresses import elsewhere

TESTER = Principal(actor="tester", role=Role.ADMIN)


def save(database: Database, name: str, query: str, **more: Any) -> None:
    with database.begin() as db:
        views.save(db, TESTER, NewView(name=name, query=query, **more), uuid4())


def opened(app: AppTest) -> AppTest:
    """The page with the menu open."""
    app.session_state["views"] = True
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """The views in the navigation as it was drawn last."""
    last: list[Entry] = []
    real = st.navigation

    def navigation(pages: dict[str, list[Page]], **options: Any) -> Page:
        last[:] = [Entry(page.title, page.url_path) for page in pages.get("Views", [])]
        return real(pages, **options)

    monkeypatch.setattr(st, "navigation", navigation)
    return last


class Entry(NamedTuple):
    """A view in the navigation."""

    title: str
    path: str


def test_views_are_in_the_navigation_with_their_counts(
    open_page: OpenPage, database: Database, entries: list[Entry]
) -> None:
    app = open_page("system.py")
    assert entries == []
    with database.begin() as db:
        for _ in range(3):
            insert_row(db, status="error")
    save(database, "Failures *now*", "status=error&sort=name")
    app.run()
    (entry,) = entries
    assert entry.title == r"Failures \*now\*"
    assert elsewhere(f"/{entry.path}", frozenset()) is None
    opened(app.switch_page("sessions.py").run())  # which counts them, as the browser has done
    app.switch_page("system.py").run()
    assert [each.title for each in entries] == [r"Failures \*now\* · 3"]
    assert not app.exception


def test_the_page_of_a_view_opens_its_list(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(database, "Failures", "status=error&sort=name&mood=bad")
    (view,) = database.read(lambda db: views.visible(db, "tester"))
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(view_pages, "_component", lambda **given: drawn.append(given["data"]))
    view_pages.opener(view)()
    assert drawn == [{"address": "sessions?status=error&sort=name"}]


@pytest.mark.parametrize("role", ["viewer", "support"])
def test_only_support_can_save_a_view_for_everybody(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None], role: RoleName
) -> None:
    act_as(role)
    app = opened(open_page("sessions.py", status="error"))
    (name,) = (each for each in app.text_input if each.label == "Save this list as")
    assert bool(app.checkbox) == (role == "support")
    name.set_value("Mine")
    next(each for each in app.button if each.label == "Save view").click().run()
    assert not app.exception
    assert [view.name for view in database.read(lambda db: views.visible(db, "tester"))] == ["Mine"]


def test_a_view_is_opened_with_its_count(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        for number in range(3):
            insert_row(db, status="error", frame_name=f"Failed {number}")
        insert_row(db, status="ready")
    save(database, "Failures", "status=error&sort=name")
    app = open_page("sessions.py")
    assert "Failures" not in all_text(app)
    shown = all_text(opened(app))
    assert "Failures" in shown
    assert ":gray[3]" in shown
    next(button for button in app.button if button.label == "Failures").click().run()
    assert not app.exception
    assert app.query_params["status"] == "error"
    assert listed.column(app, "name") == ["Failed 0", "Failed 1", "Failed 2"]


def test_a_list_is_saved_under_a_name(open_page: OpenPage, database: Database) -> None:
    app = opened(open_page("sessions.py", status="error", after="x"))
    (name,) = (each for each in app.text_input if each.label == "Save this list as")
    name.set_value("Failures")
    next(each for each in app.button if each.label == "Save view").click().run()
    assert not app.exception
    (view,) = database.read(lambda db: views.visible(db, "tester"))
    assert (view.name, view.query, view.shared) == ("Failures", "status=error", False)


def test_a_filter_that_no_longer_exists_is_said(open_page: OpenPage, database: Database) -> None:
    save(database, "Old", "status=error&mood=bad&device=watch")
    shown = all_text(opened(open_page("sessions.py")))
    assert "`mood`, `device` no longer exists and is ignored." in shown


def test_a_view_is_renamed_and_deleted(open_page: OpenPage, database: Database) -> None:
    save(database, "Failures", "status=error")
    app = opened(open_page("sessions.py"))
    next(each for each in app.button if (each.key or "").startswith("edit-")).click().run()
    (name,) = (each for each in app.text_input if each.label == "Name")
    name.set_value("Failed")
    next(each for each in app.button if each.label == "Rename").click().run()
    (view,) = database.read(lambda db: views.visible(db, "tester"))
    assert view.name == "Failed"
    next(each for each in app.button if (each.key or "").startswith("drop-")).click().run()
    assert database.read(lambda db: views.visible(db, "tester")) == ()
