"""The check's findings as the preview receives them."""

from __future__ import annotations

import pytest
import streamlit as st

from components.code import verdicts
from components.preview import preview
from components.preview.reports import Measurement
from components.session import session_design, session_preview
from inspection.findings import Kind, Severity, Verdict
from inspection.match.matching import not_comparable
from services import matching
from store.insights.insight_records import Findings, InsightFinding
from tests.components.session.stories import NOW, session


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
    assert verdicts.display_name(verdicts.judgement_of(said)) == "Cut off"


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


def test_the_frame_gets_the_designs_size_before_the_match_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was measured at the row's size would not be comparable, while the list has a score."""
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(session_design, "chosen_page", lambda: None)
    monkeypatch.setattr(matching, "frame", lambda row, sheet: (1440, 1024))
    monkeypatch.setattr(matching, "matched", lambda row, page, sheet: not_comparable(page))
    of = session("ready", NOW)
    first = session_preview.known_size(of)
    assert first != (1440, 1024)
    session_preview.comparison(of, first).on_measured(Measurement(run="a", page="too narrow"))
    then = session_preview.known_size(of)
    assert then == (1440, 1024)
    again = session_preview.comparison(of, then)
    assert again.match("a") is None
    again.on_measured(Measurement(run="a", page="as wide"))
    match = again.match("a")
    assert match
    assert match.why == "as wide"
