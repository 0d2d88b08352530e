"""scripts/migrate explains what it does, or why it does nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from migrations import runner
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


def test_it_adopts_and_prints_each_step(make_database: MakeDatabase) -> None:
    url = make_database(None)
    production.create(url, rows=100)
    before = production.fingerprint(url)

    listed = migrate("--dry-run", DATABASE_URL=url)
    assert listed.returncode == 0
    assert runner.current(url) is None
    done = migrate(DATABASE_URL=url)
    assert done.returncode == 0

    assert "Revision before: none" in done.stdout
    assert f"Revision after: {runner.head()}" in done.stdout
    for revision, subject in runner.pending(None):
        assert f"  {revision}  {subject}\n" in listed.stdout
        assert f"  {revision}  {subject}\n" in done.stdout
    assert production.fingerprint(url) == before
    assert "Pending: nothing" in migrate("--dry-run", DATABASE_URL=url).stdout


@pytest.mark.parametrize("arguments", [(), ("--dry-run",)])
def test_a_refusal_lists_the_differences(
    make_database: MakeDatabase, arguments: tuple[str, ...]
) -> None:
    url = make_database(None)
    production.create(url, table=production.TABLE.replace("frame_name TEXT,", ""))
    result = migrate(*arguments, DATABASE_URL=url)
    assert result.returncode == 1
    assert "Nothing was changed" in result.stdout
    assert "  - column frame_name is missing (expected text)" in result.stdout


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://admin:hunter2@127.0.0.1:1/live", "The database cannot be reached."),
        ("postgresql://admin:hunter2@127.0.0.1:6543/live", "session pooler (port 5432)"),
        ("mysql://admin:hunter2@127.0.0.1/live", "DATABASE_URL: expected postgresql://"),
        ("hunter2", "DATABASE_URL: expected postgresql://"),
    ],
)
def test_obstacles_are_reported(url: str, sentence: str) -> None:
    result = migrate(DATABASE_URL=url)
    assert result.returncode == 1
    assert sentence in result.stdout
    assert "hunter2" not in result.stdout


def test_without_a_database_url_it_migrates_the_embedded_one(tmp_path: Path) -> None:
    result = migrate(DATA_DIR=str(tmp_path))
    assert result.returncode == 0, result.stdout
    assert f"Revision after: {runner.head()}" in result.stdout
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()
