"""How far the score and people agree."""

from __future__ import annotations

from uuid import uuid4

import pytest

from components.quality.agreement_line import sentence
from services.agreement import Agreement, compute, ranks, spearman
from store.reviews.judged import Judged
from store.reviews.review_records import Mark, Version


def judged(score: float, *marks: Mark) -> Judged:
    version = Version(row_id=uuid4(), code_md5="0" * 32, design_md5="0" * 32)
    return Judged(version=version, marks=marks, score=score, parts={})


def test_equal_values_share_the_mean_of_their_ranks() -> None:
    assert ranks([30, 10, 20, 10, 10]).tolist() == [5, 2, 4, 2, 2]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3, 4], [10, 20, 30, 1000], 1),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1),
        # Source: the worked example of Spearman's coefficient, IQ and hours of television.
        (
            [106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
            [7, 27, 2, 50, 28, 29, 20, 12, 6, 17],
            -29 / 165,
        ),
        ([1, 2, 2, 3], [1, 3, 3, 2], 1 / 3),
        ([5, 5, 5], [1, 2, 3], None),
    ],
)
def test_the_correlation_of_ranks(
    one: list[float], other: list[float], expected: float | None
) -> None:
    assert spearman(one, other) == (pytest.approx(expected) if expected is not None else None)


def test_several_marks_on_one_version_count_as_their_mean() -> None:
    known = [judged(score, Mark.GOOD) for score in (91, 92, 93, 94, 95)]
    known += [judged(score, Mark.WRONG) for score in (41, 42, 43, 44)]
    known.append(judged(70, Mark.GOOD, Mark.WRONG))
    result = compute(known)
    assert (result.versions, result.several, result.disputed) == (10, 1, 1)
    assert result.correlation is not None
    assert 0.8 < result.correlation < 1
    assert compute(known[:9]).correlation is None


def test_it_is_said_in_words() -> None:
    assert sentence(Agreement(0.52, 84, 6, 2)) == (
        "**Match and people agree moderately** (ρ = 0.52, n = 84). "
        "People disagree on 2 of 6 that several marked."
    )
    assert "order them the other way round" in sentence(Agreement(-0.4, 20, 0, 0))
    assert "do not agree" in sentence(Agreement(0.05, 20, 0, 0))
    assert sentence(Agreement(None, 1, 0, 0)).startswith("1 version with a match and a mark")
    assert "all are alike" in sentence(Agreement(None, 12, 0, 0))
