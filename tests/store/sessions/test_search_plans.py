"""Lists stay fast at any size: each is read in index order, and never sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from store.engine import Database, engine_for
from store.insights import coverage
from store.records import NO_STATUS, Filters, Sort
from store.sessions import search
from store.sessions.current import RULES, RUNTIME
from tests.conftest import MakeDatabase

ROWS = """
INSERT INTO prototype_sessions
    (session_id, design_context, generated_code, frame_name, status, error_code, created_at,
     updated_at)
SELECT gen_random_uuid(), '{}', CASE WHEN number % 7 <> 3 THEN 'code' END,
    'Frame ' || md5(number::text),
    (ARRAY['ready', 'ready', 'ready', 'error', 'generating', 'pending', NULL])[number % 7 + 1],
    CASE WHEN number % 7 = 3 THEN 'BP-' || upper(lpad(to_hex(number), 6, '0')) END,
    now() - number * interval '1 minute', now() - number * interval '50 seconds'
FROM generate_series(1, 20000) AS number
"""

LISTS = {
    "everything": Filters(),
    "one status": Filters(status=("error",)),
    "no status": Filters(status=(NO_STATUS,)),
    "several statuses": Filters(status=("error", "pending", NO_STATUS)),
    "an absent status": Filters(status=("archived",)),
    "failed imports": Filters(design=("figma-error",)),
    "what throws": Filters(render=("throws",)),
    "what fails or is broken": Filters(verdict=("broken", "fails"), status=("ready",)),
    "what does not compile": Filters(verdict=("broken",)),
    "what compiles": Filters(verdict=("ok",)),
    "what renders": Filters(render=("renders",)),
    "what was not rendered": Filters(render=("unrendered",)),
    "what was not rendered, or throws": Filters(render=("unrendered", "throws")),
    "what is wrong": Filters(mark=("wrong",)),
    "what one person finds wrong": Filters(mark=("wrong",), reviewer="alice"),
    "where marks disagree": Filters(mark=("disagree",)),
    "what nobody marked": Filters(mark=("none",)),
    "what one person did not mark": Filters(mark=("none",), reviewer="alice"),
    "a range of matches": Filters(score=(None, 75)),
    "stuck": Filters(stuck_after=timedelta(minutes=10)),
}


INSIGHTS = """
INSERT INTO dashboard.insights
    (row_id, row_version, code_md5, design_md5, rules, verdict, findings, risks, more_risks,
     node_count, depth, wireframe, wireframe_complete, design_kind, design_note)
SELECT id, xmin::text, CASE WHEN generated_code <> '' THEN 'c' END, '', :rules,
    CASE WHEN number % 500 = 7 THEN 'broken' ELSE 'ok' END, '[]', '[]', 0, 1, 1, '<svg/>', true,
    CASE WHEN number % 2000 = 0 THEN 'figma-error' ELSE 'drawn' END, ''
FROM (SELECT *, xmin, row_number() OVER () AS number FROM prototype_sessions) AS rows
"""
RENDERS = """
INSERT INTO dashboard.renders
    (row_id, code_md5, design_md5, runtime, source, verdict, message, score, parts, pairs, notes,
     stand_ins, font, rendered_by)
SELECT row_id, 'c', '', :runtime, 'headless', CASE WHEN number % 400 = 0 THEN 'throws'
    ELSE 'renders' END, '', number * 617 % 1000 / 10.0, '{}', '[]', '[]', '[]', 'Inter', 'robot'
FROM (SELECT row_id, row_number() OVER () AS number FROM dashboard.insights) AS rows
WHERE number % 900 <> 8
"""
REVIEWS = """
INSERT INTO dashboard.reviews (row_id, code_md5, design_md5, reviewer, mark, reasons, note)
SELECT row_id, 'c', '', name, CASE WHEN number % 50 = 0 AND name = 'alice' THEN 'wrong'
    ELSE 'good' END, '[]', ''
FROM (SELECT row_id, row_number() OVER () AS number FROM dashboard.insights) AS rows,
     unnest(ARRAY['alice', 'bob']) AS name
WHERE number % 10 = 0
"""


@pytest.fixture(scope="module")
def reader(make_database: MakeDatabase, template: str) -> Iterator[Session]:
    """A session on 20,000 analyzed rows."""
    database = Database(engine_for(make_database(template)))
    with database.begin(timeout_ms=120_000) as db:
        db.execute(text(ROWS))
        db.execute(text(INSIGHTS), {"rules": RULES})
        db.execute(text(RENDERS), {"runtime": RUNTIME})
        db.execute(text(REVIEWS))
        coverage.record(db)
        for table in ("insights", "renders", "reviews", "standings"):
            db.execute(text(f"ANALYZE dashboard.{table}"))
        db.execute(text("ANALYZE prototype_sessions"))
    with database.begin() as db:
        yield db
    database.dispose()


def plan_nodes(db: Session, query: Callable[[], object]) -> list[dict[str, Any]]:
    """The nodes of the plans of all statements of a query, as they were run."""
    statements: list[tuple[str, Any]] = []
    connection = db.connection()

    def note(_conn: object, _cursor: object, statement: str, given: Any, *_rest: object) -> None:
        statements.append((statement, given))

    event.listen(connection, "before_cursor_execute", note)
    query()
    event.remove(connection, "before_cursor_execute", note)
    found: list[dict[str, Any]] = []
    for statement, given in statements:
        explained = f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}"
        [[plan]] = connection.exec_driver_sql(explained, given).scalars().all()
        found += nodes(plan["Plan"])
    return found


def rows_read(db: Session, filters: Filters, sort: Sort) -> int:
    """How many rows the scans of a first and a second page returned or discarded in total."""

    def two_pages() -> None:
        page = search.search(db, filters, sort)
        search.search(db, filters, sort, page.after)

    return sum(
        node["Actual Rows"]
        + node.get("Rows Removed by Filter", 0)
        + node.get("Rows Removed by Index Recheck", 0)
        for node in plan_nodes(db, two_pages)
        if "Scan" in node["Node Type"] and "Bitmap Index" not in node["Node Type"]
    )


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The plan and all plans in it."""
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("sort", [Sort.UPDATED_DESC, Sort.UPDATED_ASC])
def test_lists_by_update_read_little_more_than_they_show(
    reader: Session, name: str, sort: Sort
) -> None:
    statuses = max(len(LISTS[name].status), 1)
    assert rows_read(reader, LISTS[name], sort) <= 2 * 2 * 51 * statuses + 60


BY_STANDING = [
    *("what throws", "what fails or is broken", "what does not compile", "what compiles"),
    *("what renders", "what was not rendered", "what is wrong", "where marks disagree"),
]


@pytest.mark.parametrize("name", BY_STANDING)
@pytest.mark.parametrize("sort", Sort)
def test_lists_by_standing_read_little_more_than_they_show_in_every_order(
    reader: Session, name: str, sort: Sort
) -> None:
    assert rows_read(reader, LISTS[name], sort) <= 2 * 2 * 51 + 60


@pytest.mark.parametrize("name", ["what nobody marked", "what one person did not mark"])
@pytest.mark.parametrize("sort", [Sort.STATUS_ASC, Sort.STATUS_DESC])
def test_unmarked_rows_by_status_are_read_without_those_that_have_no_code(
    reader: Session, name: str, sort: Sort
) -> None:
    assert rows_read(reader, LISTS[name], sort) <= 2 * 2 * 51 + 300


@pytest.mark.parametrize("sort", Sort)
def test_every_sort_of_everything_reads_only_its_pages(reader: Session, sort: Sort) -> None:
    tables = 3 if sort in (Sort.MATCH_ASC, Sort.MATCH_DESC) else 1
    assert rows_read(reader, Filters(), sort) <= 2 * 51 * tables


@pytest.mark.parametrize("sort", [Sort.MATCH_ASC, Sort.MATCH_DESC])
def test_a_range_of_matches_is_read_in_its_order(reader: Session, sort: Sort) -> None:
    for filters in (Filters(score=(20, 40)), Filters(score=(0, 75), render=("renders",))):
        assert rows_read(reader, filters, sort) <= 2 * 51 * 6


@pytest.mark.parametrize("q", ["BP-00000A", "BP-FFFFFF", "frame c4ca4238"])
def test_look_ups_read_only_their_matches(reader: Session, q: str) -> None:
    assert rows_read(reader, Filters(q=q), Sort.UPDATED_DESC) <= 10


@pytest.mark.parametrize("sort", [Sort.UPDATED_DESC, Sort.CREATED_ASC])
def test_a_common_text_is_found_along_the_list(reader: Session, sort: Sort) -> None:
    """However rare the planner takes it for: it would fetch and sort all that contain it."""
    filters = Filters(q="rame c", status=("ready",))
    scans = [
        node
        for node in plan_nodes(reader, lambda: search.search(reader, filters, sort))
        if "Scan" in node["Node Type"] and node["Actual Rows"] + node["Actual Loops"] > 60
    ]
    assert "Bitmap Heap Scan" not in [node["Node Type"] for node in scans]


def test_a_page_of_rows_found_inside_names_continues_where_the_last_one_ended(
    reader: Session,
) -> None:
    """A text that is in many names at first, and in few later on: by both ways."""
    for sort in (Sort.UPDATED_DESC, Sort.CREATED_ASC, Sort.NAME_DESC):
        filters, cursor, seen = Filters(q="rame a"), None, []
        while True:
            page = search.search(reader, filters, sort, cursor, 100)
            seen += [row.frame_name for row in page.rows]
            if not (cursor := page.after):
                break
        names = reader.scalars(text("SELECT frame_name FROM prototype_sessions")).all()
        assert sorted(map(str, seen)) == sorted(each for each in names if "rame a" in each)
        if sort is Sort.NAME_DESC:
            assert seen == sorted(map(str, seen), reverse=True)
