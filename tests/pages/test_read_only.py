"""The dashboard over a read-only database: it works, says so, and offers no actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from streamlit.testing.v1 import AppTest

from auth import current
from migrations import access
from services import acting, actions, resources
from services.inspection_worker import Inspector
from store.engine import Database
from store.errors import PermissionDenied, ReadOnly
from store.principal import Principal, Role
from store.sessions import prototype_sessions
from store.system import read_only
from tests.logins import as_login, grant
from tests.pages.conftest import NAVIGATION, SECONDS, all_text
from tests.store.acting import insert_row

Open = Callable[..., AppTest]

ACTIONS = {"reset", "fail", "delete", "reveal", "undo", "undo-all", "save", "reset-all"}


@pytest.fixture
def row_id(database: Database) -> UUID:
    with database.begin() as db:
        return insert_row(db)


@pytest.fixture(params=["dash_ro", "default", "no privilege"])
def reader(request: pytest.FixtureRequest, database: Database, row_id: UUID) -> Iterator[Database]:
    """A handle on the database that cannot write, for one of three reasons."""
    grant(database)
    login = access.READ_LOGIN
    if request.param == "default":
        login = access.WRITE_LOGIN
        with database.engine.begin() as connection:
            name = database.engine.url.database
            connection.exec_driver_sql(
                f"ALTER DATABASE {name} SET default_transaction_read_only = on"
            )
    if request.param == "no privilege":
        login = "looker"
        with database.engine.begin() as connection:
            connection.exec_driver_sql("CREATE ROLE looker LOGIN; GRANT dash_viewer TO looker")
    reader = as_login(database, login)
    yield reader
    reader.dispose()
    if login == "looker":
        with database.engine.begin() as connection:
            connection.exec_driver_sql("DROP ROLE looker")


@pytest.fixture
def open_page(reader: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens pages as an admin, with the handle that cannot write."""
    me = Principal(actor="tester", role=Role.ADMIN)
    inspector = Inspector(reader)
    monkeypatch.setattr(current, "decide", lambda settings: me)
    monkeypatch.setattr(resources, "database", lambda: reader)
    monkeypatch.setattr(resources, "inspector", lambda: inspector)

    def open_it(page: str, **params: str) -> AppTest:
        app = AppTest.from_file(Path(NAVIGATION), default_timeout=SECONDS)
        app.run()
        for name, value in params.items():
            app.query_params[name] = value
        return app.switch_page(page).run()

    yield open_it
    inspector.close()


@pytest.mark.parametrize(
    "page",
    ["overview.py", "sessions.py", "session.py", "stuck.py", "audit.py", "system.py", "quality.py"],
)
def test_every_page_works_says_so_and_offers_no_action(
    open_page: Open, row_id: UUID, page: str
) -> None:
    app = open_page(page, **({"id": str(row_id)} if page == "session.py" else {}))
    assert not app.exception
    assert not app.error
    shown = all_text(app)
    assert "Read-only" in shown
    assert shown.count("change nothing") == 1
    assert not ACTIONS & {button.key for button in app.button}


def test_the_system_page_says_the_same_as_the_banner(
    database: Database, row_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A login that may change sessions, but not record its actions, may change nothing."""
    grant(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            f"REVOKE INSERT ON dashboard.receipts FROM {access.WRITE_LOGIN}, dash_editor"
        )
    half = as_login(database, access.WRITE_LOGIN)
    me = Principal(actor="tester", role=Role.ADMIN)
    monkeypatch.setattr(current, "decide", lambda settings: me)
    monkeypatch.setattr(resources, "database", lambda: half)
    app = AppTest.from_file(Path(NAVIGATION), default_timeout=SECONDS).run()
    shown = all_text(app.switch_page("system.py").run())
    half.dispose()
    assert "You can view everything but change nothing: the database login" in shown
    assert "Read only: the database login of the dashboard may not write" in shown
    assert "Read and write" not in shown


def test_the_same_page_offers_actions_if_writes_are_possible(
    open_page: Open, database: Database, row_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "database", lambda: database)
    monkeypatch.setattr(read_only, "write_refusal", lambda db: None)
    app = open_page("session.py", id=str(row_id))
    assert {button.key for button in app.button} >= {"reset", "fail", "delete", "reveal"}
    assert "Read-only" not in all_text(app)


def test_an_attempted_write_is_refused_with_a_message(
    open_page: Open, database: Database, row_id: UUID
) -> None:
    row = database.read(lambda db: prototype_sessions.get_summary(db, row_id))
    assert acting.principal().role is Role.VIEWER
    with pytest.raises(ReadOnly, match=r"read-only.*Nothing was changed"):
        actions.reset([row], "", uuid4())
    after = database.read(lambda db: prototype_sessions.get_summary(db, row_id))
    assert after
    # Time has passed; nothing else is different.
    assert after.model_copy(update={"generating_for": row.generating_for}) == row


def test_a_database_that_turns_read_only_in_between_says_the_same(
    reader: Database, row_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was checked a moment ago, and the result is no longer true."""
    me = Principal(actor="tester", role=Role.ADMIN)
    row = reader.read(lambda db: prototype_sessions.get_summary(db, row_id))
    monkeypatch.setattr(current, "decide", lambda settings: me)
    monkeypatch.setattr(resources, "database", lambda: reader)
    monkeypatch.setattr(read_only, "cached_refusal", lambda database: None)
    with pytest.raises(PermissionDenied, match="Nothing was changed"):
        actions.delete([row], "ticket", uuid4())


def test_a_login_that_may_write_is_not_called_read_only(database: Database) -> None:
    grant(database)
    editor = as_login(database, access.WRITE_LOGIN)
    assert read_only.cached_refusal(editor) is None
    assert read_only.cached_refusal(database) is None
    editor.dispose()


def test_it_is_checked_once_every_ten_seconds(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 100.0
    monkeypatch.setattr(read_only, "monotonic", lambda: moment)
    answers = iter([None, "it is a replica"])
    monkeypatch.setattr(read_only, "write_refusal", lambda db: next(answers))
    assert read_only.cached_refusal(database) is None
    moment += 9.9
    assert read_only.cached_refusal(database) is None
    moment += 0.2
    assert read_only.cached_refusal(database) == "it is a replica"
