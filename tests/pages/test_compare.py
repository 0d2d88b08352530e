"""Comparing two sessions: every address, the contents, and the way from the list."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from streamlit.testing.v1 import AppTest

from components.session_list import session_table
from store.engine import Database
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import insert_row


@pytest.fixture
def two(database: Database) -> tuple[UUID, UUID]:
    """Two committed rows with different code."""
    with database.begin() as db:
        return (
            insert_row(db, frame_name="Cart", status="ready", generated_code="one\ntwo\nthree"),
            insert_row(db, frame_name="Bag *new*", status="error", generated_code="one\n2\nthree"),
        )


def texts(app: AppTest) -> str:
    assert not app.exception
    return all_text(app)


def difference(app: AppTest) -> bool:
    """Whether a difference is drawn."""
    drawn = [element.proto.component_name for element in app.get("bidi_component")]
    return "code_difference" in drawn


def test_both_are_shown_with_their_difference(open_page: OpenPage, two: tuple[UUID, UUID]) -> None:
    app = open_page("compare.py", a=str(two[0]), b=str(two[1]))
    shown = texts(app)
    assert "1 line added" in shown
    assert "1 line removed" in shown
    assert difference(app)
    table = app.table[0].value
    assert list(table.columns)[1].startswith("Cart · ")
    rows = {row.iloc[0]: tuple(row.iloc[1:]) for _, row in table.iterrows()}
    assert rows["**Status**"] == ("ready", "error")
    assert rows["Frame size"] == ("390 × 844 px, mobile",) * 2
    assert rows["**Code**"] == ("13 B", "11 B")


def test_two_may_have_the_same_name_and_mask(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        ids = [insert_row(db, frame_name="Cart", session_id=short) for short in ("1", "2")]
    app = open_page("compare.py", a=str(ids[0]), b=str(ids[1]))
    assert not app.exception
    [headings] = [list(table.value.columns) for table in app.table]
    assert [heading.rstrip("\u2060") for heading in headings] == ["", "Cart · …", "Cart · …"]


def test_the_two_can_be_swapped(open_page: OpenPage, two: tuple[UUID, UUID]) -> None:
    app = open_page("compare.py", a=str(two[0]), b=str(two[1]))
    app.button(key="swap").click().run()
    assert list(app.table[0].value.columns)[2].startswith("Cart · ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Two sessions are needed"),
        ({"a": "first"}, "Two sessions are needed"),
        ({"a": "first", "b": "nonsense"}, "The second session's id in this address cannot be read"),
        ({"a": "x", "b": "y"}, "The first and the second session's id"),
        ({"a": "first", "b": "first"}, "Both are the same session"),
        ({"a": "first", "b": "unknown"}, "The second session is gone"),
        ({"a": "unknown", "b": "second"}, "The first session is gone"),
        ({"a": "unknown", "b": "other"}, "Neither session exists"),
    ],
)
def test_every_other_address_says_what_to_do(
    open_page: OpenPage, two: tuple[UUID, UUID], given: dict[str, str], said: str
) -> None:
    names = {
        "first": str(two[0]),
        "second": str(two[1]),
        "unknown": str(uuid4()),
        "other": str(uuid4()),
    }
    app = open_page(
        "compare.py", **{side: names.get(value, value) for side, value in given.items()}
    )
    assert said in texts(app)
    assert "All sessions" in all_text(app)
    assert not difference(app)
    assert "nonsense" not in f"{app.query_params}"


@pytest.mark.parametrize(
    ("codes", "said", "drawn"),
    [
        ((None, ""), "Neither has code", False),
        (("same", "same"), "No difference", False),
        ((None, "one\ntwo"), "2 lines added", True),
    ],
)
def test_code_that_is_the_same_or_missing(
    open_page: OpenPage,
    database: Database,
    codes: tuple[str | None, str | None],
    said: str,
    drawn: bool,
) -> None:
    with database.begin() as db:
        a, b = (insert_row(db, generated_code=code) for code in codes)
    app = open_page("compare.py", a=str(a), b=str(b))
    assert said in texts(app)
    assert difference(app) == drawn


@pytest.mark.parametrize("role", ["viewer", "support"])
def test_two_selected_rows_can_be_compared(
    open_page: OpenPage,
    act_as: Callable[[RoleName], None],
    monkeypatch: pytest.MonkeyPatch,
    database: Database,
    two: tuple[UUID, UUID],
    role: RoleName,
) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Another")
    act_as(role)
    selected: list[int] = []
    # AppTest cannot select rows of a table.
    monkeypatch.setattr(
        session_table,
        "show",
        lambda listed, *_, **__: [listed.page.rows[place] for place in selected],
    )
    app = open_page("sessions.py", sort="name")
    for places, offered in (([0], False), ([0, 1, 2], False), ([1, 2], True)):
        selected[:] = places
        app.run()
        assert ("compare" in {button.key for button in app.button}) == offered
    app.button(key="compare").click().run()
    address = {name: app.query_params[name] for name in ("a", "b", "sort")}
    assert address.pop("sort") in ("name", ["name"])
    assert {value if isinstance(value, str) else value[0] for value in address.values()} == {
        str(row_id) for row_id in two
    }
    assert difference(app)
