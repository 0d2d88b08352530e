"""scripts/inspect and what the pages call inspect every row once, whatever it contains."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from demo.plan import row_ids
from inspection import syntax
from inspection.syntax import CheckerUnavailable
from scripts import inspect_beside, inspect_rows, render_rows
from services import inspection
from store.engine import Database
from store.errors import Busy, NotFound, StoreError, TooSlow, Unavailable
from store.insights import coverage, insights
from store.insights.insight_records import Findings, Subject
from tests.conftest import MakeDatabase
from tests.inspection.samples import deep, design, frame, large, node
from tests.store import rows

GOOD = "export default function App() {\n  return <p>ok</p>;\n}\n"
SAMPLES: dict[str, Any] = {
    "ok": {"generated_code": GOOD, "design_context": design(frame(node("TEXT", 0, 0, 9, 9)))},
    "broken": {"generated_code": "```tsx\n" + GOOD + "```", "design_context": large(2_000)},
    "empty": {"generated_code": None, "design_context": deep(900)},
}


@pytest.fixture
def samples(database: Database) -> dict[str, Any]:
    with database.begin() as db:
        return {verdict: rows.add(db, **columns) for verdict, columns in SAMPLES.items()}


def current(database: Database) -> int:
    return database.read(coverage.progress)[0]


def test_every_row_gets_its_verdict_facts_and_picture(
    database: Database, samples: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = inspect_rows.run(database, None)
    assert verdicts == {"ok": 1, "broken": 1, "empty": 1}
    assert "3 sessions, 3 to look at" in capsys.readouterr().out
    result = database.read(lambda db: insights.many(db, [*samples.values()]))
    assert {verdict: result[row_id].verdict for verdict, row_id in samples.items()} == {
        verdict: verdict for verdict in samples
    }
    assert result[samples["ok"]].node_count == 2
    assert result[samples["empty"]].depth == 900
    large_one = result[samples["broken"]]
    assert len(large_one.wireframe.encode()) <= inspection.WIREFRAME_BYTES
    assert not large_one.wireframe_complete
    assert [each.kind for each in large_one.findings] == ["fenced"]

    assert inspect_rows.run(database, None).total() == 0
    assert "3 sessions, 0 to look at" in capsys.readouterr().out


def test_it_continues_where_it_stopped(database: Database, samples: dict[str, Any]) -> None:
    assert inspect_rows.run(database, 1).total() == 1
    assert current(database) == 1
    assert inspect_rows.run(database, None).total() == 2
    assert current(database) == 3


def test_two_at_once_agree(database: Database, samples: dict[str, Any]) -> None:
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(inspect_rows.run, database, None) for _ in range(2)]
        for each in runs:
            assert each.result(timeout=60).total() <= 3
    assert current(database) == 3


def test_two_at_once_inspect_no_row_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.begin() as db:
        added = [rows.add(db, generated_code=GOOD) for _ in range(30)]
    examined: Counter[UUID] = Counter()
    examine = inspection.examine

    def count(subject: Subject) -> Findings:
        examined[subject.row_id] += 1
        return examine(subject)

    monkeypatch.setattr(inspection, "examine", count)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(inspect_rows.run, database, None) for _ in range(2)]
        assert sum(each.result(timeout=60)["ok"] for each in runs) >= len(added)
    assert examined == dict.fromkeys(added, 1)


def test_beside_the_embedded_server_the_demos_rows_come_first_and_few_others(
    database: Database,
) -> None:
    with database.begin() as db:
        others = [rows.add(db) for _ in range(5)]
        demo = [rows.add(db) for _ in range(2)]
        for row_id, new_id in zip(demo, row_ids()[-2:], strict=True):
            change = "UPDATE prototype_sessions SET id = :new WHERE id = :old"
            db.execute(text(change), {"new": new_id, "old": row_id})
    inspect_beside.inspect(database, 0)
    assert set(database.read(lambda db: insights.many(db, [*others, *row_ids()]))) == {
        *row_ids()[-2:]
    }
    inspect_beside.inspect(database, 3)
    assert current(database) == 5
    inspect_beside.inspect(database, 3)
    assert current(database) == 7


def test_beside_the_embedded_server_work_goes_on_after_the_database_was_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paused: list[float] = []
    monkeypatch.setattr(time, "sleep", paused.append)
    raised: list[StoreError] = [TooSlow(), Unavailable(), Busy("Locked")]
    inspect_beside.persist(lambda: raise_next(raised))
    assert (raised, paused) == ([], [*inspect_beside.PAUSES[:3]])
    final: tuple[list[StoreError], ...] = (
        [TooSlow() for _ in range(len(inspect_beside.PAUSES) + 1)],
        [NotFound()],
    )
    for errors in final:
        with pytest.raises(StoreError):
            inspect_beside.persist(partial(raise_next, errors))
        assert not errors


def raise_next(errors: list[StoreError]) -> None:
    if errors:
        raise errors.pop(0)


def test_rows_are_reinspected_only_if_code_or_design_changed(
    database: Database, samples: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    inspect_rows.run(database, None)
    with database.begin() as db:
        db.execute(text("UPDATE prototype_sessions SET status = 'pending'"))
    assert current(database) == 0

    def refuse(_: str | None, *, modules: object) -> None:
        raise AssertionError("Nothing changed, so nothing is checked.")

    monkeypatch.setattr(inspection, "check", refuse)
    assert inspect_rows.run(database, None).total() == 3
    assert current(database) == 3


def test_leftovers_of_deleted_rows_are_removed(database: Database, samples: dict[str, Any]) -> None:
    inspect_rows.run(database, None)
    with database.begin() as db:
        db.execute(text("DELETE FROM prototype_sessions"))
    assert inspect_rows.purge(database) == 3


def test_a_row_that_is_gone_is_none(database: Database, samples: dict[str, Any]) -> None:
    with database.begin() as db:
        db.execute(text("DELETE FROM prototype_sessions"))
    assert inspection.inspect(database, samples["ok"]) is None


def test_a_login_that_only_reads_still_gets_findings(
    database: Database, samples: dict[str, Any]
) -> None:
    with database.begin() as db:
        name = db.scalars(text("SELECT current_database()")).one()
        db.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    database.dispose()
    result = inspection.inspect(database, samples["broken"])
    assert result is not None
    assert result.verdict == "broken"
    assert current(database) == 0


def test_a_row_that_cannot_be_checked_stops_no_other(
    database: Database, samples: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: str | None, *, modules: object) -> Any:
        raise CheckerUnavailable("too slow")

    with monkeypatch.context() as patched:
        patched.setattr(inspection, "check", refuse)
        assert inspect_rows.run(database, None) == {"not checked": 3}
    assert inspect_rows.run(database, None).total() == 3


def test_without_esbuild_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(syntax, "PACKAGES", tmp_path)
    monkeypatch.setattr("sys.argv", ["scripts/inspect"])
    assert inspect_rows.main() == 1
    assert "scripts/build-frontend" in capsys.readouterr().err


@pytest.mark.parametrize("command", [inspect_rows, render_rows])
def test_before_the_migration_it_says_what_to_do_first(
    command: ModuleType,
    make_database: MakeDatabase,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", make_database(None))
    monkeypatch.setattr("sys.argv", [command.__name__])
    assert command.main() == 1
    assert "Run scripts/migrate first." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [(0, 0, "0 of 0, 0/s"), (5, 10, "5 of 10, 2/s"), (206, 185, "206 of 206, 103/s")],
)
def test_the_progress_never_passes_its_end(done: int, total: int, said: str) -> None:
    assert inspect_rows.bar(done, total, 2.0).partition("] ")[2] == said
