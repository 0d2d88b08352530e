"""The weights that fit people's choices between pairs."""

from __future__ import annotations

import random

import numpy as np
import pytest

from inspection.match import weighing
from inspection.match.scoring import WEIGHTS
from inspection.match.weighing import NAMES, Pair, Side, fit, pairs_of, weights_of

WHOLE = {"recall": 1.0, "precision": 1.0}


def side(group: str = "a", **parts: float) -> Side:
    return Side(group, {**WHOLE, **dict.fromkeys(NAMES, 1.0), **parts})


def judged(wanted: dict[str, float], count: int = 60) -> list[tuple[Side, float]]:
    """Sides with parts at random, marked by somebody to whom parts matter as wanted."""
    dice = random.Random(7)
    sides = [
        side(f"row {number}", **{name: dice.random() for name in NAMES}) for number in range(count)
    ]
    worth = [sum(wanted[name] * each.parts[name] for name in NAMES) for each in sides]
    low, high = np.quantile(worth, [1 / 3, 2 / 3])
    marks = [float((value > low) + int(value > high)) for value in worth]
    return list(zip(sides, marks, strict=True))


def test_it_finds_what_people_look_at() -> None:
    wanted = {"position": 0.05, "size": 0.05, "text": 0.15, "color": 0.7, "type": 0.05}
    result = fit(pairs_of(judged(wanted)))
    assert result is not None
    assert sum(result.weights.values()) == pytest.approx(1, abs=0.005)
    assert result.weights == pytest.approx(wanted, abs=0.1)
    assert result.held_out > 0.95 > result.in_use


def test_it_stays_where_the_pairs_say_nothing() -> None:
    alike = [Pair(side("a", color=0.9), side("b", color=0.9))] * 60
    result = fit(alike)
    assert result is not None
    assert result.weights == pytest.approx(WEIGHTS, abs=0.001)
    assert (result.in_use, result.held_out) == (0.5, 0.5)


def test_no_weight_is_negative() -> None:
    # People who like what is out of place.
    pairs = [Pair(side("a", position=0.1, text=0.9), side("b", position=0.9, text=0.6))] * 60
    weights = weights_of(np.array([pair.better.values() - pair.worse.values() for pair in pairs]))
    assert weights.min() == 0
    assert weights[NAMES.index("position")] == 0
    assert weights.sum() == pytest.approx(1)


def test_too_few_pairs_fit_nothing() -> None:
    marked = judged(dict(WEIGHTS), count=9)
    assert 0 < len(pairs_of(marked)) < weighing.LEAST_PAIRS
    assert fit(pairs_of(marked)) is None
    assert fit([]) is None


def test_a_part_that_applies_to_nothing_is_shared_out() -> None:
    parts = {**WHOLE, "position": 0.5, "size": 0.5}
    assert Side("a", parts).values() == pytest.approx([0.5] * len(NAMES))
    half = {**parts, "recall": 0.5}
    assert Side("a", half).values() == pytest.approx([0.5 * 2 / 3] * len(NAMES))


def test_of_very_many_pairs_evenly_chosen_ones_are_used() -> None:
    marked = [(side(str(number)), float(number % 3)) for number in range(300)]
    pairs = pairs_of(marked)
    assert 15_000 <= len(pairs) <= weighing.MOST_PAIRS
    assert len({pair.better.group for pair in pairs}) > 190
