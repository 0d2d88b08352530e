"""What the bad rows of a sample have in common that the others do not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import Final, Generic, NamedTuple, TypeVar

from services.fisher import more_frequent

TraitT = TypeVar("TraitT", bound=StrEnum)

SIGNIFICANT: Final = 0.01
FEWEST: Final = 5
MOST: Final = 8


class Group(NamedTuple, Generic[TraitT]):
    """How many rows have a value of a trait, and how many of those are bad."""

    trait: TraitT
    value: str
    bad: int
    rows: int


class Difference(NamedTuple, Generic[TraitT]):
    """Something that more of the bad rows have than of the others, by the counts of both.

    Of numbers, `at_least` says whether `value` is the least or, not in it, the greatest.
    """

    trait: TraitT
    value: str
    at_least: bool
    bad: int
    all_bad: int
    others: int
    all_others: int
    chance: float


def differences(
    groups: Sequence[Group[TraitT]], ordered: Collection[TraitT]
) -> list[Difference[TraitT]]:
    """What stands out, the least likely to be chance first.

    The values of `ordered` traits are the least numbers of their classes: of each of these traits
    it is the step that stands out most.
    """
    found: dict[tuple[str, str], Difference[TraitT]] = {}
    for each in _tried(groups, ordered):
        if each.bad < FEWEST or each.chance >= SIGNIFICANT:
            continue
        key = (each.trait, "" if each.trait in ordered else each.value)
        if key not in found or each.chance < found[key].chance:
            found[key] = each
    return sorted(found.values(), key=lambda each: each.chance)[:MOST]


def _tried(
    groups: Sequence[Group[TraitT]], ordered: Collection[TraitT]
) -> Iterator[Difference[TraitT]]:
    for trait in dict.fromkeys(each.trait for each in groups):
        known = [each for each in groups if each.trait is trait]
        bad, rows = sum(each.bad for each in known), sum(each.rows for each in known)
        if trait not in ordered:
            for each in known:
                yield _difference(each, [each], bad, rows, at_least=True)
            continue
        known.sort(key=lambda each: int(each.value))
        for place in range(1, len(known)):
            yield _difference(known[place], known[place:], bad, rows, at_least=True)
            yield _difference(known[place], known[:place], bad, rows, at_least=False)


def _difference(
    named: Group[TraitT],
    having: Sequence[Group[TraitT]],
    all_bad: int,
    rows: int,
    *,
    at_least: bool,
) -> Difference[TraitT]:
    bad = sum(each.bad for each in having)
    others = sum(each.rows for each in having) - bad
    all_others = rows - all_bad
    chance = more_frequent(bad, all_bad, others, all_others)
    return Difference(named.trait, named.value, at_least, bad, all_bad, others, all_others, chance)
