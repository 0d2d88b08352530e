"""Each optional query of a page is delayed in turn, and the rows are still shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID, uuid4

import pytest
import streamlit as st
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from services import costly, resources
from services.inspection_worker import Inspector
from settings import ROOT
from store.actions import actions
from store.engine import Database, engine_for
from store.pipelined import Preamble
from store.reading import Limiter
from store.system import read_only
from tests.conftest import MakeDatabase
from tests.pages.conftest import NAVIGATION, SECONDS, OpenPage, RoleName, all_text
from tests.pages.listed import components
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of

Mode = Literal["slow", "full"]

STORE: Final = str(ROOT / "store")
PLUMBING: Final = frozenset(
    str(ROOT / "store" / name)
    for name in ("engine.py", "pipelined.py", "reading.py", "retrying.py", "together.py")
)
# Without these there is no page: they are read first, and decide what a person may do.
BEFORE: Final = frozenset(
    {"system.revision", "stored_settings.stuck_choice", "read_only.write_refusal"}
)
DESIGN: Final = '{"nodes": {"1:1": {"document": {"id": "1:1", "type": "FRAME", "name": "Root"}}}}'
HELD_MS: Final = 20
# A missing picture leaves its placeholder, a missing badge or saved view nothing.
SILENT: Final = frozenset(f"insights.{name}" for name in ("get", "confirm", "subject", "put")) | {
    "insight_summaries.summaries",
    "prototype_sessions.get_design_text",
    "renders.get",
    "reviews.list_for_row",
    "pairs.wins",
    "views.visible",
}


class Place(NamedTuple):
    """A page as it is opened, the proof that its rows are shown, and the queries for them."""

    page: str
    params: Mapping[str, str]
    rows: Callable[[AppTest], bool]
    main: frozenset[str] = frozenset()
    silent: frozenset[str] = SILENT


class Questions(Database):
    """A handle that names every query of the store and delays one of them, or a transaction."""

    def __init__(self, database: Database) -> None:
        # One connection, so that holding it leaves the pool empty and full.
        engine = engine_for(
            database.engine.url.render_as_string(hide_password=False),
            connections=1,
            wait_seconds=0.02,
        )
        super().__init__(engine)
        self.held: int | None = None
        self.mode: Mode = "slow"
        self._holder: Connection | None = None
        self.start()
        event.listen(engine, "before_cursor_execute", self._hear, retval=True)

    def start(self, held: int | None = None, mode: Mode = "slow") -> None:
        """Restart the count; delay the query with this number, in mode "full" the transaction."""
        self.asked: list[str] = []
        self.transactions = 0
        self.held, self.mode = held, mode
        self._calls: list[FrameType] = []
        self.is_holding = False
        self._release()

    def _opened(
        self,
        before: Callable[[], Preamble],
        info: dict[str, bool] | None = None,
        engine: Engine | None = None,
    ) -> Session:
        self._release()
        if self.mode == "full" and self.transactions == self.held:
            self._holder = self.engine.connect()
        self.transactions += 1
        return super()._opened(lambda: Held(self, before()), info, engine)

    def _release(self) -> None:
        if self._holder:
            self._holder.close()
        self._holder = None

    def _hear(self, _: object, __: object, statement: str, values: Any, *___: object) -> Any:
        call = asking()
        if call is None or any(call is each for each in self._calls):
            return statement, values
        self._calls.append(call)
        self.asked.append(f"{Path(call.f_code.co_filename).stem}.{call.f_code.co_name}")
        if self.mode == "full" or len(self.asked) - 1 != self.held:
            return statement, values
        self.is_holding = True
        return "SELECT pg_sleep(10)", None


class Held(NamedTuple):
    """What runs before a statement, with a short limit for the delayed one."""

    questions: Questions
    before: Preamble

    def next(self) -> tuple[str, ...]:
        statements = self.before.next()
        if not self.questions.is_holding:
            return statements
        self.questions.is_holding = False
        return (*statements, f"SET LOCAL statement_timeout = {HELD_MS}")


def asking() -> FrameType | None:
    """The outermost call of a store function on the stack; none for the engine alone."""
    call = None
    frame = sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        path = frame.f_code.co_filename
        if path.startswith(STORE) and path not in PLUMBING:
            call = frame
    return call


@pytest.fixture(scope="module")
def database(make_database: MakeDatabase, template: str) -> Iterator[Database]:
    """One for all tests, which only read."""
    database = Database(engine_for(make_database(template)))
    yield database
    database.dispose()


@pytest.fixture
def questions(
    database: Database, monkeypatch: pytest.MonkeyPatch, act_as: Callable[[RoleName], None]
) -> Iterator[Questions]:
    """The handle in use, while nothing else queries: the background thread has ended."""
    questions = Questions(database)
    idle = Inspector(questions)
    idle.close()
    settings = resources.settings()  # reading them takes a fifth of a page's time
    monkeypatch.setattr(resources, "settings", lambda: settings)
    monkeypatch.setattr(resources, "database", lambda: questions)
    monkeypatch.setattr(resources, "inspector", lambda: idle)
    act_as("admin")
    yield questions
    questions.dispose()


class Rows(NamedTuple):
    """Some sessions, and an action on one of them."""

    first: UUID
    second: UUID
    request_id: UUID
    batch_id: UUID


@pytest.fixture(scope="module")
def rows(database: Database) -> Rows:
    request_id, batch_id = uuid4(), uuid4()
    with database.begin() as db:
        ids = [insert_row(db, frame_name=f"Checkout {n}", design_context=DESIGN) for n in range(4)]
        insert_row(db, frame_name="Checkout failed", status="error", error_code="BP-3F8A2C")
        actions.reset(
            db,
            ADMIN,
            [target_of(db, ids[2])],
            reason="",
            request_id=request_id,
            stuck_after=STUCK_AFTER,
            batch_id=batch_id,
        )
    return Rows(ids[0], ids[1], request_id, batch_id)


def shows(words: str) -> Callable[[AppTest], bool]:
    return lambda app: words in all_text(app)


SUMMARY: Final = frozenset({"prototype_sessions.get_summary"})
SEARCH: Final = frozenset({"search.search"})
# These show the code check's verdict on each row.
CHECKED: Final = SILENT - {"insight_summaries.summaries"}
TABS: Final = {
    **dict.fromkeys(("Preview", "Overview", "Code", "Versions", "History", "Edit"), SILENT),
    "Design": SILENT - {"prototype_sessions.get_design_text"},
}


def places(rows: Rows) -> dict[str, Place]:
    """Every page, and every tab, with something to show."""
    id_, request_id = str(rows.first), str(rows.request_id)
    a, b = str(rows.first), str(rows.second)
    log = frozenset({"audit_log.search", "audit_log._counts"})
    parts = {f"audit.{name}" for name in ("receipt", "_changed", "_skipped", "_standing")}
    receipt = frozenset({*parts, "entries.of_request"})
    pair = frozenset({*SUMMARY, "prototype_sessions.get_code"})
    return {
        "overview": Place("overview.py", {}, shows("ready but broken")),
        "errors": Place("errors.py", {}, shows("All sessions in error in this span")),
        "list": Place("sessions.py", {}, shows("Showing 5"), SEARCH, CHECKED),
        "gallery": Place("sessions.py", {"view": "gallery"}, shows("Showing 5"), SEARCH, CHECKED),
        "search": Place(
            *("sessions.py", {"q": "heckou"}, shows("Showing 5"), SEARCH | {"keyset.run"}, CHECKED)
        ),
        # Without the last steps no undo is offered.
        "inbox": Place(
            *("inbox.py", {}, lambda app: "show" in [each.key for each in app.segmented_control]),
            silent=SILENT | {"states.last_steps"},
        ),
        "stuck": Place("stuck.py", {}, shows("Longest first"), SEARCH),
        "log": Place("audit.py", {}, shows("Reset"), log),
        "receipt": Place("audit.py", {"receipt": request_id}, shows("1 session changed"), receipt),
        "bulk": Place("audit.py", {"batch": str(rows.batch_id)}, shows("Receipt"), log),
        "compare": Place("compare.py", {"a": a, "b": b}, shows("Checkout 1"), pair),
        "quality": Place("quality.py", {}, lambda app: bool(app.selectbox(key="worst"))),
        "system": Place(
            "system.py",
            {},
            shows("Settings in effect"),
            silent=SILENT | {"coverage.is_noted"},  # a hint, which comes with the next reading
        ),
    } | {
        tab: Place("session.py", {"id": id_, "tab": tab}, shows("Checkout 0"), SUMMARY, silent)
        for tab, silent in TABS.items()
    }


NAMES: Final = tuple(places(Rows(uuid4(), uuid4(), uuid4(), uuid4())))


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_shown_whatever_is_delayed(
    questions: Questions, database: Database, rows: Rows, name: str
) -> None:
    place = places(rows)[name]

    def run(held: int | None = None, mode: Mode = "slow") -> AppTest:
        forget(database)
        app = AppTest.from_file(NAVIGATION, default_timeout=SECONDS)
        for key, value in place.params.items():
            app.query_params[key] = value
        app.switch_page(place.page)
        questions.start(held, mode)
        app.run()
        assert not app.exception, questions.asked
        return app

    assert place.rows(run())
    asked, transactions = list(questions.asked), questions.transactions
    assert {*asked} >= BEFORE
    assert transactions
    # A page without its rows reloads by itself once a connection is free.
    for held in range(transactions):
        assert place.rows(run(held, "full")), held
    for held, question in enumerate(asked):
        if question in BEFORE:
            continue
        app = run(held)
        again = place.page == "session.py" and asked.index(question) < held  # for the form
        stands = question not in place.main or again
        assert place.rows(app) or not stands, (question, all_text(app))
        assert says_so(app) or question in place.silent, (question, all_text(app))


def says_so(app: AppTest) -> bool:
    """Whether the page says that something was not read."""
    helps = [button.proto.help for button in app.button]
    deltas = [metric.delta for metric in app.metric]
    words = "\n".join([all_text(app), *helps, *deltas]).lower()
    return any(
        sign in words
        for sign in ("just now", "took too long", "takes too long", "is taking too long")
    )


def forget(database: Database) -> None:
    """Clear what was read and inspected before."""
    with database.begin() as db:
        db.execute(text("DELETE FROM dashboard.insights"))
    read_only._cache.clear()
    st.cache_data.clear()
    st.cache_resource.clear()


def test_a_delayed_receipt_or_list_of_bulk_resets_leaves_the_rows(
    questions: Questions, database: Database, rows: Rows
) -> None:
    app = AppTest.from_file(NAVIGATION, default_timeout=SECONDS)
    app.run()
    app.session_state["receipt"] = rows.request_id
    app.switch_page("stuck.py")
    forget(database)
    questions.start()
    app.run()
    asked = list(questions.asked)
    for question in ("audit.receipt", "reading.current"):
        forget(database)
        questions.start(asked.index(question))
        app.run()
        assert not app.exception
        assert "Longest first" in all_text(app)
        assert says_so(app)


def test_a_reset_of_all_that_cannot_be_counted_says_so(
    questions: Questions, database: Database, rows: Rows
) -> None:
    app = AppTest.from_file(NAVIGATION, default_timeout=SECONDS)
    app.run()
    app.switch_page("stuck.py").run()
    forget(database)
    questions.start()
    app.button(key="reset-all").click().run()
    last = max(n for n, question in enumerate(questions.asked) if question == "search.count")
    forget(database)
    questions.start(last)
    app.button(key="reset-all").click().run()
    assert not app.exception
    assert "took too long" in all_text(app)
    assert "Longest first" in all_text(app)


@pytest.mark.parametrize("page", ["overview.py", "sessions.py", "stuck.py"])
def test_rows_are_shown_while_the_door_for_counts_is_full(
    open_page: OpenPage, rows: Rows, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(costly, "COUNTS", Limiter(0, 0.01))
    app = open_page(page)
    assert not app.exception
    assert says_so(app)
    if page == "overview.py":
        latest = [drawn["rows"] for drawn in components(app, "recent_sessions")]
        assert "Checkout failed" in [row["name"] for rows in latest for row in rows]
    else:
        place = "Showing 5" if page == "sessions.py" else "Longest first"
        assert place in all_text(app)


def test_a_search_says_when_many_are_running(
    open_page: OpenPage, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(costly, "SEARCHES", Limiter(0, 0.01))
    assert "Many searches are running" in all_text(open_page("sessions.py", q="heckou"))
    for q in ("BP-3F8A2C", "", "Ch"):
        assert "Showing" in all_text(open_page("sessions.py", q=q))
