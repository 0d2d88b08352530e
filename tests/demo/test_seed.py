"""The demo rows: deterministic, created through the store, and strange in every required way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from unittest.mock import patch

import pytest
from sqlalchemy import make_url, select, text

from demo import oddities, showcase
from demo.plan import CRASHES, OUTAGES, plan, row_ids
from demo.planned_row import PlannedRow
from demo.seed import seed
from inspection.answers import Kind, classify
from store.engine import Database, engine_for
from store.models import PrototypeSessionRow
from store.sessions import code_versions, prototype_sessions
from store.showcases import reading, showcases
from store.showcases.showcase_records import Change
from tests.conftest import MakeDatabase

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

FINGERPRINT = text(
    "SELECT md5(string_agg(md5(row::text), '' ORDER BY row.id)) FROM prototype_sessions AS row"
)


@pytest.fixture(scope="module")
def rows() -> list[PlannedRow]:
    """The rows that `seed` creates, before they are in a table."""
    return plan(NOW)


def since_update(row: PlannedRow) -> timedelta:
    """How long ago the row was updated, or created."""
    at = row.updated_at or row.created_at
    return NOW - at if at else timedelta.max


def longest_burst(rows: Sequence[PlannedRow], within: timedelta) -> int:
    """The largest number of rows that were updated within a span of time."""
    moments = sorted(row.updated_at for row in rows if row.updated_at)
    return max(sum(start <= moment <= start + within for moment in moments) for start in moments)


def test_the_same_moment_gives_the_same_rows(rows: list[PlannedRow]) -> None:
    assert plan(NOW) == rows
    later = plan(NOW + timedelta(days=1))
    assert [row.id for row in later] == [row.id for row in rows] == row_ids()[: len(rows)]
    assert [row.session_id for row in later] == [row.session_id for row in rows]


def test_there_are_about_270_rows_mostly_ready(rows: list[PlannedRow]) -> None:
    assert 250 <= len(rows) <= 280
    assert len({row.id for row in rows}) == len({row.session_id for row in rows}) == len(rows)
    statuses = Counter(row.status for row in rows)
    assert 0.65 <= statuses["ready"] / len(rows) <= 0.75
    assert set(statuses) == {"pending", "generating", "ready", "error", "archived", "queued", None}


def test_rows_lie_within_the_last_14_days(rows: list[PlannedRow]) -> None:
    moments = [at for row in rows for at in (row.created_at, row.updated_at) if at]
    assert all(NOW - timedelta(days=14) <= at <= NOW for at in moments)
    days = {(NOW - at).days for at in moments}
    assert days == set(range(14))
    assert all(
        row.updated_at >= row.created_at for row in rows if row.updated_at and row.created_at
    )


def test_failures_come_in_bursts(rows: list[PlannedRow]) -> None:
    failed = [row for row in rows if row.status == "error"]
    assert len({row.error_code for row in failed}) == len(failed)
    assert sum(bool(row.generated_code) for row in failed) == 3, "failed when done again"
    for ago, lasted, count in OUTAGES:
        near = [row for row in failed if abs(since_update(row) - ago) < timedelta(hours=1)]
        assert 10 <= count <= longest_burst(near, lasted + timedelta(minutes=1)) <= 20


def test_two_crashes_left_rows_behind(rows: list[PlannedRow]) -> None:
    generating = [row for row in rows if row.status == "generating"]
    for ago, within, count in CRASHES:
        stopped = [row for row in generating if abs(since_update(row) - ago) < timedelta(hours=1)]
        assert longest_burst(stopped, timedelta(seconds=within)) == count == len(stopped)
    assert [count for _, _, count in CRASHES] == [17, 9]
    running = [row for row in generating if since_update(row) < timedelta(minutes=4)]
    assert len(running) == len(generating) - 26 - 1 == 3, "one more stops again and again"


def test_generation_takes_10_to_60_seconds_typically(rows: list[PlannedRow]) -> None:
    seconds = sorted(
        (row.updated_at - row.created_at).total_seconds()
        for row in rows
        if row.status == "ready" and row.updated_at and row.created_at
    )
    quick = [each for each in seconds if each < 3600]
    assert len(seconds) - len(quick) >= 10, "regenerated rows were made long before their update"
    assert 18 <= quick[len(quick) // 2] <= 30
    assert 35 <= quick[int(len(quick) * 0.95)] <= 60


def test_there_is_a_lost_thumbnail_of_every_form(rows: list[PlannedRow]) -> None:
    urls = [row.thumbnail_url for row in rows]
    assert Counter(urls)[None] >= 3
    assert "" in urls
    given = [url for url in urls if url]
    for start in (
        "https://s3-us-west-2.amazonaws.com/figma-alpha-api/img/",
        "https://figma-alpha-api.s3.us-west-2.amazonaws.com/images/",
        "https://s3-alpha-sig.figma.com/thumbnails/",
        "https://s3-alpha.figma.com/thumbnails/",
        "https://demodemodemodemodemo.supabase.co/storage/v1/object/sign/",
        "data:image/png;base64,not-base64",
        "undefined",
        "javascript:",
    ):
        assert any(url.startswith(start) for url in given), start
    assert sum(url.startswith("data:image/png;base64,iVBOR") for url in given) > 180


def test_names_and_sizes_are_strange(rows: list[PlannedRow]) -> None:
    names = [row.frame_name for row in rows]
    for name in oddities.NAMES:
        assert name in names
    assert any(len(name) > 400 for name in names if name)
    assert sum(row.frame_width is None for row in rows) == 2
    assert any(row.created_at is None and row.updated_at is None for row in rows)
    assert any(row.created_at and row.updated_at is None for row in rows)


def test_code_is_broken_in_every_way(rows: list[PlannedRow]) -> None:
    codes = [row.generated_code for row in rows if row.generated_code]
    assert sum(code.startswith("```tsx") and code.rstrip().endswith("```") for code in codes) == 2
    assert sum(code.startswith("Here is") for code in codes) == 1
    assert sum("while (turns >= 0)" in code for code in codes) == 1
    assert sum("user.profile.name" in code for code in codes) == 2
    assert sum("framer-motion" in code for code in codes) == 1
    without_default = [code for code in codes if "export default" not in code]
    assert len(without_default) >= 2
    assert sum(not code.rstrip().endswith(("}", "```")) for code in codes) >= 2
    assert any(row.generated_code == "" for row in rows)
    assert any(row.generated_code is None for row in rows if row.status == "ready")


def test_designs_are_of_every_kind(rows: list[PlannedRow]) -> None:
    result = Counter(classify(row.design_context).kind for row in rows)
    assert result[Kind.FIGMA_ERROR] == 5
    assert result[Kind.OTHER_ANSWER] == result[Kind.SIMPLIFIED] == result[Kind.REWRITTEN] == 1
    assert result[Kind.EMPTY] == 1, "no nodes at all"
    notes = {classify(row.design_context).note for row in rows}
    assert {"page 1 of 3", "node 1 of 2", "Figma said 404: Not found"} <= notes
    assert any('"CONNECTOR"' in json.dumps(row.design_context) for row in rows)


def test_designs_are_large_deep_and_without_boxes(rows: list[PlannedRow]) -> None:
    sizes = sorted(len(json.dumps(row.design_context)) for row in rows)
    assert 3_000_000 < sizes[-1] < 3_600_000
    assert sizes[-2] < 400_000
    contexts = [json.dumps(row.design_context) for row in rows]
    assert sum('"absoluteBoundingBox": null' in context for context in contexts) == 1
    assert sum('"Group 104"' in context for context in contexts) == 1
    assert {"nodes": {}} in [row.design_context for row in rows]


class Seeded(NamedTuple):
    """A seeded database, what `seed` returned, and how many rows the store created."""

    name: str
    returned: int
    created: int


@pytest.fixture(scope="module")
def seeded(make_database: MakeDatabase, template: str) -> Seeded:
    """The database that the tests copy."""
    url = make_database(template)
    database = Database(engine_for(url))
    with patch.object(
        prototype_sessions,
        "create_prototype_session",
        wraps=prototype_sessions.create_prototype_session,
    ) as create:
        returned = seed(database, NOW)
    database.dispose()
    return Seeded(str(make_url(url).database), returned, create.call_count)


@pytest.fixture
def demo(make_database: MakeDatabase, seeded: Seeded) -> Iterator[Database]:
    """A seeded database of the test's own."""
    database = Database(engine_for(make_database(seeded.name)))
    yield database
    database.dispose()


def test_seeding_runs_once_and_through_the_store(
    demo: Database, seeded: Seeded, rows: list[PlannedRow]
) -> None:
    assert seeded.returned == seeded.created == len(rows)
    before = demo.read(lambda db: db.scalar(FINGERPRINT))
    assert seed(demo, NOW + timedelta(hours=1)) == 0
    assert demo.read(lambda db: db.scalar(FINGERPRINT)) == before
    stored = demo.read(
        lambda db: {
            row.session_id: row
            for row in db.execute(
                select(
                    PrototypeSessionRow.session_id,
                    PrototypeSessionRow.id,
                    PrototypeSessionRow.status,
                    PrototypeSessionRow.frame_name,
                    PrototypeSessionRow.generated_code,
                    PrototypeSessionRow.thumbnail_url,
                    PrototypeSessionRow.error_code,
                    PrototypeSessionRow.created_at,
                    PrototypeSessionRow.updated_at,
                    PrototypeSessionRow.design_context,
                )
            )
        }
    )
    assert len(stored) == len(rows)
    for row in rows:
        for name, value in stored[row.session_id]._mapping.items():
            assert value == getattr(row, name), name


def test_seeding_anew_gives_the_same_table(demo: Database) -> None:
    first = demo.read(lambda db: db.scalar(FINGERPRINT))
    with demo.begin() as db:
        db.execute(text("DELETE FROM prototype_sessions"))
    seed(demo, NOW)
    assert demo.read(lambda db: db.scalar(FINGERPRINT)) == first


def test_what_regenerations_replaced_is_kept(demo: Database, rows: list[PlannedRow]) -> None:
    assert demo.read(code_versions.is_enabled)
    regenerated = [row for row in rows if row.earlier_codes]
    assert len(regenerated) == 14
    assert Counter(len(row.earlier_codes) for row in regenerated) == {1: 7, 2: 7}
    for row in regenerated:
        with demo.begin() as db:
            kept = code_versions.versions(db, row.id)
            codes = [code_versions.get_version(db, version.id) for version in kept]
        assert codes == list(reversed(row.earlier_codes))
        assert row.generated_code not in codes
        moments = [version.replaced_at for version in kept]
        assert moments[0] == row.updated_at
        assert moments == sorted(moments, reverse=True)
        assert row.created_at
        assert moments[-1] > row.created_at
    assert demo.read(code_versions.status).versions == 21


def test_there_is_a_showcase_of_six_that_nobody_has_changed(demo: Database) -> None:
    (known,) = demo.read(showcases.listed)
    assert (known.name, known.items) == (showcase.NAME, 6)
    items = demo.read(lambda db: reading.items(db, known.id))
    assert {item.change for item in items} == {Change.NONE}
    assert [item.caption for item in items] == [each.texts.caption for each in showcase.SHOWN]
