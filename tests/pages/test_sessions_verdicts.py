"""The list by the code check's verdicts: one click to ready but broken, one more to the reason."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from components.session_list import opening
from services import inspection
from services.inspection_worker import Inspector
from store.engine import Database
from store.insights import coverage
from store.insights.insight_records import Findings
from tests.pages import listed
from tests.pages.conftest import OpenPage, all_text
from tests.pages.test_sessions import address, names
from tests.store.acting import insert_row, write_elsewhere

GOOD = "export default function App() {\n  return <p>ok</p>;\n}\n"
BROKEN = "export default function App() {\n  return <p>ok</div>;\n}\n"
ROWS = {
    "Good": ("ready", GOOD),
    "Broken": ("ready", BROKEN),
    "Empty": ("ready", ""),
    "Failed": ("error", BROKEN),
    "Waiting": ("pending", None),
}
WAIT_SECONDS = 60


@pytest.fixture
def some_rows(database: Database) -> dict[str, UUID]:
    """Rows for each verdict, not inspected yet."""
    with database.begin() as db:
        return {
            name: insert_row(db, frame_name=name, status=status, generated_code=code)
            for name, (status, code) in ROWS.items()
        }


@pytest.fixture
def checked(database: Database, some_rows: dict[str, UUID]) -> dict[str, UUID]:
    """The same rows, inspected."""
    for row_id in some_rows.values():
        inspection.inspect(database, row_id)
    return some_rows


@pytest.fixture
def held(inspector: Inspector, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is inspected in the background until this is set."""
    let_go, inspect = threading.Event(), inspection.inspect_alone

    def wait_and_inspect(database: Database, row_id: UUID, **options: Any) -> Findings | None:
        assert let_go.wait(WAIT_SECONDS)
        return inspect(database, row_id, **options)

    monkeypatch.setattr(inspection, "inspect_alone", wait_and_inspect)
    yield let_go
    let_go.set()


def checks(app: AppTest) -> dict[str, str]:
    """The verdict in the table for each row, by the frame's name."""
    return {row["name"]: row["check"]["word"] if row["check"] else "" for row in listed.rows(app)}


def test_one_click_shows_ready_but_broken_sessions(
    open_page: OpenPage, checked: dict[str, UUID]
) -> None:
    app = open_page("sessions.py")
    pill = app.button(key="ready-but-broken")
    assert "Ready but broken" in pill.label
    assert "2" in pill.label
    pill.click().run()
    assert not app.exception
    assert sorted(names(app)) == ["Broken", "Empty"]
    assert address(app) == {"status": ["ready"], "verdict": ["broken", "empty", "fails"]}
    assert not [each.key for each in app.button if str(each.key).startswith("chip-")]
    app.button(key="ready-but-broken").click().run()
    assert address(app) == {}
    app = open_page("sessions.py", status="ready", verdict="broken")
    app.button(key="chip-verdict").click().run()
    assert sorted(names(app)) == ["Broken", "Empty", "Good"]
    assert address(app) == {"status": ["ready"]}


def test_every_row_shows_its_verdict(open_page: OpenPage, checked: dict[str, UUID]) -> None:
    assert checks(open_page("sessions.py")) == {
        "Good": "Compiles",
        "Broken": "Does not compile",
        "Empty": "No code",
        "Failed": "Does not compile",
        "Waiting": "",
    }


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("ok", ["Good"]),
        ("broken", ["Broken", "Failed"]),
        ("empty", ["Empty", "Waiting"]),
        ("unchecked", []),
        ("not-checked", []),
    ],
)
def test_the_address_filters_by_verdict(
    open_page: OpenPage, checked: dict[str, UUID], verdict: str, expected: list[str]
) -> None:
    app = open_page("sessions.py", verdict=verdict)
    assert not app.exception
    assert sorted(names(app)) == expected


def test_unchecked_rows_are_counted_and_checked(
    open_page: OpenPage, some_rows: dict[str, UUID], inspector: Inspector, held: threading.Event
) -> None:
    app = open_page("sessions.py")
    assert not app.exception
    assert "5 of 5 not checked yet" in all_text(app)
    assert "Checking the code of sessions" in all_text(app)
    assert set(checks(app).values()) == {"Not checked yet"}
    held.set()
    assert inspector.wait(WAIT_SECONDS)
    app.run()
    assert "not checked yet" not in all_text(app)
    assert checks(app)["Broken"] == "Does not compile"


def test_outdated_verdicts_are_not_shown_as_current(
    open_page: OpenPage,
    database: Database,
    checked: dict[str, UUID],
    inspector: Inspector,
    held: threading.Event,
) -> None:
    with database.begin() as db:
        write_elsewhere(db, checked["Good"], f"generated_code = $${BROKEN}$$")
    app = open_page("sessions.py")
    assert checks(app)["Good"] == "Not checked yet"
    assert "1 of 5 not checked yet" in all_text(app)
    app = open_page("sessions.py", verdict="ok")
    assert names(app) == []
    held.set()
    assert inspector.wait(WAIT_SECONDS)
    assert checks(open_page("sessions.py"))["Good"] == "Does not compile"


def test_a_list_of_broken_sessions_opens_the_code_tab(
    open_page: OpenPage, checked: dict[str, UUID]
) -> None:
    for verdict, tab in ((["broken", "empty"], ["Code"]), (["ok"], None), ([], None)):
        app = open_page("sessions.py", verdict=verdict)
        app.session_state[opening.STATE] = checked["Broken"]
        app.run()
        assert not app.exception
        assert address(app)["id"] == [str(checked["Broken"])]
        assert address(app).get("tab") == tab


def test_a_list_says_so_when_its_rows_cannot_be_kept(
    open_page: OpenPage, database: Database, some_rows: dict[str, UUID], inspector: Inspector
) -> None:
    name = database.engine.url.database
    read_only = f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'
    with database.begin() as db:
        db.connection().exec_driver_sql(read_only)
    database.dispose()
    app = open_page("sessions.py")
    assert inspector.wait(WAIT_SECONDS)
    app.run()
    assert not app.exception
    assert "5 of 5 not checked yet" in all_text(app)
    assert database.read(coverage.progress) == (0, 5)
