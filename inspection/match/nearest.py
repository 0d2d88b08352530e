"""Finds blocks of two lists that are near each other, without testing every pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

# The nearest few neighbors are enough: others have nearer ones themselves.
MOST_NEIGHBORS: Final = 8
CHUNK: Final = 256

Points = NDArray[np.float64]


def pairs(one: Points, other: Points, reach: float) -> list[tuple[float, int, int]]:
    """`(distance, i, j)` of points within reach, nearest first; only the nearest few of each point.

    The distance is the larger one of the two axes.
    """
    if not len(one) or not len(other):
        return []
    found: list[tuple[float, int, int]] = []
    most = min(MOST_NEIGHBORS, len(other))
    for start in range(0, len(one), CHUNK):
        rows = one[start : start + CHUNK]
        away = np.maximum(
            np.abs(rows[:, None, 0] - other[None, :, 0]),
            np.abs(rows[:, None, 1] - other[None, :, 1]),
        )
        columns = _largest(-away, most)
        near = np.take_along_axis(away, columns, axis=1)
        i, k = np.nonzero(near <= reach)
        found += zip(near[i, k].tolist(), (i + start).tolist(), columns[i, k].tolist(), strict=True)
    found.sort()
    return found


def overlaps(one: Points, other: Points, least: float) -> list[tuple[float, int, int]]:
    """`(overlap, i, j)` of boxes, given by their edges, that overlap by at least this part of their
    union; only the largest overlaps of each box."""
    if not len(one) or not len(other):
        return []
    found: list[tuple[float, int, int]] = []
    most = min(MOST_NEIGHBORS, len(other))
    areas = (other[:, 2] - other[:, 0]) * (other[:, 3] - other[:, 1])
    for start in range(0, len(one), CHUNK):
        rows = one[start : start + CHUNK]
        wide = np.minimum(rows[:, None, 2], other[None, :, 2])
        wide -= np.maximum(rows[:, None, 0], other[None, :, 0])
        high = np.minimum(rows[:, None, 3], other[None, :, 3])
        high -= np.maximum(rows[:, None, 1], other[None, :, 1])
        both = np.clip(wide, 0, None) * np.clip(high, 0, None)
        own = (rows[:, 2] - rows[:, 0]) * (rows[:, 3] - rows[:, 1])
        part = both / np.maximum(own[:, None] + areas[None, :] - both, 1e-9)
        columns = _largest(part, most)
        largest = np.take_along_axis(part, columns, axis=1)
        i, k = np.nonzero(largest >= least)
        found += zip(
            largest[i, k].tolist(), (i + start).tolist(), columns[i, k].tolist(), strict=True
        )
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    return found


def _largest(values: Points, most: int) -> NDArray[np.intp]:
    """The columns of the largest values of each row, in no order."""
    if most == values.shape[1]:
        return np.broadcast_to(np.arange(most), values.shape)
    return np.argpartition(values, -most, axis=1)[:, -most:]


def greedy(candidates: list[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs from the candidates in order, each block at most once."""
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j
