"""What the code check says of a session, as words, icon and colour. It runs nothing."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

from components.status import Look
from inspection.findings import Kind, Severity, Verdict
from store.insight_records import Findings, InsightFinding, Judgement
from store.lifecycle import Status
from store.records import NO_VERDICT

NAMES: Final = MappingProxyType(
    {
        str(Verdict.OK): "Compiles",
        str(Verdict.BROKEN): "Broken code",
        str(Verdict.EMPTY): "No code",
        NO_VERDICT: "Not checked yet",
    }
)
"""The verdicts that a list can be filtered by, in the order in which they are offered."""

FAULTS: Final = frozenset({str(Verdict.BROKEN), str(Verdict.EMPTY)})

WORDS: Final = MappingProxyType(
    {
        Kind.EMPTY: "No code",
        Kind.TOO_LONG: "Too long to check",
        Kind.FENCED: "Markdown left in",
        Kind.PROSE: "Prose, not code",
        Kind.TRUNCATED: "Breaks off",
        Kind.ELIDED: "Parts left out",
        Kind.SYNTAX: "Does not compile",
        Kind.NO_DEFAULT_EXPORT: "No default export",
        Kind.TWO_DEFAULT_EXPORTS: "Two default exports",
        Kind.NOT_A_COMPONENT: "Exports no component",
        Kind.UNKNOWN_IMPORT: "Unknown import",
        Kind.MISSING_IMPORT: "Missing import",
        Kind.UNKNOWN_ICON: "Unknown icon",
    }
)

DECISIVE: Final = frozenset({Kind.SYNTAX, Kind.TRUNCATED, Kind.PROSE})

SURE: Final = frozenset(
    {
        Kind.EMPTY,
        Kind.FENCED,
        Kind.PROSE,
        Kind.TRUNCATED,
        Kind.SYNTAX,
        Kind.NO_DEFAULT_EXPORT,
        Kind.TWO_DEFAULT_EXPORTS,
        Kind.NOT_A_COMPONENT,
    }
)
"""After these there is no component to show; with other faults the preview may still show it."""

OK: Final = Look("green", ":material/task_alt:")
FAULTY: Final = Look("red", ":material/code_off:")
NOTHING_DUE: Final = Look("gray", ":material/code_off:")
UNCHECKED: Final = Look("gray", ":material/pending:")


def word_of(kind: str) -> str:
    """A kind of finding in words."""
    return WORDS[Kind(kind)] if kind in set(Kind) else "Broken code"


def rank(kind: str) -> bool:
    """Where a kind of error stands among others: what keeps the code from compiling is first."""
    return kind not in DECISIVE


def word(judgement: Judgement | None) -> str:
    """The verdict in two or three words; None is a row that nothing is known of yet."""
    if judgement is None:
        return NAMES[NO_VERDICT]
    if judgement.verdict == Verdict.BROKEN and judgement.kinds:
        return word_of(min(judgement.kinds, key=rank))
    return NAMES.get(judgement.verdict, "Broken code")


def look(judgement: Judgement | None, status: str | None) -> Look:
    """How to show it: code that is missing is a fault only of a session that is ready."""
    if judgement is None:
        return UNCHECKED
    if judgement.verdict == Verdict.OK:
        return OK
    due = judgement.verdict != Verdict.EMPTY or status == Status.READY
    return FAULTY if due else NOTHING_DUE


def judgement_of(found: Findings) -> Judgement:
    """The verdict, and the kinds of the errors that led to it."""
    return Judgement(verdict=found.verdict, kinds=tuple(each.kind for each in errors(found)))


def errors(found: Findings) -> list[InsightFinding]:
    """What the code will not render for, by place."""
    return [each for each in found.findings if each.severity == Severity.ERROR]


def main_error(found: Findings) -> InsightFinding | None:
    """The error that the verdict is named after; None where there is none."""
    return min(errors(found), key=lambda each: rank(each.kind), default=None)


def asks_for_faults(verdict: Collection[str]) -> bool:
    """Whether a list shows nothing but code that will not render."""
    return bool(verdict) and FAULTS >= set(verdict)
