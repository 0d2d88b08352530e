"""Words, icons and colors for the code check's verdicts."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

from components.formatting.status import Look
from inspection import reasons
from inspection.findings import FAULTS, Severity, Verdict
from language import N_, _, recognized
from store.insights.insight_records import Findings, InsightFinding, Judgement
from store.records import NO_VERDICT
from store.renders.render_records import FAILS_TO_RUN
from store.sessions.lifecycle import Status

NAMES: Final = MappingProxyType(
    {
        str(Verdict.OK): N_("Compiles"),
        str(Verdict.BROKEN): N_("Broken code"),
        str(Verdict.EMPTY): N_("No code"),
        FAILS_TO_RUN: N_("Fails when run"),
        str(Verdict.NOT_CHECKED): N_("Could not be checked"),
        NO_VERDICT: N_("Not checked yet"),
    }
)
"""The verdicts that a list can be filtered by, in display order."""

OK: Final = Look("green", ":material/task_alt:")
FAULTY: Final = Look("red", ":material/code_off:")
NOT_EXPECTED: Final = Look("gray", ":material/code_off:")
UNCHECKED: Final = Look("gray", ":material/pending:")


def display_name(judgement: Judgement | None) -> str:
    """The verdict in a few words: its most important reason.

    None stands for a row that was not checked yet.
    """
    if judgement is None:
        return _(NAMES[NO_VERDICT])
    if judgement.kinds:
        return recognized(reasons.reason(min(judgement.kinds, key=reasons.rank)).word)
    return _(NAMES.get(judgement.verdict, NAMES[Verdict.BROKEN]))


def look(judgement: Judgement | None, status: str | None) -> Look:
    """How to show a verdict. Missing code is a fault only if the session is ready."""
    if judgement is None or judgement.verdict == Verdict.NOT_CHECKED:
        return UNCHECKED
    if judgement.verdict == Verdict.OK:
        return OK
    due = judgement.verdict != Verdict.EMPTY or status == Status.READY
    return FAULTY if due else NOT_EXPECTED


def judgement_of(result: Findings) -> Judgement:
    """The verdict, and the kinds of the errors that led to it, the first reason first."""
    return Judgement(verdict=result.verdict, kinds=tuple(each.kind for each in errors(result)))


def errors(result: Findings) -> list[InsightFinding]:
    """The errors that led to the verdict, the most important first."""
    due = [each for each in result.findings if each.severity == Severity.ERROR]
    return sorted(due, key=lambda each: (reasons.rank(each.kind), each.line, each.column))


def main_error(result: Findings) -> InsightFinding | None:
    """The error that the verdict is named after, if any."""
    return next(iter(errors(result)), None)


def safety_is_read(result: Findings) -> bool:
    """Whether the safety card covers the code; without that, an empty card means nothing."""
    kinds = {each.kind for each in result.findings}
    return result.verdict != Verdict.NOT_CHECKED and not kinds & reasons.NOT_CODE


def asks_for_faults(verdict: Collection[str]) -> bool:
    """Whether a list shows nothing but code that will not render."""
    return bool(verdict) and set(verdict) <= {*FAULTS, FAILS_TO_RUN}
