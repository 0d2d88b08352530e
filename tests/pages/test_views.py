"""The menu of saved views, which reads nothing until it is opened."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from streamlit.testing.v1 import AppTest

from store.engine import Database
from store.principal import Principal, Role
from store.views import views
from store.views.view_records import NewView
from tests.pages import listed
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import insert_row

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
    shown = all_text(opened(open_page("system.py")))
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
