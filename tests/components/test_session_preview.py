"""What the check found, as the preview is told of it."""

from __future__ import annotations

from components import preview, session_preview
from inspection.findings import Kind, Severity, Verdict
from store.insight_records import Findings, InsightFinding


def found(*faults: tuple[int, Kind, Severity]) -> Findings:
    return Findings(
        verdict=Verdict.BROKEN,
        findings=tuple(
            InsightFinding(
                line=line, column=7, kind=kind, severity=severity, message=f"Says {kind}"
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


def test_the_fault_is_the_one_that_the_code_tab_is_headed_by() -> None:
    faults = found((1, Kind.UNKNOWN_IMPORT, Severity.ERROR), (62, Kind.TRUNCATED, Severity.ERROR))
    assert session_preview.fault(faults) == preview.Fault(
        state="compile", word="Breaks off", message="Says truncated", line=62, column=7
    )


def test_a_missing_module_alone_leaves_the_code_to_compile() -> None:
    fault = session_preview.fault(found((3, Kind.UNKNOWN_IMPORT, Severity.ERROR)))
    assert fault is not None
    assert (fault.state, fault.word, fault.line) == ("missing", "Unknown import", 3)


def test_what_only_running_can_tell_is_left_to_the_preview() -> None:
    faults = found(
        (1, Kind.MISSING_IMPORT, Severity.ERROR),
        (2, Kind.ELIDED, Severity.ERROR),
        (3, Kind.SYNTAX, Severity.WARNING),
    )
    assert session_preview.fault(faults) is None
