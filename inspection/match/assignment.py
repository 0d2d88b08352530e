"""Finds the cheapest pairing if there are several possibilities."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from inspection.match.nearest import greedy

# Larger groups of candidates are paired greedily.
LARGEST_GROUP: Final = 64
# Limit on the steps of the exact solution, for all groups together.
MOST_STEPS: Final = 120_000
UNPAIRED: Final = 10.0

Candidate = tuple[float, int, int]
"""Cost, place in the one list, place in the other."""


def assigned(candidates: list[Candidate]) -> list[tuple[int, int]]:
    """Pairs of least total cost; each block is in at most one."""
    pairs: list[tuple[int, int]] = []
    steps = 0
    for group in _groups(candidates):
        rows, columns = {i for _, i, _ in group}, {j for _, _, j in group}
        effort = len(rows) * len(columns) * max(len(rows), len(columns))
        exact = len(rows) + len(columns) <= LARGEST_GROUP and steps + effort <= MOST_STEPS
        if len(group) == 1:
            pairs.append(group[0][1:])
        elif exact:
            steps += effort
            pairs += _cheapest(group, sorted(rows), sorted(columns))
        else:
            pairs += greedy(sorted(group))
    return sorted(pairs)


def _groups(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """Groups of candidates that share no block with another group."""
    above: dict[tuple[int, int], tuple[int, int]] = {}

    def top(node: tuple[int, int]) -> tuple[int, int]:
        while (parent := above.setdefault(node, node)) != node:
            above[node] = node = above.setdefault(parent, parent)
        return node

    for _, i, j in candidates:
        above[top((0, i))] = top((1, j))
    groups: defaultdict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[top((0, candidate[1]))].append(candidate)
    yield from groups.values()


def _cheapest(
    group: list[Candidate], rows: list[int], columns: list[int]
) -> Iterator[tuple[int, int]]:
    """The Hungarian method; pairs that are not candidates cost more than leaving both unpaired."""
    costs = {(i, j): cost for cost, i, j in group}
    is_turned = len(rows) > len(columns)
    if is_turned:
        rows, columns = columns, rows
    table = [[costs.get((j, i) if is_turned else (i, j), UNPAIRED) for j in columns] for i in rows]
    for column, row in _solved(table).items():
        if table[row][column] < UNPAIRED:
            i, j = rows[row], columns[column]
            yield (j, i) if is_turned else (i, j)


def _solved(table: list[list[float]]) -> dict[int, int]:
    """The row of each column in the cheapest assignment of all rows; no more rows than columns."""
    width = len(table[0])
    row_price = [0.0] * (len(table) + 1)
    price = [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for number in range(1, len(table) + 1):
        row_of[0] = number
        column = 0
        least = [math.inf] * (width + 1)
        before = [0] * (width + 1)
        used = [False] * (width + 1)
        while row_of[column]:
            used[column] = True
            row, step, following = row_of[column], math.inf, 0
            costs = table[row - 1]
            for at in range(1, width + 1):
                if used[at]:
                    continue
                reduced = costs[at - 1] - row_price[row] - price[at]
                if reduced < least[at]:
                    least[at], before[at] = reduced, column
                if least[at] < step:
                    step, following = least[at], at
            for at in range(width + 1):
                if used[at]:
                    row_price[row_of[at]] += step
                    price[at] -= step
                else:
                    least[at] -= step
            column = following
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return {at - 1: row - 1 for at, row in enumerate(row_of) if at and row}
