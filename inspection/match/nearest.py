"""Finds blocks of two lists that are near each other, without testing every pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

# The nearest few neighbors are enough: others have nearer ones themselves.
MOST_NEIGHBORS: Final = 8
# A table of so many rows fits into the processor's cache.
CHUNK: Final = 64

Points = NDArray[np.float64]
Places = NDArray[np.intp]
# Tables of all pairs only choose candidates, for which single precision is enough.
Table = NDArray[np.float32]


def pairs(one: Points, other: Points, reach: float) -> list[tuple[float, int, int]]:
    """`(distance, i, j)` of points within reach, nearest first; only the nearest few of each point.

    The distance is the larger one of the two axes.
    """
    if not len(one) or not len(other):
        return []
    rows, columns = one.astype(np.float32), other.astype(np.float32)

    def away(part: slice) -> Table:
        table: Table = np.abs(rows[part, None, 0] - columns[None, :, 0])
        down = rows[part, None, 1] - columns[None, :, 1]
        np.maximum(table, np.abs(down, out=down), out=table)
        return table

    i, j = _least(away, len(one), reach)
    distances = np.abs(one[i] - other[j]).max(axis=1)
    near = distances <= reach
    return _in_order(distances[near], i[near], j[near])


def overlaps(one: Points, other: Points, least: float) -> list[tuple[float, int, int]]:
    """`(overlap, i, j)` of boxes, given by their edges, that overlap by at least this part of their
    union; only the largest overlaps of each box, the largest first."""
    if not len(one) or not len(other):
        return []
    rows, columns = one.astype(np.float32), other.astype(np.float32)

    def apart(part: slice) -> Table:
        return -_overlap(rows[part, None], columns[None])

    i, j = _least(apart, len(one), -least)
    parts = _overlap(one[i], other[j])
    return [(-apart, i, j) for apart, i, j in _in_order(-parts, i, j)]


def _overlap(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """The part of their union by which boxes overlap; their edges are along the last axis."""
    wide = np.minimum(one[..., 2], other[..., 2]) - np.maximum(one[..., 0], other[..., 0])
    high = np.minimum(one[..., 3], other[..., 3]) - np.maximum(one[..., 1], other[..., 1])
    both: NDArray[Any] = np.maximum(wide, 0, out=wide)
    both *= np.maximum(high, 0, out=high)
    union: NDArray[Any] = _area(one) + _area(other) - both
    both /= np.maximum(union, 1e-9, out=union)
    return both


def _area(boxes: NDArray[Any]) -> NDArray[Any]:
    area: NDArray[Any] = (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])
    return area


def _least(table: Callable[[slice], Table], rows: int, most: float) -> tuple[Places, Places]:
    """Rows and columns of the smallest few values of each row, of those up to `most`.

    `table` gives the values of some of the rows.
    """
    parts: list[tuple[Places, Places]] = []
    for start in range(0, rows, CHUNK):
        values = table(slice(start, start + CHUNK))
        chosen = values <= most
        crowded = np.flatnonzero(np.count_nonzero(chosen, axis=1) > MOST_NEIGHBORS)
        if len(crowded):
            places = _smallest(values[crowded])
            chosen[crowded] = False
            chosen[crowded[:, None], places] = True
        i, j = np.nonzero(chosen)
        parts.append((i + start, j))
    return np.concatenate([i for i, _ in parts]), np.concatenate([j for _, j in parts])


def _smallest(values: Table) -> Places:
    """The columns of the smallest few values of each row.

    Value and column are one whole number, which is partitioned twice as fast as places are.
    """
    columns = values.shape[1]
    least = values.min()
    steps = (2**31 - 1) // columns - 1
    scale = steps / max(float(values.max() - least), 1e-9)
    packed = ((values - least) * np.float32(scale)).astype(np.int32)
    np.minimum(packed, steps, out=packed)
    packed *= np.int32(columns)
    packed += np.arange(columns, dtype=np.int32)
    packed.partition(MOST_NEIGHBORS - 1, axis=1)
    places: Places = (packed[:, :MOST_NEIGHBORS] % columns).astype(np.intp)
    return places


def _in_order(values: Points, i: Places, j: Places) -> list[tuple[float, int, int]]:
    order = np.lexsort((j, i, values))
    return list(zip(values[order].tolist(), i[order].tolist(), j[order].tolist(), strict=True))


def greedy(candidates: list[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs from the candidates in order, each block at most once."""
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j
