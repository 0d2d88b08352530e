"""How far the score and people agree: Spearman's rank correlation over the versions with both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from services import resources, shared_reads
from store.reading import Reader
from store.reviews import judged
from store.reviews.judged import Judged
from store.reviews.review_records import WORTH

FEWEST: Final = 10
"""Of fewer versions, a correlation says nothing."""


class Agreement(NamedTuple):
    """The rank correlation of score and marks, from -1 to 1, over so many versions; None where
    there are too few, or where all are alike. `disputed`: on how many of those marked by several
    people they disagree."""

    correlation: float | None
    versions: int
    several: int
    disputed: int


def read() -> Agreement | None:
    """The agreement over all reviews, shared; None if it was not read in time."""
    with Reader(resources.database()) as reader:
        known = shared_reads.aside(reader, ("agreement",), judged.versions)
    return None if known is None else compute(known)


def compute(versions: Sequence[Judged]) -> Agreement:
    """The agreement over these versions; several marks on one count as their mean."""
    several = [each for each in versions if len(each.marks) > 1]
    disputed = sum(len(set(each.marks)) > 1 for each in several)
    correlation = None
    if len(versions) >= FEWEST:
        correlation = spearman(
            [each.score for each in versions], [worth(each) for each in versions]
        )
    return Agreement(correlation, len(versions), len(several), disputed)


def worth(each: Judged) -> float:
    """A version's marks as one number, 0 to 2."""
    return sum(WORTH[mark] for mark in each.marks) / len(each.marks)


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The correlation of the ranks; None where one side is always the same."""
    first, second = ranks(one), ranks(other)
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])


def ranks(values: Sequence[float]) -> npt.NDArray[np.float64]:
    """Ranks from 1; equal values share the mean of theirs."""
    _, place, count = np.unique(np.array(values), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    shared: npt.NDArray[np.float64] = (last - (count - 1) / 2)[place]
    return shared
