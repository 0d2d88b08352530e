"""Renders: what a browser reported for a row's code, matched with its design and kept with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from inspection import deep_json, reasons
from inspection.code_check import check
from inspection.findings import Finding, Severity
from inspection.match import design_blocks
from inspection.match.blocks import Scene
from services import inspection
from services.frame_sizes import frame_size
from store.engine import Database
from store.errors import NotFound
from store.insights import insights
from store.insights.insight_records import InsightFinding
from store.renders import renders, turns
from store.renders.render_records import SHOWN, Outcome, RenderVerdict
from store.renders.renders import RenderSubject
from store.renders.turns import DueVersion
from store.sessions import code_versions

TALLEST: Final = 3
"""A picture shows a page's top, up to three times as high as it is wide."""
MOST_FAULTS: Final = 12
PICTURED: Final = frozenset(map(str, (*SHOWN, RenderVerdict.BLANK)))
"""The verdicts of which there is a picture."""


Fault = InsightFinding | Finding


class Job(NamedTuple):
    """One code to run in a frame of a size in CSS pixels; `faults` are what the check found.

    `modules` are what the product has; any other import is missing. `patience` is how many times
    longer than in a page the watchdog waits.
    """

    source: str
    width: int
    height: int
    faults: list[dict[str, Any]]
    modules: list[str]
    patience: int = 2

    @property
    def shown_height(self) -> int:
        """As much of the height as a picture shows."""
        return min(self.height, self.width * TALLEST)

    def data(self) -> dict[str, Any]:
        """What the page's `renderer.render` takes."""
        return self._asdict()


class Work(NamedTuple):
    """A row to render: what is read of it, its design as blocks, and what to run."""

    subject: RenderSubject
    design: Scene | None
    job: Job


def work(database: Database, row_id: UUID) -> Work | None:
    """A row to render, which is inspected if need be; None if it is gone, or has no code.

    Raises CheckerUnavailable, StoreError.
    """
    known, subject = database.read(
        lambda db: (insights.get(db, row_id), renders.subject(db, row_id))
    )
    findings = known or inspection.inspect(database, row_id)
    if findings is None or subject is None or not (subject.code or "").strip():
        return None
    return _work(subject, subject.code or "", findings.findings)


def work_of_version(database: Database, version: DueVersion) -> Work | None:
    """A replaced code to render for its row's design; None if either is gone.

    Raises CheckerUnavailable, StoreError.
    """
    subject = database.read(lambda db: renders.subject(db, version.row_id))
    if subject is None:
        return None
    try:
        code = database.read(lambda db: code_versions.get_version(db, version.version_id))
    except NotFound:
        return None
    before = subject.model_copy(update={"code": code})
    return _work(before, code, check(code, modules=inspection.runtime_modules()).findings)


def _work(subject: RenderSubject, code: str, findings: Sequence[Fault]) -> Work:
    with deep_json.no_collection():
        design = design_blocks.scene(deep_json.parse_stored(subject.design))
    width, height = frame_size(design, subject.frame_width, subject.frame_height)
    modules = sorted(inspection.runtime_modules())
    return Work(subject, design, Job(code, width, height, faults(findings), modules))


def faults(findings: Sequence[Fault]) -> list[dict[str, Any]]:
    """The errors that the check found, the reason that counts most first."""
    errors = [each for each in findings if each.severity == Severity.ERROR]
    errors.sort(key=lambda each: (reasons.rank(each.kind), each.line, each.column))
    return [
        {
            "reason": each.kind,
            "message": each.message[:300],
            "line": each.line,
            "column": each.column,
            "name": each.name[:80],
        }
        for each in errors[:MOST_FAULTS]
    ]


def save(
    database: Database, work: Work, result: Outcome, rendered_by: str, claimed: Sequence[UUID] = ()
) -> None:
    """Keep a headless render, and give back the claims. Raises StoreError."""
    with database.begin() as db:
        renders.put(db, renders.key_of(work.subject), result, rendered_by=rendered_by)
        if claimed:
            turns.release(db, claimed)
