"""Bulk rows by COPY, and the command that creates them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import Text, cast, func, select, text

from demo.bulk import copy_rows
from scripts import demo_data
from settings import ROOT
from store.engine import Database
from store.models import PrototypeSessionRow
from tests.conftest import MakeDatabase

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
COUNT = 5_000

Ask = Callable[..., str | None]


def fill(database: Database, count: int) -> list[int]:
    """Copy rows into a test's database; returns the progress that was reported."""
    seen: list[int] = []
    url = database.engine.url.set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
        copy_rows(connection, count, NOW, lambda done, _: seen.append(done))
    return seen


def test_copy_creates_realistic_rows(database: Database) -> None:
    assert fill(database, COUNT)[-1] == COUNT
    row = PrototypeSessionRow
    with database.begin() as db:
        statuses = dict(db.execute(select(row.status, func.count()).group_by(row.status)).all())
        assert sum(statuses.values()) == COUNT
        assert 0.70 < statuses["ready"] / COUNT < 0.80
        assert {"error", "generating", "pending", "archived", "queued", None} < set(statuses)
        names = db.scalar(select(func.count(row.frame_name.distinct())))
        assert names is not None
        assert names > 0.9 * COUNT
        assert db.scalar(select(func.count()).where(row.frame_name.is_(None))) == COUNT // 200
        first, last = db.execute(select(func.min(row.created_at), func.max(row.updated_at))).one()
        assert first
        assert last
        assert NOW - timedelta(days=91) < first < NOW - timedelta(days=85)
        assert last <= NOW
        design, code = db.execute(
            select(
                func.avg(func.octet_length(cast(row.design_context, Text))),
                func.avg(func.octet_length(row.generated_code)),
            )
        ).one()
        assert 500 < code < 2_000
        assert 500 < design < 2_000
        failed = select(row).where(row.status == "error")
        assert all(
            each.error_code and len(each.error_code) == 9 for each in db.scalars(failed).all()
        )
        assert (
            db.scalar(select(func.count()).where(row.error_code.is_not(None)))
            == (statuses["error"])
        )
        estimate = text("SELECT reltuples FROM pg_class WHERE relname = 'prototype_sessions'")
        assert db.scalar(estimate) == COUNT, "ANALYZE has run"


def test_more_rows_do_not_collide(database: Database) -> None:
    fill(database, 300)
    fill(database, 300)
    with database.begin() as db:
        assert db.scalar(select(func.count()).select_from(PrototypeSessionRow)) == 600


def command(*arguments: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run the command behind scripts/demo-data against a database."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.demo_data", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs the command's function: why it ended, or None."""

    def ask(*arguments: str, url: str) -> str | None:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setattr("sys.argv", ["scripts/demo-data", *arguments])
        try:
            demo_data.main()
        except SystemExit as end:
            return f"{capsys.readouterr().err}{end.code}"
        return None

    return ask


def test_the_command_refuses_a_table_with_rows(
    make_database: MakeDatabase, template: str, ask: Ask
) -> None:
    url = make_database(template)
    first = command("--rows", "1_000", url=url)
    assert first.returncode == 0, first.stderr
    assert "1,000 of 1,000 rows" in first.stdout
    second = command("--rows", "10", url=url)
    assert second.returncode == 1
    assert second.stderr.strip() == (
        "prototype_sessions is not empty. With --append rows are added to it."
    )
    assert ask("--rows", "10", "--append", url=url) is None
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM prototype_sessions").fetchone() == (1_010,)


@pytest.mark.parametrize(
    ("arguments", "schema", "message"),
    [
        (("--rows", "0"), True, "a number above 0"),
        (("--rows", "10"), False, "Run scripts/migrate first"),
    ],
)
def test_the_command_explains_errors(
    make_database: MakeDatabase,
    template: str,
    ask: Ask,
    arguments: tuple[str, ...],
    schema: bool,
    message: str,
) -> None:
    said = ask(*arguments, url=make_database(template if schema else None))
    assert said is not None
    assert message in said


def test_an_unavailable_database_is_reported(ask: Ask) -> None:
    said = ask("--rows", "10", url="postgresql://nobody@127.0.0.1:1/none")
    assert said == "The database cannot be reached."
