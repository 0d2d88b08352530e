"""Checks generated code without running it: will it render, and what would it do?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from inspection import (
    bindings,
    exports,
    fences,
    imports,
    leftovers,
    not_code,
    reasons,
    safety,
    several_files,
    syntax,
)
from inspection.findings import Finding, Kind, Severity, Verdict
from inspection.safety import SafetyCard
from inspection.source import Source
from inspection.syntax import NotFinished, SyntaxFault

LONGEST: Final = 1_000_000
MOST_FINDINGS: Final = 50
_NOTHING: Final = SafetyCard(())
# Whitespace and zero-width characters: byte order marks, joiners, direction marks.
_INVISIBLE: Final = re.compile("[\\s\ufeff\u200b-\u200f\u2060\u00ad]*")

Faults = Callable[[str], list[SyntaxFault]]


@dataclass(frozen=True, slots=True)
class CodeReport:
    """The verdict, its findings in order of importance, and the safety card."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    safety: SafetyCard


def check(
    code: str | None, faults: Faults = syntax.faults, modules: Collection[str] = imports.MODULES
) -> CodeReport:
    """Check one module of TSX that may import these. Raises CheckerUnavailable if esbuild cannot be
    run.

    OK means that it compiles, exports one component and can resolve its imports. Whether it throws
    or loops is only seen in the preview.
    """
    if code is None or _INVISIBLE.fullmatch(code):
        return _report([Finding(1, 1, Kind.EMPTY, "There is no code.")], _NOTHING)
    if len(code) > LONGEST:
        message = f"Longer than {LONGEST:,} characters: not checked."
        return _report([Finding(1, 1, Kind.TOO_LONG, message)], _NOTHING)
    text = re.sub("^\ufeff+", lambda mark: " " * len(mark[0]), code)
    try:
        return _judge(text, faults, modules)
    except NotFinished:
        message = f"The compiler did not get to the end of it within {syntax.CPU_SECONDS} s."
        return _report([Finding(1, 1, Kind.UNFINISHED, message)], _NOTHING)


def _judge(text: str, faults: Faults, modules: Collection[str]) -> CodeReport:
    source, broken = Source(text), _broken(text, faults)
    defaults = len(exports.default_exports(source))
    findings: list[Finding] = []
    if broken or not defaults:
        inside, findings = fences.unwrap(text)
        if findings:
            text, source, broken = inside, Source(inside), _broken(inside, faults)
            defaults = len(exports.default_exports(source))
    if text.strip():
        findings += _check_text(text, source, broken, defaults, modules)
    return _report(findings, safety.check(source))


def _broken(text: str, faults: Faults) -> list[SyntaxFault]:
    """esbuild's faults, except duplicate default exports, which are reported more precisely."""
    two = 'Multiple exports with the same name "default"'
    return [fault for fault in faults(text) if not fault.message.startswith(two)]


def _check_text(
    text: str,
    source: Source,
    broken: list[SyntaxFault],
    defaults: int,
    modules: Collection[str],
) -> list[Finding]:
    """The report on a text without fences around it."""
    if broken or defaults != 1:
        line = source.position(broken[0].offset)[0] if broken else None
        if other := not_code.identify(text, source, line, defaults):
            return [other, *leftovers.elisions(source)]
    else:
        other = several_files.check(text, is_faulty=False)
    findings = [*imports.check(source, modules), *leftovers.elisions(source)]
    if other:
        findings.append(other)
    if broken:
        return [*findings, *_syntax(source, broken)]
    if twice := bindings.check(source):
        return [*findings, *twice]
    strays = leftovers.strays(source)
    structure = exports.check(source)
    if strays and not defaults:
        structure = []  # what was left in explains it
    return [*findings, *strays, *structure, *imports.missing(source)]


def _syntax(source: Source, faults: list[SyntaxFault]) -> list[Finding]:
    """esbuild's faults or, if the code is cut off, that instead."""
    if leftovers.unfinished(source, faults):
        line, column = source.position(faults[0].offset)
        message = f"The code is cut off before its end: {faults[0].message}"
        return [Finding(line, column, Kind.TRUNCATED, message)]
    return [Finding(*source.position(fault.offset), Kind.SYNTAX, fault.message) for fault in faults]


def _report(findings: list[Finding], card: SafetyCard) -> CodeReport:
    ordered = sorted(set(findings), key=lambda each: (reasons.rank(each.kind), each))
    kept = tuple(ordered[:MOST_FINDINGS])
    kinds = {each.kind for each in kept}
    if Kind.EMPTY in kinds:
        return CodeReport(Verdict.EMPTY, kept, card)
    if kinds & {Kind.TOO_LONG, Kind.UNFINISHED}:
        return CodeReport(Verdict.NOT_CHECKED, kept, card)
    broken = any(each.severity is Severity.ERROR for each in kept)
    return CodeReport(Verdict.BROKEN if broken else Verdict.OK, kept, card)
