"""The command that keeps replaced code: what it does and what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from scripts import code_history
from store.engine import Database
from store.sessions import code_versions
from tests.conftest import MakeDatabase
from tests.store.acting import insert_row

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on a database; returns its exit code and all that it printed."""

    def run_it(url: str, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setattr("sys.argv", ["code-history", *words])
        code = code_history.main()
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run_it


def address(database: Database) -> str:
    url = database.engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def replace_code(database: Database, times: int) -> None:
    """One row whose code is replaced this often, each time in its own transaction."""
    with database.begin() as db:
        row_id = insert_row(db, generated_code="0")
    for number in range(times):
        with database.begin() as db:
            db.execute(
                text("UPDATE prototype_sessions SET generated_code = :code WHERE id = :id"),
                {"code": str(number + 1), "id": row_id},
            )


def test_on_off_and_what_is_kept(run: Run, database: Database) -> None:
    url = address(database)
    assert "Code history is off." in run(url, "status")[1]
    code, printed = run(url, "enable", "--keep", "5")
    assert (code, "on: the last 5 versions of a session, for 30 days" in printed) == (0, True)
    assert database.read(code_versions.is_enabled)
    replace_code(database, times=4)
    assert "4 versions of 1 sessions, the oldest from" in run(url, "status")[1]
    assert "the last 5 versions of a session, for 9 days" in run(url, "enable", "--days", "9")[1]
    assert "Removed 3 versions." in run(url, "purge", "--keep", "1")[1]
    code, printed = run(url, "disable")
    assert (code, "Code history is off." in printed) == (0, True)
    assert "1 versions" in printed


def test_before_the_migration_it_says_what_to_do(run: Run, make_database: MakeDatabase) -> None:
    code, printed = run(make_database(None), "enable")
    assert (code, "Run scripts/migrate first." in printed) == (1, True)


def test_an_unreachable_database_is_reported(run: Run) -> None:
    code, printed = run("postgresql://someone:secret@127.0.0.1:1/none", "status")
    assert (code, "unavailable" in printed, "secret" in printed) == (1, True, False)


@pytest.mark.parametrize(
    "words", [(), ("on",), ("enable", "--keep", "0"), ("purge", "--days", "x")]
)
def test_a_wrong_command_line_is_refused(run: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        run("postgresql://127.0.0.1:1/none", *words)
