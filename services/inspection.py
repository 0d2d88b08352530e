"""Inspects the code and design of stored rows, and stores the findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import Final
from uuid import UUID

from inspection import deep_json
from inspection.answers import classify
from inspection.code_check import check
from inspection.imports import REACT
from inspection.outline import outline
from inspection.wireframe import wireframe
from settings import Settings
from store.engine import Database
from store.errors import Busy, PermissionDenied
from store.insights import claims, insights
from store.insights.insight_records import Findings, InsightFinding, InsightRisk, Subject

# For lists and cards; the session page draws the design in full.
WIREFRAME_BYTES: Final = 16_000

Examine = Callable[[Subject], Findings]


@cache
def runtime_modules() -> frozenset[str]:
    """What generated code may import in the product; React comes with its parts."""
    names = frozenset(Settings.read().runtime_modules)
    return names | REACT if "react" in names else names


def examine(subject: Subject) -> Findings:
    """The findings on a row, without running its code. Raises CheckerUnavailable."""
    report = check(subject.code, modules=runtime_modules())
    design = deep_json.parse_stored(subject.design)
    facts = outline(design).facts
    said = classify(design)
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


def get_current(database: Database, row_id: UUID) -> Findings | None:
    """The stored findings, if they still apply to the row. Raises Unavailable."""
    known = database.read(lambda db: insights.get(db, row_id))
    if known is None and confirm(database, [row_id]):
        known = database.read(lambda db: insights.get(db, row_id))
    return known


def inspect(database: Database, row_id: UUID) -> Findings | None:
    """The row's findings, computed and stored if necessary; None if the row is gone.

    For a page: it opens no transaction while code is checked, and waits for no other process. A
    read-only login gets the findings but cannot store them. Raises CheckerUnavailable, Unavailable.
    """
    if known := get_current(database, row_id):
        return known
    subject = database.read(lambda db: insights.subject(db, row_id))
    if subject is None:
        return None
    findings = examine(subject)
    with suppress(PermissionDenied), database.begin() as db:
        insights.put(db, subject, findings)
    return findings


def inspect_alone(
    database: Database, row_id: UUID, *, wait: bool = False, examine_by: Examine | None = None
) -> Findings | None:
    """The same in the background: no two processes inspect the same row. `examine_by` replaces
    `examine`.

    A transaction that stays open while the code is checked claims the row. Raises Busy if another
    process has it, or with `wait` waits for that process, 3 s at most, and raises TooSlow.
    """
    with database.begin() as db:
        if not claims.claim(db, row_id, wait=wait):
            raise Busy("Another process inspects this session.")
        known = insights.get(db, row_id)
        subject = None if known else insights.subject(db, row_id)
        if subject is None:
            return known
        findings = (examine_by or examine)(subject)
        with suppress(PermissionDenied):
            insights.put(db, subject, findings)
        return findings
