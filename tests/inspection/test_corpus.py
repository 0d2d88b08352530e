"""The corpus: good code must pass, bad code must be reported for the right reason.

A bad file's name says what must be found: `<kind>--<what>.tsx`.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from inspection import code_check
from inspection.findings import Kind, Verdict

CORPUS = Path(__file__).parent / "corpus"
GOOD = sorted([*CORPUS.glob("good/*.tsx"), *Path("demo/designs").glob("*.tsx")])
BAD = sorted(CORPUS.glob("bad/*.tsx"))


def read(path: Path) -> str:
    """The file's text with its line endings."""
    return path.read_bytes().decode()


@cache
def checked(path: Path) -> code_check.CodeReport:
    """What the check says of the file."""
    return code_check.check(read(path))


def expected(path: Path) -> Kind:
    return Kind(path.name.split("--")[0])


def test_the_corpus_is_large_enough_and_covers_every_kind() -> None:
    assert len(GOOD) >= 30
    assert len(BAD) >= 70
    assert {expected(path) for path in BAD} == set(Kind) - {Kind.TOO_LONG, Kind.UNFINISHED}


def test_no_false_positives_and_no_misses(capsys: pytest.CaptureFixture[str]) -> None:
    false_positives = {path.name: result for path in GOOD if (result := checked(path).findings)}
    misses: dict[str, str] = {}
    table: Counter[tuple[Kind, bool]] = Counter()
    for path in BAD:
        report = checked(path)
        kinds = {finding.kind for finding in report.findings}
        verdict = Verdict.EMPTY if expected(path) is Kind.EMPTY else Verdict.BROKEN
        right = expected(path) in kinds and report.verdict is verdict
        table[expected(path), right] += 1
        if not right:
            misses[path.name] = f"{report.verdict}: {report.findings}"
    with capsys.disabled():
        rows = [
            f"{kind:22}{table[kind, True]:>6}{table[kind, False]:>8}"
            for kind in sorted({*map(expected, BAD)})
        ]
        heading = f"{'kind':22}{'found':>6}{'missed':>8}"
        good = f"good samples {len(GOOD)}, false positives {len(false_positives)}"
        sys.stdout.write("\n".join(["", heading, *rows, good, ""]))
    assert false_positives == {}
    assert misses == {}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_only_actual_errors_are_found(path: Path) -> None:
    kinds = {finding.kind for finding in checked(path).findings}
    assert kinds == {expected(path)}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_finding_points_into_the_code(path: Path) -> None:
    lines = read(path).split("\n")
    for finding in checked(path).findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert finding.message
