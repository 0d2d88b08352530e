"""Lists stay fast at any size: each is read in index order, and never sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from store.engine import Database, engine_for
from store.records import NO_STATUS, Filters, Sort
from store.sessions import search
from store.sessions.current import RULES, RUNTIME
from tests.conftest import MakeDatabase

ROWS = """
INSERT INTO prototype_sessions
    (session_id, design_context, frame_name, status, error_code, created_at, updated_at)
SELECT gen_random_uuid(), '{}', 'Frame ' || md5(number::text),
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
    "a range of matches": Filters(score=(None, 75)),
    "stuck": Filters(stuck_after=timedelta(minutes=10)),
}


INSIGHTS = """
INSERT INTO dashboard.insights
    (row_id, row_version, code_md5, design_md5, rules, verdict, findings, risks, more_risks,
     node_count, depth, wireframe, wireframe_complete, design_kind, design_note)
SELECT id, xmin::text, '', '', :rules, 'ok', '[]', '[]', 0, 1, 1, '<svg/>', true,
    CASE WHEN number % 2000 = 0 THEN 'figma-error' ELSE 'drawn' END, ''
FROM (SELECT id, xmin, row_number() OVER () AS number FROM prototype_sessions) AS rows
"""
RENDERS = """
INSERT INTO dashboard.renders
    (row_id, code_md5, design_md5, runtime, source, verdict, message, score, parts, pairs, notes,
     stand_ins, font, rendered_by)
SELECT row_id, '', '', :runtime, 'headless', CASE WHEN number % 400 = 0 THEN 'throws'
    ELSE 'renders' END, '', number * 617 % 1000 / 10.0, '{}', '[]', '[]', '[]', 'Inter', 'robot'
FROM (SELECT row_id, row_number() OVER () AS number FROM dashboard.insights) AS rows
"""


@pytest.fixture(scope="module")
def reader(make_database: MakeDatabase, template: str) -> Iterator[Session]:
    """A session on 20,000 analyzed rows."""
    database = Database(engine_for(make_database(template)))
    with database.begin() as db:
        db.execute(text(ROWS))
        db.execute(text(INSIGHTS), {"rules": RULES})
        db.execute(text(RENDERS), {"runtime": RUNTIME})
        db.execute(text("ANALYZE prototype_sessions, dashboard.insights, dashboard.renders"))
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
        node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
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
