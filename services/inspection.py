"""Inspects the code and design of stored rows, and stores the findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from inspection import deep_json
from inspection.answers import answer
from inspection.code_check import check
from inspection.outline import outline
from inspection.wireframe import wireframe
from store.engine import Database
from store.errors import PermissionDenied
from store.insights import insights
from store.insights.insight_records import Findings, InsightFinding, InsightRisk, Subject

# For lists and cards; the session page draws the design in full.
WIREFRAME_BYTES: Final = 16_000


def examine(subject: Subject) -> Findings:
    """The findings on a row, without running its code. Raises CheckerUnavailable."""
    report = check(subject.code)
    design = deep_json.parse(subject.design)
    facts = outline(design).facts
    said = answer(design)
    drawn = wireframe(design, max_bytes=WIREFRAME_BYTES)
    return Findings(
        verdict=report.verdict,
        findings=tuple(
            InsightFinding(
                line=each.line,
                column=each.column,
                kind=each.kind,
                severity=each.severity,
                message=each.message,
                name=each.name,
            )
            for each in report.findings
        ),
        risks=tuple(
            InsightRisk(line=each.line, column=each.column, risk=each.risk, text=each.text)
            for each in report.safety.risks
        ),
        more_risks=report.safety.more,
        node_count=facts.nodes,
        depth=facts.depth,
        wireframe=drawn.svg,
        wireframe_complete=drawn.complete,
        design_kind=said.kind,
        design_note=said.note,
    )


def confirm(database: Database, row_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Reuse insights of changed rows whose code and design are the same. Returns their ids.

    Raises Unavailable.
    """
    try:
        with database.begin() as db:
            return insights.confirm(db, row_ids)
    except PermissionDenied:
        return frozenset()


def inspect(database: Database, row_id: UUID) -> Findings | None:
    """The row's findings, computed and stored if necessary; None if the row is gone.

    No transaction is open while code is checked. A read-only login gets the findings
    but cannot store them. Raises CheckerUnavailable, Unavailable.
    """
    known = database.read(lambda db: insights.get(db, row_id))
    if known is None and confirm(database, [row_id]):
        known = database.read(lambda db: insights.get(db, row_id))
    return look(database, row_id) if known is None else known


def look(database: Database, row_id: UUID) -> Findings | None:
    """Inspect the row again, ignoring stored findings."""
    subject = database.read(lambda db: insights.subject(db, row_id))
    if subject is None:
        return None
    findings = examine(subject)
    try:
        with database.begin() as db:
            insights.put(db, subject, findings)
    except PermissionDenied:
        pass
    return findings
