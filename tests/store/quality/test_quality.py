"""Statistics over renders: each number against rows counted by hand."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database
from store.insights import insights
from store.quality import quality
from store.quality.quality_records import Quality, Sample, Trait, Worst
from store.records import Device
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from tests.store import rows

DAY = 24 * 60


def add(db: Session, verdict: str | None, score: float | None = None, **columns: Any) -> UUID:
    """Add a row at noon with code, and with a render if there is a verdict."""
    nodes, font = columns.pop("nodes", 10), columns.pop("font", "Inter")
    row_id = rows.add(db, **{"generated_code": "x", "frame_width": 390, **columns})
    subject = insights.subject(db, row_id)
    assert subject is not None
    insights.put(db, subject, rows.findings(node_count=nodes))
    if verdict:
        outcome = Outcome(verdict=RenderVerdict(verdict), score=score, font=font)
        renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
    return row_id


def of(db: Session, **sample: Any) -> Quality:
    span = {"since": rows.at(-DAY), "until": rows.at(DAY)}
    return quality.quality(db, Sample(**{**span, **sample}), bucket="day", zone="UTC")


def test_every_number_counts_what_it_claims(db: Session) -> None:
    add(db, "renders", 95)
    add(db, "stand-ins", 45, nodes=2_000, frame_width=1440, font="Poppins")
    add(db, "renders", 30, nodes=700, generated_code="y" * 6_000, updated_at=rows.at(-DAY + 1))
    add(db, "throws", updated_at=rows.at(-DAY + 1))
    add(db, None)
    rows.add(db, generated_code=None)
    add(db, "renders", 10, updated_at=rows.at(DAY))  # no longer in the span
    stale = add(db, "renders", 20)
    of_another_code = "UPDATE dashboard.renders SET code_md5 = '' WHERE row_id = :row_id"
    db.execute(text(of_another_code), {"row_id": stale})
    result = of(db)
    every = result.all
    assert (every.rows, every.rendered, every.shown, every.failed) == (6, 4, 3, 1)
    assert (every.matched, every.bad, every.median) == (3, 2, 45)
    assert every.mean == pytest.approx((95 + 45 + 30) / 3)
    assert result.verdicts == {"renders": 2, "stand-ins": 1, "throws": 1}
    assert result.deciles == {9: 1, 4: 1, 3: 1}
    assert [(point.start.isoformat()[:10], point.rows, point.bad) for point in result.points] == [
        ("2026-02-28", 2, 1),
        ("2026-03-01", 4, 1),
    ]
    classes = {(each.trait, each.value): (each.rows, each.bad) for each in result.classes}
    assert classes[Trait.DEVICE, "desktop"] == (1, 1)
    assert classes[Trait.DEVICE, "mobile"] == (5, 1)
    assert classes[Trait.NODES, "2000"] == (1, 1)
    assert classes[Trait.NODES, "500"] == (1, 1)
    assert classes[Trait.NODES, "0"] == (4, 0)
    assert classes[Trait.CODE, "5120"] == (1, 1)
    assert classes[Trait.FONT, "Poppins"] == (1, 1)
    assert classes[Trait.STAND_INS, "yes"] == (1, 1)
    assert not result.is_cut


def test_bad_follows_the_question(db: Session) -> None:
    add(db, "renders", 75)
    add(db, "renders", 60)
    add(db, "throws")
    add(db, "slow")
    assert of(db, worst=Worst(score=(None, 60))).all.bad == 1
    assert of(db, worst=Worst(score=(60, None))).all.bad == 2
    assert of(db, worst=Worst()).all.bad == 2
    assert of(db, device=Device.DESKTOP).all.rows == 0
    assert of(db, device=Device.MOBILE).all.rows == 4


def test_only_the_last_rows_of_a_span_are_read(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "MOST_ROWS", 2)
    for minute in range(3):
        add(db, "renders", minute, updated_at=rows.at(minute))
    result = of(db)
    assert (result.all.rows, result.all.mean, result.is_cut) == (2, 1.5, True)


def test_no_rows_give_empty_results(db: Session) -> None:
    result = of(db)
    assert (result.all.rows, result.all.mean, result.points, result.classes) == (0, None, (), ())


def test_an_unknown_time_zone_means_utc(database: Database) -> None:
    sample = Sample(since=rows.at(-DAY), until=rows.at(DAY))
    with database.begin() as db:
        add(db, "renders", 90)
    for zone, used in (("Asia/Tokyo", "Asia/Tokyo"), ("Nowhere/Land", "UTC")):
        query = partial(quality.spans, samples=[sample, sample], bucket="week", zone=zone)
        assert [each.zone for each in database.read(query)] == [used, used]
