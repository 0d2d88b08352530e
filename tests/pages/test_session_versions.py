"""The Versions tab: off, empty, the difference of any two, and each version."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from store.engine import Database
from store.sessions import code_versions
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import insert_row


def write(database: Database, row_id: UUID, code: str) -> None:
    """Write code as the backend does."""
    with database.begin() as db:
        db.execute(
            text("UPDATE prototype_sessions SET generated_code = :code WHERE id = :id"),
            {"code": code, "id": row_id},
        )


@pytest.fixture
def row_id(database: Database) -> UUID:
    """A row whose code was replaced twice, with the history on."""
    with database.begin() as db:
        code_versions.enable(db)
        row_id = insert_row(db, status="ready", generated_code="first")
    for code in ("first\nsecond", "first\nsecond\nthird"):
        write(database, row_id, code)
    return row_id


def versions(database: Database, row_id: UUID) -> list[str]:
    """The numbers of the stored versions, newest first."""
    kept = database.read(lambda db: code_versions.versions(db, row_id))
    return [str(version.id) for version in kept]


def open_tab(open_page: OpenPage, row_id: UUID, **params: str) -> AppTest:
    app = open_page("session.py", id=str(row_id), tab="Versions", **params)
    assert not app.exception
    return app


def test_when_off_it_says_how_to_enable_it(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        row_id = insert_row(db)
    shown = all_text(open_tab(open_page, row_id))
    assert "The code history is off" in shown
    assert "An operator can turn it on" in shown
    assert "scripts/code-history enable" in shown


def test_when_on_without_versions_it_says_so(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        code_versions.enable(db)
        row_id = insert_row(db)
    assert "No earlier version" in all_text(open_tab(open_page, row_id))


def test_versions_are_listed_and_the_last_one_is_compared(
    open_page: OpenPage, row_id: UUID
) -> None:
    app = open_tab(open_page, row_id)
    table = app.table[0].value
    assert table.iloc[0, 0] == "**Current**"
    assert list(table.iloc[:, 3]) == ["18 B", "12 B", "5 B"]
    assert "1 line added" in all_text(app)
    assert "0 lines removed" in all_text(app)


def test_any_two_can_be_compared_and_stay_in_the_address(
    open_page: OpenPage, database: Database, row_id: UUID
) -> None:
    newest, oldest = versions(database, row_id)
    app = open_tab(open_page, row_id)
    app.selectbox(key="old").set_value(oldest).run()
    assert "2 lines added" in all_text(app)
    app.selectbox(key="new").set_value(newest).run()
    assert "1 line added" in all_text(app)
    again = open_tab(open_page, row_id, old="current", new=oldest)
    assert "2 lines removed" in all_text(again)


def test_one_version_is_shown(open_page: OpenPage, database: Database, row_id: UUID) -> None:
    oldest = versions(database, row_id)[-1]
    app = open_tab(open_page, row_id, show="One version", version=oldest)
    assert [block.value for block in app.code] == ["first"]


@pytest.mark.parametrize("value", ["999999", "x", "", "current; --"])
def test_a_missing_version_is_replaced_by_another(
    open_page: OpenPage, row_id: UUID, value: str
) -> None:
    app = open_tab(open_page, row_id, old=value)
    assert "no longer exists" in all_text(app)
    assert "1 line added" in all_text(app)


def test_a_version_of_another_session_is_not_shown(
    open_page: OpenPage, database: Database, row_id: UUID
) -> None:
    with database.begin() as db:
        other = insert_row(db, generated_code="theirs")
    write(database, other, "new")
    [theirs] = versions(database, other)
    app = open_tab(open_page, row_id, show="One version", version=theirs)
    assert "no longer exists" in all_text(app)
    assert [block.value for block in app.code] == ["first\nsecond"]


def test_when_disabled_it_shows_the_versions_kept(
    open_page: OpenPage, database: Database, row_id: UUID
) -> None:
    with database.begin() as db:
        code_versions.disable(db)
    app = open_tab(open_page, row_id)
    assert "The code history is off" in all_text(app)
    assert len(app.table[0].value) == 3


def test_without_its_table_the_page_works(
    open_page: OpenPage, database: Database, row_id: UUID
) -> None:
    with database.begin() as db:
        db.execute(text("DROP TABLE dashboard.code_versions"))
    assert "The code history is off" in all_text(open_tab(open_page, row_id))
