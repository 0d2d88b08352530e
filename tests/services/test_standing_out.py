"""What the bad rows have in common: the exact test, and what it finds among many."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fisher import more_frequent
from services.quality import differences
from store.quality.quality_records import Class, Figures, Quality, Trait

FIGURES = {
    **{"rows": 0, "rendered": 0, "shown": 0, "failed": 0, "matched": 0, "bad": 0},
    **{"mean": None, "median": None},
}


def exactly(among: int, of: int, others: int, of_others: int) -> Fraction:
    having, total = among + others, of + of_others
    ways = sum(
        comb(having, count) * comb(total - having, of - count)
        for count in range(among, min(of, having) + 1)
    )
    return Fraction(ways, comb(total, of))


# Source of the first: R, fisher.test(matrix(c(8, 1, 2, 5), 2), alternative = "greater").
@pytest.mark.parametrize(
    ("table", "chance"), [((8, 10, 1, 6), 0.02447552), ((0, 5, 0, 5), 1.0), ((5, 5, 0, 5), 1 / 252)]
)
def test_the_chance_is_the_exact_one(table: tuple[int, int, int, int], chance: float) -> None:
    assert more_frequent(*table) == pytest.approx(chance, rel=1e-6)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_it_agrees_with_whole_numbers(bad: int, more: int, others: int, rest: int) -> None:
    table = (bad, bad + more, others, others + rest)
    assert more_frequent(*table) == pytest.approx(float(exactly(*table)), rel=1e-8)


def test_thousands_of_rows_are_no_trouble() -> None:
    assert 0 < more_frequent(600, 5_000, 1_500, 15_000) < 0.001
    assert more_frequent(500, 5_000, 1_500, 15_000) > 0.3


def named(trait: Trait, value: str | None, bad: int, others: int) -> Class:
    return Class(trait=trait, value=value, **{**FIGURES, "bad": bad, "rendered": bad + others})


def test_what_stands_out_is_found_with_its_counts() -> None:
    classes = (
        named(Trait.NODES, "0", 4, 60),
        named(Trait.NODES, "500", 1, 25),
        named(Trait.NODES, "2000", 12, 9),
        named(Trait.NODES, None, 0, 5),
        named(Trait.DEVICE, "mobile", 9, 50),
        named(Trait.DEVICE, "desktop", 8, 44),
        named(Trait.FONT, "Poppins", 4, 0),
    )
    quality = Quality(
        all=Figures(**FIGURES),
        points=(),
        classes=classes,
        verdicts={},
        deciles={},
        zone="UTC",
        is_cut=False,
    )
    [found] = differences(quality)
    assert (found.trait, found.value, found.at_least) == (Trait.NODES, "2000", True)
    assert (found.bad, found.all_bad, found.others, found.all_others) == (12, 17, 9, 94)
    assert found.chance < 0.0001
