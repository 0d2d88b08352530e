"""The code check's verdict on every demo row, stored in the database and read by SQL."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import text

from demo import broken_code, unlike
from demo.catalog import variant
from demo.designs import DESIGNS
from demo.plan import plan
from demo.planned_row import PlannedRow
from inspection.code_check import check
from scripts import inspect_rows
from store.engine import Database, engine_for
from store.insights import coverage
from tests.conftest import MakeDatabase

# How often each kind of broken code is in the demo, and the check's verdict on it. The check runs
# nothing: code that throws or never ends compiles, and the preview has to stop it.
EXPECTED = {
    "truncated": (3, "broken", ["truncated"]),
    "fenced": (2, "broken", ["fenced"]),
    "talkative": (1, "broken", ["fenced"]),
    "without_default_export": (2, "broken", ["no-default-export"]),
    "throwing": (2, "ok", []),
    "looping": (1, "ok", []),
    "unknown_import": (1, "broken", ["unknown-import"]),
    "empty": (1, "empty", ["empty"]),
    "announced": (1, "broken", ["prose"]),
    "tagged": (1, "broken", ["tool-tags"]),
    "web_page": (1, "broken", ["html-page"]),
    "several_files": (1, "broken", ["several-files"]),
    # These render; only the match with the design tells. Those of another page are whole codes.
    "shrunk": (2, "ok", []),
    "inverted": (1, "ok", []),
    "serif": (2, "ok", []),
    "darker": (3, "ok", []),
    "cramped": (3, "ok", []),
}

# Only current insights: of the row's version, by the current rules.
VERDICTS = text(
    """
    SELECT p.id, p.status, p.generated_code IS NULL AS has_none, i.verdict,
           ARRAY(SELECT f->>'kind' FROM jsonb_array_elements(i.findings) AS f) AS kinds,
           ARRAY(SELECT r->>'risk' FROM jsonb_array_elements(i.risks) AS r) AS risks,
           length(i.wireframe) AS wireframe
    FROM prototype_sessions AS p
    LEFT JOIN dashboard.insights AS i ON i.row_id = p.id AND i.row_version = p.xmin::text
    """
)


class Stored(NamedTuple):
    """What is stored about a row."""

    id: UUID
    status: str | None
    has_none: bool
    verdict: str | None
    kinds: list[str]
    risks: list[str]
    wireframe: int


@pytest.fixture(scope="module")
def checked(make_database: MakeDatabase, demo_template: str) -> Iterator[Database]:
    """The demo, inspected as by `scripts/inspect`."""
    database = Database(engine_for(make_database(demo_template)))
    inspect_rows.run(database, None)
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def stored(checked: Database) -> dict[UUID, Stored]:
    """What is stored, by row."""
    rows = checked.read(lambda db: [Stored(*row) for row in db.execute(VERDICTS)])
    return {row.id: row for row in rows}


@pytest.fixture(scope="module")
def rows(demo_now: datetime) -> list[PlannedRow]:
    return plan(demo_now)


def ways(code: str) -> set[str]:
    """Which ways of breaking a variant's code result in this code."""
    return {
        each.__name__
        for each in {*broken_code.BROKEN, *unlike.UNLIKE}
        for design in DESIGNS
        for accent in design.accents
        if each(variant(design, accent).code) == code
    }


def test_every_row_has_a_verdict_and_a_picture(
    checked: Database, stored: dict[UUID, Stored], rows: list[PlannedRow]
) -> None:
    known, total = checked.read(coverage.progress)
    assert known == total == len(rows) == len(stored)
    assert {row.verdict for row in stored.values()} == {"ok", "broken", "empty"}
    assert all(row.wireframe for row in stored.values())


@pytest.mark.parametrize("design", DESIGNS, ids=[design.key for design in DESIGNS])
def test_every_design_is_fine_and_its_rows_say_so(
    stored: dict[UUID, Stored], rows: list[PlannedRow], design: object
) -> None:
    codes = {
        variant(each, accent).code for each in DESIGNS if each is design for accent in each.accents
    }
    assert codes
    for code in codes:
        report = check(code)
        assert (report.verdict, report.findings) == ("ok", ())
    matches = [stored[row.id] for row in rows if row.generated_code in codes]
    assert matches, "each design is in the demo with its code unharmed"
    assert {(row.verdict, *row.kinds) for row in matches} == {("ok",)}


def test_each_way_of_breaking_code_gets_its_verdict(
    stored: dict[UUID, Stored], rows: list[PlannedRow]
) -> None:
    whole = {variant(design, accent).code for design in DESIGNS for accent in design.accents}
    seen: Counter[str] = Counter()
    for row in rows:
        if row.generated_code is None or row.generated_code in whole:
            continue
        if "export default function Pages(" in row.generated_code:  # of the enormous design
            assert stored[row.id].verdict == "ok"
            continue
        (way,) = ways(row.generated_code)
        seen[way] += 1
        _, verdict, kinds = EXPECTED[way]
        assert (stored[row.id].verdict, stored[row.id].kinds) == (verdict, kinds), way
    assert seen == {way: count for way, (count, _, _) in EXPECTED.items()}


def test_missing_code_differs_from_broken_code(stored: dict[UUID, Stored]) -> None:
    without = [row for row in stored.values() if row.has_none]
    assert {(row.verdict, *row.kinds) for row in without} == {("empty", "empty")}
    assert Counter(row.status == "ready" for row in without)[True] == 1


def test_ready_but_broken_are_those_that_will_not_render(stored: dict[UUID, Stored]) -> None:
    listed = [row for row in stored.values() if row.status == "ready" and row.verdict != "ok"]
    broken = sum(count for count, verdict, _ in EXPECTED.values() if verdict != "ok")
    assert len(listed) == broken + 1, "and the one that is ready without any code"


def test_the_demo_requests_nothing_external(stored: dict[UUID, Stored]) -> None:
    assert not [row for row in stored.values() if row.risks]


def first_node(context: dict[str, Any]) -> Any:
    """The node that is drawn if PostgreSQL has sorted them, else all of the answer."""
    nodes = context.get("nodes")
    if not isinstance(nodes, dict) or not nodes:
        return context
    return nodes[min(nodes, key=lambda key: (len(key), key))]


def test_only_the_pages_that_shall_be_others_have_another_designs_code(
    rows: list[PlannedRow],
) -> None:
    of_code = {
        variant(design, accent).code: variant(design, accent).document["name"]
        for design in DESIGNS
        for accent in design.accents
    }
    frames = {row.id: json.dumps(first_node(row.design_context)) for row in rows}
    others = [
        row.frame_name
        for row in rows
        if (name := of_code.get(row.generated_code or ""))
        and f'"{name}"' not in frames[row.id]
        and row.design_context.get("nodes") != {}
    ]
    assert len(others) == unlike.UNLIKE.count(unlike.another_page) + len(["Checkout board"])
    assert "Checkout board" in others
