"""The check's findings as the preview receives them."""

from __future__ import annotations

from components.code import verdicts
from components.preview import preview
from components.session import session_preview
from inspection.findings import Kind, Severity, Verdict
from store.insights.insight_records import Findings, InsightFinding


def found(*faults: tuple[int, Kind, Severity]) -> Findings:
    return Findings(
        verdict=Verdict.BROKEN,
        findings=tuple(
            InsightFinding(
                line=line, column=7, kind=kind, severity=severity, message=f"Says {kind}", name="x"
            )
            for line, kind, severity in faults
        ),
        risks=(),
        more_risks=0,
        node_count=1,
        depth=1,
        wireframe="",
        wireframe_complete=True,
    )


def test_the_first_error_is_the_one_named_by_lists_and_the_code_tab() -> None:
    said = found((1, Kind.UNKNOWN_IMPORT, Severity.ERROR), (62, Kind.TRUNCATED, Severity.ERROR))
    first, second = session_preview.faults(said)
    assert first == preview.Fault(
        reason="truncated", message="Says truncated", line=62, column=7, name="x"
    )
    assert second.reason == "unknown-import"
    assert verdicts.word(verdicts.judgement_of(said)) == "Cut off"


def test_every_error_and_no_warning_is_listed_in_order() -> None:
    said = found(
        (3, Kind.UNKNOWN_ICON, Severity.ERROR),
        (4, Kind.UNKNOWN_IMPORT, Severity.ERROR),
        (2, Kind.ELIDED, Severity.ERROR),
        (1, Kind.MISSING_IMPORT, Severity.ERROR),
        (5, Kind.SYNTAX, Severity.WARNING),
    )
    assert [(each.reason, each.line) for each in session_preview.faults(said)] == [
        ("missing-import", 1),
        ("elided", 2),
        ("unknown-import", 4),
        ("unknown-icon", 3),
    ]
