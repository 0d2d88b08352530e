"""scripts/migrate explains what it does, or why it does nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from migrations import runner
from scripts import upgrade
from settings import ROOT
from tests.conftest import MakeDatabase
from tests.migrations import production


def migrate(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command; its output includes both streams."""
    environment = {**os.environ, "DATABASE_URL": "", **variables}
    result = subprocess.run(
        [ROOT / "scripts" / "migrate", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in result.stdout
    return result


Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs the command's function on a database: its exit code, and what it says."""

    def ask(url: str, *arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setattr("sys.argv", ["scripts/migrate", *arguments])
        try:
            code, end = upgrade.main(), ""
        except SystemExit as ended:
            code, end = 1, str(ended.code)
        return code, "".join([*capsys.readouterr(), end])

    return ask


def test_it_adopts_and_prints_each_step(make_database: MakeDatabase, ask: Ask) -> None:
    url = make_database(None)
    production.create(url, rows=100)
    before = production.fingerprint(url)

    code, listed = ask(url, "--dry-run")
    assert code == 0
    assert runner.current(url) is None
    done = migrate(DATABASE_URL=url)
    assert done.returncode == 0

    assert "Revision before: none" in done.stdout
    assert f"Revision after: {runner.head()}" in done.stdout
    assert "Not all sessions were inspected by this version. Run scripts/inspect" in done.stdout
    for revision, subject in runner.pending(None):
        assert f"  {revision}  {subject}\n" in listed
        assert f"  {revision}  {subject}\n" in done.stdout
    assert production.fingerprint(url) == before
    assert "Pending: nothing" in ask(url, "--dry-run")[1]


def test_a_refusal_lists_the_differences(make_database: MakeDatabase, ask: Ask) -> None:
    url = make_database(None)
    production.create(url, table=production.TABLE.replace("frame_name TEXT,", ""))
    result = migrate(DATABASE_URL=url)
    for code, said in ((result.returncode, result.stdout), ask(url, "--dry-run")):
        assert code == 1
        assert "Nothing was changed" in said
        assert "  - column frame_name is missing (expected text)" in said


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://admin:hunter2@127.0.0.1:1/live", "The database cannot be reached."),
        ("postgresql://admin:hunter2@127.0.0.1:6543/live", "session pooler (port 5432)"),
        ("mysql://admin:hunter2@127.0.0.1/live", "DATABASE_URL: expected postgresql://"),
        ("hunter2", "DATABASE_URL: expected postgresql://"),
    ],
)
def test_obstacles_are_reported(ask: Ask, url: str, sentence: str) -> None:
    code, said = ask(url)
    assert code == 1
    assert sentence in said
    assert "hunter2" not in said


def test_without_a_database_url_it_migrates_the_embedded_one(tmp_path: Path) -> None:
    result = migrate(DATA_DIR=str(tmp_path))
    assert result.returncode == 0, result.stdout
    assert f"Revision after: {runner.head()}" in result.stdout
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()
