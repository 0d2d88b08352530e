"""Suggests weights of the match from the marks of people. The command scripts/fit-match."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack

from inspection.match import weighing
from inspection.match.scoring import WEIGHTS
from inspection.match.weighing import LEAST_PAIRS, Fitted, Pair, Side
from migrations.errors import MigrationFailed
from scripts.environment import migrated_url, require_schema
from services.agreement import worth
from settings import Settings
from store.engine import Database, engine_for
from store.errors import StoreError
from store.reviews import judged
from store.reviews.judged import Judged
from store.reviews.review_records import Better, Version

PERCENT = 100
TIMEOUT_MS = 60_000


def arguments() -> None:
    """Read the command line, which only knows --help."""
    ArgumentParser(
        prog="scripts/fit-match",
        description="Fit the weights of the match to the marks of people and to their choices"
        " between two versions, and print both beside those in use. Nothing is changed.",
    ).parse_args()


def side(version: Version, parts: dict[str, float]) -> Side:
    """A version with the parts of its score from 0 to 1."""
    return Side(str(version.row_id), {name: part / PERCENT for name, part in parts.items()})


def compared_pairs(database: Database) -> Iterator[Pair]:
    """The pairs that people compared side by side, where both have a score."""
    choices, parts = database.read(judged.choices, timeout_ms=TIMEOUT_MS)
    for each in choices:
        if each.better is Better.SAME or not {each.first, each.second} <= parts.keys():
            continue
        first, second = (side(version, parts[version]) for version in (each.first, each.second))
        yield Pair(first, second) if each.better is Better.FIRST else Pair(second, first)


def report(versions: tuple[Judged, ...], compared: int, fitted: Fitted | None) -> str:
    """What was found, in lines."""
    lines = [f"{len(versions):,} versions with marks and a match, {compared:,} compared in pairs"]
    if fitted is None:
        lines.append(
            f"Fewer than {LEAST_PAIRS} pairs of different marks: too few to fit anything to."
        )
        return "\n".join(lines)
    lines += [f"{fitted.pairs:,} pairs in all", "", f"{'part':<10} {'in use':>7} {'fitted':>7}"]
    lines += [
        f"{name:<10} {weight:>7.2f} {fitted.weights[name]:>7.2f}"
        for name, weight in WEIGHTS.items()
    ]
    lines += [
        "",
        f"Ordered as people do: {fitted.in_use:.1%} of pairs by the weights in use,"
        f" {fitted.held_out:.1%} by fitted ones (on pairs that they were not fitted to).",
        "Nothing was changed. To use them: WEIGHTS in inspection/match/scoring.py, and one more in"
        " RUNTIME in store/sessions/current.py; then scripts/render.",
    ]
    return "\n".join(lines)


def main() -> int:
    """The exit code: 1 with a reason if nothing could be read."""
    arguments()
    settings = Settings.read()
    try:
        with ExitStack() as stack:
            database = Database(engine_for(migrated_url(settings, stack)))
            stack.callback(database.dispose)
            require_schema(database)
            print(suggestion(database))
    except (StoreError, MigrationFailed) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def suggestion(database: Database) -> str:
    """The report on what people said so far."""
    versions = database.read(judged.versions, timeout_ms=TIMEOUT_MS)
    compared = [*compared_pairs(database)]
    marked = [(side(each.version, each.parts), worth(each)) for each in versions]
    return report(versions, len(compared), weighing.fit([*compared, *weighing.pairs_of(marked)]))


if __name__ == "__main__":
    sys.exit(main())
