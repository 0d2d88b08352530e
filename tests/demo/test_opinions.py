"""People's marks of a demo row follow from what is wrong with its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from demo import opinions, unlike
from demo.catalog import Design
from demo.designs import DESIGNS
from demo.planned_row import planned
from store.reviews.review_records import Mark

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize("design", DESIGNS, ids=[design.key for design in DESIGNS])
def test_the_code_of_a_design_is_good(design: Design) -> None:
    row = planned(Random(1), AT, "ready", designs=[design])
    assert opinions.for_row(row) == opinions.GOOD
    assert opinions.for_row(replace(row, frame_width=7)) is None, "of another frame, nobody knows"
    assert opinions.for_row(replace(row, generated_code="export default 1")) is None


@pytest.mark.parametrize("design", DESIGNS, ids=[design.key for design in DESIGNS])
@pytest.mark.parametrize("way", opinions.OF, ids=lambda way: getattr(way, "__name__", ""))
def test_no_way_of_spoiling_a_code_is_good(design: Design, way: Callable[[str], str]) -> None:
    row = planned(Random(1), AT, "ready", designs=[design])
    spoiled = replace(row, generated_code=way(row.generated_code or ""))
    opinion = opinions.for_row(spoiled)
    if not spoiled.generated_code:
        assert opinion is None, "without code there is nothing to review"
        return
    assert opinion
    assert opinion.mark is not Mark.GOOD
    assert (opinion.mark, opinion.reasons, opinion.note) == (
        opinions.OF[way].mark,
        opinions.OF[way].reasons,
        opinions.OF[way].note,
    )


def test_a_place_is_one_of_the_design() -> None:
    row = planned(Random(1), AT, "ready")
    opinion = opinions.for_row(replace(row, generated_code=unlike.serif(row.generated_code or "")))
    assert opinion
    assert opinion.place
    assert 0 <= opinion.place.x < (row.frame_width or 0)
    assert 0 <= opinion.place.y < (row.frame_height or 0)
