"""Fits the weights of the score's parts to people's choices between pairs: which one is better.

A logistic regression on the differences of both sides, by Newton's method. What the pairs say
little about stays near the weights in use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from inspection.match.scoring import WEIGHTS

Array = npt.NDArray[np.float64]

LEAST_PAIRS: Final = 50
MOST_PAIRS: Final = 20_000
FOLDS: Final = 5
STEPS: Final = 50
PRIOR: Final = 1.0
"""How strongly weights are held near those in use: as a pair that differs by 1 would."""
SETTLED: Final = 1e-8
NAMES: Final = tuple(WEIGHTS)
IN_USE: Final[Array] = np.array([*WEIGHTS.values()])


class Side(NamedTuple):
    """One of a pair: its group, whose pairs stay together, and the parts of its score, 0 to 1."""

    group: str
    parts: Mapping[str, float]

    def values(self) -> Array:
        """What each part adds to the score per weight. One that applies to nothing is shared out:
        it counts like the others."""
        given = [(WEIGHTS[name], self.parts[name]) for name in NAMES if name in self.parts]
        total = sum(weight for weight, _ in given)
        usual = sum(weight * part for weight, part in given) / total if total else 0.0
        recall, precision = self.parts.get("recall", 0.0), self.parts.get("precision", 0.0)
        both = recall + precision
        harmonic = 2 * recall * precision / both if both else 0.0
        return harmonic * np.array([self.parts.get(name, usual) for name in NAMES])


class Pair(NamedTuple):
    """Two sides, the better one first."""

    better: Side
    worse: Side


class Fitted(NamedTuple):
    """The weights that fit, and the share of pairs that either weights order as people do; for the
    fitted ones on pairs that they were not fitted to."""

    weights: dict[str, float]
    pairs: int
    in_use: float
    held_out: float


def pairs_of(marked: Sequence[tuple[Side, float]]) -> list[Pair]:
    """All pairs of sides that are worth a different amount; of very many, evenly chosen ones."""
    pairs = [*_pairs(marked)]
    every = -(-len(pairs) // MOST_PAIRS) if pairs else 1
    return pairs[::every]


def _pairs(marked: Sequence[tuple[Side, float]]) -> Iterator[Pair]:
    for place, (side, worth) in enumerate(marked):
        for other, other_worth in marked[place + 1 :]:
            if worth != other_worth:
                yield Pair(side, other) if worth > other_worth else Pair(other, side)


def fit(pairs: Sequence[Pair]) -> Fitted | None:
    """Fit the weights; None for fewer than 50 pairs."""
    if len(pairs) < LEAST_PAIRS:
        return None
    differences = np.array([pair.better.values() - pair.worse.values() for pair in pairs])
    folds = np.array([_fold(pair) for pair in pairs])
    right = 0.0
    for fold in range(FOLDS):
        out = folds == fold
        if out.any():
            weights = weights_of(differences[~out]) if (~out).any() else IN_USE
            right += agreement(differences[out], weights) * int(out.sum())
    weights = weights_of(differences)
    return Fitted(
        weights={name: round(float(each), 3) for name, each in zip(NAMES, weights, strict=True)},
        pairs=len(pairs),
        in_use=agreement(differences, IN_USE),
        held_out=right / len(pairs),
    )


def agreement(differences: Array, weights: Array) -> float:
    """The share of pairs whose better side has the higher score; equal ones count half."""
    gaps = differences @ weights
    return float((np.sum(gaps > SETTLED) + 0.5 * np.sum(np.abs(gaps) <= SETTLED)) / len(gaps))


def weights_of(differences: Array) -> Array:
    """The weights that fit, none of them negative, 1 in all."""
    scale = max(float(_newton((differences @ IN_USE)[:, None], np.zeros(1))[0]), 1.0)
    free = np.ones(len(NAMES), dtype=bool)
    while True:
        weights = np.zeros(len(NAMES))
        weights[free] = _newton(differences[:, free], scale * IN_USE[free])
        if (weights >= 0).all():
            return weights / weights.sum() if weights.sum() else IN_USE
        free &= weights > 0
        if not free.any():
            return IN_USE


def _newton(differences: Array, near: Array) -> Array:
    """The factors under which the better side is most likely to be ahead."""
    weights = near.copy()
    for _ in range(STEPS):
        behind = 1 / (1 + np.exp(np.clip(differences @ weights, -500, 500)))
        gradient = differences.T @ behind - PRIOR * (weights - near)
        curve = (differences * (behind * (1 - behind))[:, None]).T @ differences
        step = np.linalg.solve(curve + PRIOR * np.eye(len(near)), gradient)
        weights += step / max(1.0, float(np.abs(step).max()) / 10)
        if float(np.abs(step).max()) < SETTLED:
            break
    return weights


def _fold(pair: Pair) -> int:
    """The same for both directions, and for all pairs of the same groups."""
    return sum(sum(side.group.encode()) for side in pair) % FOLDS
