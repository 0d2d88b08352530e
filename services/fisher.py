"""Fisher's exact test: whether something is more frequent among some than among the others."""

from __future__ import annotations

import math


def more_frequent(among: int, of: int, others: int, of_others: int) -> float:
    """The probability that `among` of the `of` or more have it by chance alone, where `others` of
    `of_others` have it too (one-sided)."""
    having, total = among + others, of + of_others
    most = min(of, having)
    logs = [
        _log_choose(having, count) + _log_choose(total - having, of - count)
        for count in range(among, most + 1)
    ]
    whole = _log_choose(total, of)
    return min(math.fsum(math.exp(each - whole) for each in logs), 1.0)


def _log_choose(of: int, some: int) -> float:
    if not 0 <= some <= of:
        return -math.inf
    return math.lgamma(of + 1) - math.lgamma(some + 1) - math.lgamma(of - some + 1)
