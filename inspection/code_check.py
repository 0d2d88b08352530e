"""Generated code judged without running it: will it render, and what would it do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from inspection import exports, imports, leftovers, safety, syntax
from inspection.findings import Finding, Kind, Severity, Verdict
from inspection.safety import SafetyCard
from inspection.source import Source
from inspection.syntax import SyntaxFault

LONGEST: Final = 1_000_000
MOST_FINDINGS: Final = 50
_NOTHING: Final = SafetyCard(())


@dataclass(frozen=True, slots=True)
class CodeReport:
    """The verdict, what led to it in order of place, and the safety card."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    safety: SafetyCard


def check(
    code: str | None, faults: Callable[[str], list[SyntaxFault]] = syntax.faults
) -> CodeReport:
    """Judge one module of TSX. Raises CheckerUnavailable when esbuild cannot be asked.

    OK means that it compiles, exports one component and finds what it imports; whether it throws
    or loops is for the preview to see.
    """
    if code is None or not code.strip():
        return _report([Finding(1, 1, Kind.EMPTY, "There is no code.")], _NOTHING)
    if len(code) > LONGEST:
        message = f"Longer than {LONGEST:,} characters: not checked."
        return _report([Finding(1, 1, Kind.TOO_LONG, message)], _NOTHING)
    text, findings = leftovers.fences(code)
    source = Source(text)
    if leftovers.is_empty(source):
        message = "There is no code, only comments or Markdown."
        return _report([*findings, Finding(1, 1, Kind.EMPTY, message)], _NOTHING)
    broken = [fault for fault in faults(text) if not _is_second_default(fault)]
    findings += imports.check(source)
    findings += leftovers.elisions(source)
    if broken:
        findings += _syntax(source, broken)
    else:
        findings += [*exports.check(source), *imports.missing(source)]
    return _report(findings, safety.check(source))


def _is_second_default(fault: SyntaxFault) -> bool:
    """The structure says this better."""
    return fault.message.startswith('Multiple exports with the same name "default"')


def _syntax(source: Source, faults: list[SyntaxFault]) -> list[Finding]:
    """What esbuild found; where code breaks off or begins with prose, that instead."""
    first = faults[0]
    line, column = source.position(first.offset)
    spoken = leftovers.prose(source, first)
    if spoken:
        return [spoken]
    if leftovers.unfinished(source, faults):
        message = f"The code breaks off before its end: {first.message}"
        return [Finding(line, column, Kind.TRUNCATED, message)]
    return [Finding(*source.position(fault.offset), Kind.SYNTAX, fault.message) for fault in faults]


def _report(findings: list[Finding], card: SafetyCard) -> CodeReport:
    ordered = tuple(sorted(set(findings))[:MOST_FINDINGS])
    if any(found.kind is Kind.EMPTY for found in ordered):
        return CodeReport(Verdict.EMPTY, ordered, card)
    broken = any(found.severity is Severity.ERROR for found in ordered)
    return CodeReport(Verdict.BROKEN if broken else Verdict.OK, ordered, card)
