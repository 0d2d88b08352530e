"""scripts/fit-match suggests weights, and changes nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from inspection.match.scoring import WEIGHTS
from scripts import fit_match
from store.engine import Database
from store.insights import insights
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from store.reviews import pairs
from store.reviews.review_records import Better, Choice, Version
from tests.store.reviews.reviewing import ALICE, GOOD, WRONG, inspected, marked, version_of

ALIKE = dict.fromkeys(("recall", "precision", *WEIGHTS), 90.0)


def scored(database: Database, *, color: float, good: bool) -> Version:
    """A marked version whose page has the design's colors to this degree."""
    with database.begin() as db:
        row_id = inspected(db)
        subject = insights.subject(db, row_id)
        assert subject is not None
        parts = {**ALIKE, "color": color}
        outcome = Outcome(verdict=RenderVerdict.RENDERS, score=50.0, parts=parts)
        renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
        marked(db, row_id, GOOD if good else WRONG)
        return version_of(db, row_id)


def test_it_suggests_what_people_look_at(database: Database) -> None:
    assert "too few to fit" in fit_match.suggestion(database)
    versions = [
        scored(database, color=color, good=color > 60) for color in (20, 25, 30, 35, 40, 45, 50)
    ]
    versions += [scored(database, color=color, good=True) for color in (70, 75, 80, 85, 90, 95, 99)]
    with database.begin() as db:
        choice = Choice(first=versions[0], second=versions[1], better=Better.SECOND)
        pairs.put(db, ALICE, choice, uuid4())
    report = fit_match.suggestion(database)
    assert report.startswith("14 versions with marks and a match, 1 compared in pairs\n50 pairs")
    color = next(line.split() for line in report.splitlines() if line.startswith("color"))
    assert color[1] == "0.35"
    assert float(color[2]) > float(color[1])
    assert "Nothing was changed" in report


def test_a_schema_that_is_behind_is_said(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.begin() as db:
        db.connection().exec_driver_sql("UPDATE dashboard.alembic_version SET version_num = '0001'")
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr("sys.argv", ["fit-match"])
    assert fit_match.main() == 1
    assert "scripts/migrate" in capsys.readouterr().err
