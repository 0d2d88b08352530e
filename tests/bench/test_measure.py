"""The benchmark on few rows: it replays what the store sent, and reports missed targets."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import Engine

from bench import cases, measure, report
from bench.measure import Result
from demo.bulk import copy_rows
from store.engine import Database

ROWS = 1_200


def address(engine: Engine) -> str:
    """The database's address for psycopg."""
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with enough rows for more than one page of everything."""
    with psycopg.connect(address(database.engine)) as connection:
        copy_rows(connection, ROWS, datetime.now(UTC), lambda done, seconds: None)
    return database


def test_the_replayed_statements_are_those_the_store_sent(filled: Database) -> None:
    result = cases.sample(address(filled.engine))
    by_name = {case.name: case for case in cases.cases(result, None)}
    with measure.captured(filled) as statements:
        page = filled.read(by_name["first page"].work)
    texts = [statement for statement, _ in statements]
    assert not any("BEGIN" in words for words in texts)  # each side has its own BEGIN
    assert "FROM prototype_sessions" in texts[-1]
    with psycopg.connect(address(filled.engine), prepare_threshold=None) as connection:
        measure.replay(connection, statements[:-1])
        rows = connection.execute(*statements[-1]).fetchall()
    assert [row[0] for row in rows][: cases.PAGE_SIZE] == [row.id for row in page.rows]


def test_every_case_runs_and_finds_its_rows(filled: Database) -> None:
    result = cases.sample(address(filled.engine))
    cursor = cases.cursor_to_page(filled, 3)
    assert cursor
    made = {case.name: filled.read(case.work) for case in cases.cases(result, cursor)}
    assert len(made) > 20
    for name in ("search reference", "search row id", "search session_id"):
        assert [row.id for row in made[name].rows] == [result.row_id], name
    assert result.name in [row.frame_name for row in made["search whole name"].rows]
    assert len(made["search name prefix, few rows"].rows) >= 1
    everything = [
        row.id
        for page in (filled.read(cases.cases(result, None)[0].work), made["page 1,000 by cursor"])
        for row in page.rows
    ]
    assert len(set(everything)) == 2 * cases.PAGE_SIZE
    assert made["status absent"].rows == ()


def test_a_distant_page_that_does_not_exist(filled: Database) -> None:
    assert cases.cursor_to_page(filled, 1_000) is None


def test_comparing_measures_both(filled: Database) -> None:
    url = address(filled.engine)
    case = cases.cases(cases.sample(url), None)[0]
    result = measure.compare(filled, url, case, rounds=2)
    assert result.bare_ms is not None
    assert result.ratio is not None
    assert 0 < result.bare_ms
    assert result.ratio == pytest.approx(result.store_ms / result.bare_ms)


@pytest.mark.parametrize(
    ("result", "ok"),
    [
        (Result("both within", 4.0, 2.0, 5.0), True),
        (Result("too slow", 5.1, 4.0, 5.0), False),
        (Result("too many times psycopg", 4.0, 1.9, 5.0), False),
        (Result("nothing to compare", 4.0, None, 5.0), True),
    ],
)
def test_a_result_can_miss_either_target(result: Result, ok: bool) -> None:
    assert result.ok is ok
    assert report.line(result).rstrip().endswith("ok" if ok else "over")


def test_the_report_names_the_machine_and_holds_no_session_id(filled: Database) -> None:
    url = address(filled.engine)
    result = cases.sample(url)
    about = report.machine(url)
    assert about["rows"] == ROWS
    assert about["postgresql"].startswith("18")
    results = [measure.substring(filled)]
    written = str(report.as_json(about, results)) + report.heading(about) + report.line(results[0])
    assert result.session_id not in written
    assert results[0].name in written
