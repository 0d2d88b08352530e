"""Renders: what a browser said of a row's code, compared with its design and kept beside it."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, NamedTuple
from uuid import UUID

from pydantic import ValidationError

from inspection import deep_json, reasons
from inspection.findings import Severity
from inspection.match import design_blocks, measured
from inspection.match.blocks import Scene
from inspection.match.matching import match
from inspection.match.records import Match
from services import inspection
from store.engine import Database
from store.insights.insight_records import Findings
from store.renders import renders
from store.renders.render_records import SHOWN, Outcome, RenderVerdict
from store.renders.renders import RenderSubject

USUAL_SIZE: Final = (1280, 800)
WIDEST: Final = 4_000
HIGHEST: Final = 12_000
SMALLEST: Final = 100
TALLEST: Final = 3
"""A picture shows a page's top, up to three times as high as it is wide."""
MOST_FAULTS: Final = 12
STAND_INS: Final = "stand-ins"
"""The frame's remark that names what was replaced."""
PERCENT: Final = 100
DOUBTFUL: Final = frozenset({str(RenderVerdict.SLOW), str(RenderVerdict.STOPPED)})
PICTURED: Final = frozenset(map(str, (*SHOWN, RenderVerdict.BLANK)))
"""The verdicts of which there is a picture."""


class Job(NamedTuple):
    """One code to run in a frame of a size in CSS pixels; `faults` are what the check found.

    `patience` is how many times longer than in a page the watchdog waits.
    """

    source: str
    width: int
    height: int
    faults: list[dict[str, Any]]
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
    findings = inspection.inspect(database, row_id)
    subject = database.read(lambda db: renders.subject(db, row_id))
    if findings is None or subject is None or not (subject.code or "").strip():
        return None
    with deep_json.no_collection():
        design = design_blocks.scene(deep_json.parse(subject.design))
    width, height = size(subject, design)
    return Work(subject, design, Job(subject.code or "", width, height, faults(findings)))


def size(subject: RenderSubject, design: Scene | None) -> tuple[int, int]:
    """The frame to run in: the design's size, else what the row says, else the usual one."""
    of_design = (design.width, design.height) if design else (None, None)
    of_row = (subject.frame_width, subject.frame_height)
    width, height = (
        round(first or second or usual)
        for first, second, usual in zip(of_design, of_row, USUAL_SIZE, strict=True)
    )
    return max(SMALLEST, min(width, WIDEST)), max(SMALLEST, min(height, HIGHEST))


def faults(findings: Findings) -> list[dict[str, Any]]:
    """The errors that the check found, the reason that counts most first."""
    errors = [each for each in findings.findings if each.severity == Severity.ERROR]
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


def outcome(of: Work, said: dict[str, Any], picture: bytes | None = None) -> Outcome:
    """What a page's `renderer.render` said, read as text of a stranger, with its match."""
    font = main_font(of.design)
    try:
        verdict = RenderVerdict(str(said.get("state")))
        told = Outcome(
            verdict=verdict,
            message=said.get("message") or "",
            line=said.get("line"),
            painted_ms=said.get("took"),
            notes=tuple(said.get("notes") or ()),
            stand_ins=stand_ins(said),
            font=font,
            picture=picture,
        )
    except (ValidationError, ValueError):
        why = "What it said of itself could not be read"
        return Outcome(verdict=RenderVerdict.STOPPED, message=why, font=font)
    if verdict not in SHOWN:
        return told
    page = measured.read(said.get("page"))
    return told.model_copy(update=compared(match(of.design, page.scene if page else None)))


def is_doubtful(said: dict[str, Any]) -> bool:
    """Whether a busy machine may have been what ended the code, rather than the code itself."""
    return said.get("reason") in DOUBTFUL and said.get("line") is None


def compared(found: Match) -> dict[str, Any]:
    """The fields of an outcome that a match gives."""
    if found.score is None or found.parts is None:
        return {}
    parts = found.parts.model_dump(exclude_none=True)
    return {
        "score": found.score,
        "parts": {name: round(value * PERCENT, 1) for name, value in parts.items()},
        "pairs": [each.model_dump(mode="json", exclude_defaults=True) for each in found.worst],
    }


def stand_ins(said: dict[str, Any]) -> tuple[str, ...]:
    """What was replaced, in the frame's words."""
    remarks = said.get("remarks")
    remark = remarks.get(STAND_INS) if isinstance(remarks, dict) else None
    return (remark[:300],) if isinstance(remark, str) and remark else ()


def main_font(design: Scene | None) -> str:
    """The family that most of the design's letters are set in; empty where there are none."""
    letters: Counter[str] = Counter()
    for block in design.blocks if design else ():
        if block.is_text and block.font:
            letters[block.font] += len(block.text)
    return letters.most_common(1)[0][0][:80] if letters else ""


def ended(of: Work | None, message: str, verdict: RenderVerdict) -> Outcome:
    """The outcome of a run that had to be ended from outside."""
    return Outcome(verdict=verdict, message=message, font=main_font(of.design) if of else "")


def keep(database: Database, of: Work, result: Outcome, by: str) -> None:
    """Keep a headless render. Raises StoreError."""
    with database.begin() as db:
        renders.put(db, renders.key_of(of.subject), result, by=by)
