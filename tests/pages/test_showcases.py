"""The page of showcases, and picking sessions for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from services import sign_in
from store.engine import Database
from store.sessions.prototype_sessions import get_summary
from store.showcases import reading, showcases
from store.showcases.showcase_records import Item
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.pages.listed import components
from tests.store.acting import SUPPORT, delete_elsewhere, insert_row, write_elsewhere
from tests.store.showcases.showing import created


@pytest.fixture
def fair(database: Database) -> UUID:
    """A showcase of three."""
    with database.begin() as db:
        names = ("Home", "Player", "Checkout")
        return created(db, SUPPORT, [insert_row(db, frame_name=name) for name in names])


def shelves(app: AppTest) -> list[dict[str, Any]]:
    """What the list of showcases draws."""
    drawn: list[dict[str, Any]] = components(app, "showcase_shelves")[0]["shelves"]
    return drawn


def items(database: Database, showcase_id: UUID) -> tuple[Item, ...]:
    return database.read(lambda db: reading.items(db, showcase_id))


def captions(database: Database, showcase_id: UUID) -> list[str]:
    return [item.caption for item in items(database, showcase_id)]


def press(app: AppTest, label: str, place: int = 0) -> None:
    """Press a button by its label or the start of its key."""
    matching = [b for b in app.button if label in (b.label, (b.key or "").partition("-")[0])]
    matching[place].click().run()
    assert not app.exception


def test_one_is_created_and_opened(open_page: OpenPage, database: Database) -> None:
    app = open_page("showcases.py")
    assert "No showcases yet" in all_text(app)
    next(each for each in app.text_input if each.label == "New showcase").set_value("Fair")
    press(app, "Create")
    (known,) = database.read(showcases.listed)
    assert app.query_params["showcase"] == str(known.id)
    assert "No sessions yet" in all_text(app)


def test_each_is_a_shelf_with_its_first_sessions(
    open_page: OpenPage, database: Database, fair: UUID
) -> None:
    with database.begin() as db:
        five = [insert_row(db, frame_name=f"Frame {place}") for place in range(5)]
        board = created(db, SUPPORT, five, "Board")
        delete_elsewhere(db, five[1])
        created(db, SUPPORT, [], "Later")
    app = open_page("showcases.py")
    assert [each.value for each in app.title] == ["Showcases"]
    first, second, empty = shelves(app)
    assert (first["name"], first["address"]) == ("Board", f"showcases?showcase={board}")
    assert first["facts"] == "5 sessions · by sami, just now"
    assert (first["changed"]["word"], first["more"]) == ("1 changed", "+1")
    assert [len(each["pictures"]) for each in (first, second, empty)] == [4, 3, 0]
    assert second["present"] == f"present?showcase={fair}"
    assert (second["changed"], second["more"]) == (None, "")
    assert empty["present"] is None


def test_an_open_one_is_the_title(open_page: OpenPage, fair: UUID) -> None:
    assert [each.value for each in open_page("showcases.py", showcase=str(fair)).title] == ["Fair"]


def test_sessions_are_reordered_captioned_removed_and_put_back(
    open_page: OpenPage, database: Database, fair: UUID
) -> None:
    app = open_page("showcases.py", showcase=str(fair))
    press(app, "Later")
    assert captions(database, fair) == ["Player", "Home", "Checkout"]
    fields = [each for each in app.text_input if each.label in ("Caption", "Notes")]
    fields[0].set_value("Music").run()
    fields = [each for each in app.text_input if each.label == "Notes"]
    fields[0].set_value("Press play").run()
    assert not app.exception
    first = items(database, fair)[0]
    assert (first.caption, first.notes) == ("Music", "Press play")
    press(app, "Remove")
    assert captions(database, fair) == ["Home", "Checkout"]
    press(app, "Undo")
    assert captions(database, fair) == ["Music", "Home", "Checkout"]


def test_what_changed_is_said_until_it_is_accepted(
    open_page: OpenPage, database: Database, fair: UUID
) -> None:
    with database.begin() as db:
        write_elsewhere(db, items(database, fair)[1].row_id, "generated_code = 'other'")
    app = open_page("showcases.py", showcase=str(fair))
    assert all_text(app).count("Other code since") == 1
    press(app, "check")
    assert "Other code since" not in all_text(app)


def test_a_viewer_reads_and_presents(
    open_page: OpenPage, fair: UUID, act_as: Callable[[RoleName], None]
) -> None:
    act_as("viewer")
    app = open_page("showcases.py", showcase=str(fair))
    assert {"Caption", "Notes"}.isdisjoint(each.label for each in app.text_input)
    assert {"Rename", "Delete the showcase"}.isdisjoint(each.label for each in app.button)
    addresses = [each.proto.url for each in app.get("link_button")]
    assert addresses == [f"present?showcase={fair}", f"present?showcase={fair}&every=10"]


def delete_script() -> None:
    """The dialog alone, open on every run."""
    import streamlit as st

    from components.showcases import showcase_head

    showcase_head.ask_to_delete(st.session_state["asked"])


def pick_script() -> None:
    """The dialog alone, open on every run."""
    import streamlit as st

    from components.pictures import selection
    from components.showcases import picking

    picking.ask(st.session_state["asked"], then=selection.clear)


def asked(script: Callable[[], None], about: object) -> AppTest:
    """The open dialog."""
    app = AppTest.from_function(script, default_timeout=60)
    app.session_state["asked"] = about
    return app.run()


def test_one_is_deleted_after_asking(open_page: OpenPage, database: Database, fair: UUID) -> None:
    press(open_page("showcases.py", showcase=str(fair)), "Delete the showcase")
    app = asked(delete_script, database.read(lambda db: showcases.get(db, fair)))
    assert "Its sessions stay." in all_text(app)
    press(app, "Delete")
    assert database.read(showcases.listed) == ()


def test_an_address_of_none_says_so(open_page: OpenPage) -> None:
    assert "There is no such showcase" in all_text(
        open_page("showcases.py", showcase="00000000-0000-0000-0000-000000000001")
    )


def test_sessions_are_added_to_a_new_one_and_to_another(
    open_page: OpenPage, database: Database, fair: UUID
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, frame_name="Home 2", status="ready")
        other = insert_row(db, frame_name="No code", generated_code=None, status="ready")
        row = get_summary(db, row_id)
    press(open_page("session.py", id=str(row_id)), "Showcase")
    assert "Showcase" not in [each.label for each in open_page("session.py", id=str(other)).button]
    app = asked(pick_script, [row])
    app.session_state["selection"] = ("rows", [row_id])
    press(app, "Add 1")
    assert captions(database, fair)[-1] == "Home 2"
    (toast,) = app.toast
    assert app.session_state["selection"] == (None, [])
    way = f"[Open it](showcases?showcase={fair})"
    assert toast.value == f"Added 1 session to the showcase “Fair” · {way}"
    again = asked(pick_script, [row])
    press(again, "Add 1")
    assert again.toast[0].value == f"Added no new session to the showcase “Fair” · {way}"
    app.selectbox[0].set_value("new").run()
    next(each for each in app.text_input if each.label == "Its name").set_value("Board")
    press(app, "Add 1")
    board, _ = database.read(showcases.listed)
    assert (board.name, captions(database, board.id)) == ("Board", ["Home 2"])


def test_the_tour_leads_through_the_demo_and_ends(
    open_page: OpenPage, fair: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sign_in, "is_demo", lambda: False)
        assert "1 of 11" not in all_text(open_page("overview.py", tour="start"))
    app = open_page("overview.py", tour="start")
    assert "1 of 11" in all_text(app)
    for place in range(2, 12):
        app.button(key="tour-next").click().run()
        assert not app.exception
        assert f"{place} of 11" in all_text(app)
    press(app, "Done")
    assert "of 11" not in all_text(app)
