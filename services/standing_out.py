"""What the bad rows of a sample have in common that the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from services.fisher import more_frequent
from store.quality.quality_records import Class, Quality, Trait

SIGNIFICANT: Final = 0.01
FEWEST: Final = 5
MOST: Final = 8
ORDERED: Final = frozenset({Trait.NODES, Trait.CODE})


class Difference(NamedTuple):
    """Something that more of the bad rows have than of the others, by the counts of both.

    Of numbers, `at_least` says whether `value` is the least or, not in it, the greatest.
    """

    trait: Trait
    value: str
    at_least: bool
    bad: int
    all_bad: int
    others: int
    all_others: int
    chance: float


def differences(quality: Quality) -> list[Difference]:
    """What stands out, the least likely to be chance first; of each number, the step that does."""
    found: dict[tuple[str, ...], Difference] = {}
    for each in _tried(quality.classes):
        if each.bad < FEWEST or each.chance >= SIGNIFICANT:
            continue
        key = (each.trait, "") if each.trait in ORDERED else (each.trait, each.value)
        if key not in found or each.chance < found[key].chance:
            found[key] = each
    return sorted(found.values(), key=lambda each: each.chance)[:MOST]


def _tried(classes: Sequence[Class]) -> Iterator[Difference]:
    for trait in Trait:
        # Only rows that were rendered can be bad, and only of those can the others be told.
        known = [each for each in classes if each.trait is trait and each.value is not None]
        bad, rows = sum(each.bad for each in known), sum(each.rendered for each in known)
        if trait not in ORDERED:
            for each in known:
                yield _difference(each, [each], bad, rows, at_least=True)
            continue
        known.sort(key=lambda each: int(each.value or 0))
        for place in range(1, len(known)):
            yield _difference(known[place], known[place:], bad, rows, at_least=True)
            yield _difference(known[place], known[:place], bad, rows, at_least=False)


def _difference(
    named: Class, having: Sequence[Class], all_bad: int, rows: int, *, at_least: bool
) -> Difference:
    bad = sum(each.bad for each in having)
    others = sum(each.rendered for each in having) - bad
    all_others = rows - all_bad
    chance = more_frequent(bad, all_bad, others, all_others)
    return Difference(
        named.trait, named.value or "", at_least, bad, all_bad, others, all_others, chance
    )
