"""scripts/render: rows through a real browser, hostile ones too, which reach nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest

from demo.catalog import variant
from demo.designs import DESIGNS
from inspection.match.records import LEAST, Label
from scripts import render_rows
from scripts import rendering as scripts_rendering
from services import render_outcomes
from services import renders as rendering
from settings import ROOT
from store.engine import Database
from store.records import Filters
from store.renders import renders, turns
from store.renders.render_records import MOST_PICTURE_BYTES, Render, RenderVerdict
from tests.coroutines import finished
from tests.preview.collector import Collector
from tests.store.acting import insert_row

SAMPLES: Final = ROOT / "tests" / "preview"
HOSTILE: Final = sorted((SAMPLES / "hostile").glob("*.tsx"))
BLANK: Final = "export default function App() { return null }"
THROWS: Final = "export default function App() {\n  return <p>{undefined.name}</p>;\n}"
STAND_IN: Final = (
    'import { motion } from "framer-motion";\n'
    "export default () => <motion.div><p>Hello</p></motion.div>;"
)
RUN_SECONDS: Final = 400


def address(database: Database) -> str:
    url = database.engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def run(database: Database) -> subprocess.CompletedProcess[str]:
    """Run the command on the database, and wait for its end."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.render_rows"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address(database)},
        capture_output=True,
        text=True,
        timeout=RUN_SECONDS,
        check=False,
    )


def of(database: Database, row_id: UUID) -> Render:
    render = database.read(lambda db: renders.get(db, row_id))
    assert render is not None
    return render


def add(database: Database, code: str, path: Path | None = None) -> UUID:
    """A ready row of the demo's first design, with this code instead of its own."""
    made = variant(DESIGNS[0], DESIGNS[0].accents[0])
    width, height = made.size
    name = path.stem if path else "Frame"
    with database.begin() as db:
        return insert_row(
            db,
            frame_name=name,
            frame_width=width,
            frame_height=height,
            status="ready",
            generated_code=code,
            design_context=json.dumps(made.design_context),
        )


def test_each_row_gets_its_verdict_its_match_and_its_picture(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = add(database, variant(DESIGNS[0], DESIGNS[0].accents[0]).code)
    other = add(database, variant(DESIGNS[1], DESIGNS[1].accents[0]).code)
    blank, throws = add(database, BLANK), add(database, THROWS)
    stand_in = add(database, STAND_IN)
    with database.begin() as db:
        insert_row(db, status="pending", generated_code=None)
    done = run(database)
    assert done.returncode == 0, done.stderr
    assert "5 sessions to render" in done.stdout

    shown = of(database, own)
    assert shown.verdict == RenderVerdict.RENDERS
    assert shown.score is not None
    assert shown.score > LEAST[Label.CLOSE]
    assert {"recall", "precision", "position", "color"} <= set(shown.parts)
    assert shown.font == "Inter"
    assert shown.painted_ms
    wrong = of(database, other)
    assert wrong.score is not None
    assert wrong.score < LEAST[Label.DIFFERS]
    assert wrong.pairs[0]["words"]
    assert (of(database, blank).verdict, of(database, blank).score) == ("blank", None)
    assert (of(database, throws).verdict, of(database, throws).line) == ("throws", 2)
    replaced = of(database, stand_in)
    assert replaced.verdict == RenderVerdict.STAND_INS
    assert replaced.stand_ins

    names = database.read(lambda db: renders.pictures(db, [own, other, blank, throws, stand_in]))
    assert set(names) == {own, other, blank, stand_in}
    for row_id, name in names.items():
        picture = database.read(partial(renders.picture, row_id=row_id, name=name))
        assert picture is not None
        assert picture.startswith(b"RIFF")
        assert len(picture) <= MOST_PICTURE_BYTES

    monkeypatch.setenv("DATABASE_URL", address(database))
    monkeypatch.setattr("sys.argv", ["scripts/render"])
    assert render_rows.main() == 0
    printed = capsys.readouterr().out
    assert "0 sessions to render" in printed
    assert "Up to date" in printed


def test_hostile_code_ends_in_time_and_reaches_nothing(
    database: Database, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {
        path.stem: add(
            database,
            path.read_text().replace("COLLECTOR", collector.address).replace("WAY", "a"),
            path,
        )
        for path in HOSTILE
    }
    after = add(database, "export default () => <p>Fine</p>")
    # What hangs is tried again with more patience, and keeps a core busy all that time.
    monkeypatch.setattr(scripts_rendering, "MOST_PATIENCE", 1)
    with ThreadPoolExecutor(1) as pool:  # this thread has an event loop, that of the tests' browser
        pool.submit(render_rows.run, database, Filters(), None, render_rows.PAGES).result()
    assert (collector.received, collector.connections) == (b"", 0)
    verdicts = {name: of(database, row_id).verdict for name, row_id in rows.items()}
    for name in ("loop_render", "loop_top", "regex", "leave_location", "flood"):
        assert verdicts[name] in (RenderVerdict.SLOW, RenderVerdict.STOPPED), (name, verdicts)
    assert of(database, after).verdict == RenderVerdict.RENDERS
    assert database.read(lambda db: turns.count_due(db, Filters())) == 0
    assert database.read(lambda db: turns.list_due(db, Filters(), 10)) == ((), None)


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.close()


def test_a_row_that_cannot_be_read_by_itself_is_released(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = add(database, BLANK)
    due = partial(turns.list_due, filters=Filters(), limit=9)
    told: list[str] = []
    alone = scripts_rendering.Rendering(database, Filters(), "tests", told.append)
    monkeypatch.setattr(rendering, "work", lambda *_: 1 / 0)
    with database.begin() as db:
        assert turns.claim(db, [row_id]) == (row_id,)
    finished(alone._alone(None, row_id))  # type: ignore[arg-type]
    assert told == [f"{scripts_rendering.NOT_RENDERED} (ZeroDivisionError)"]
    with database.begin() as db:
        assert turns.claim(db, [row_id]) == (row_id,)
    assert database.read(due)[0] == (row_id,)


def test_what_a_frame_says_is_read_as_a_strangers_text() -> None:
    work = rendering.Work(
        renders.RenderSubject(
            row_id=UUID(int=1),
            row_version="1",
            code="x",
            design="{}",
            frame_width=None,
            frame_height=None,
        ),
        None,
        rendering.Job("x", 390, 844, [], []),
    )
    fine = render_outcomes.outcome(work, {"state": "renders", "page": "{", "took": 12})
    assert (fine.verdict, fine.score, fine.painted_ms) == ("renders", None, 12)
    for odd in (
        {},
        {"state": "perfect"},
        {"state": "renders", "message": "x" * 301},
        {"state": "renders", "line": -1},
        {"state": "throws", "notes": [{}]},
        {"state": "throws", "notes": 7},
        {"state": "renders", "took": "soon"},
        {"state": None, "message": 7},
    ):
        assert render_outcomes.outcome(work, odd).verdict == RenderVerdict.STOPPED, odd
