"""What a frame reports of itself: validated as untrusted input, and compared with the design."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from pydantic import ValidationError

from inspection.match import measured
from inspection.match.blocks import Scene
from inspection.match.matching import match
from inspection.match.records import Match
from services.renders import Work
from store.renders.render_records import SHOWN, Outcome, RenderVerdict

STAND_INS: Final = "stand-ins"
"""The frame's remark that names what was replaced."""
PERCENT: Final = 100
DOUBTFUL: Final = frozenset({str(RenderVerdict.SLOW), str(RenderVerdict.STOPPED)})


def outcome(work: Work, report: dict[str, Any], picture: bytes | None = None) -> Outcome:
    """What a page's `renderer.render` reported, validated as untrusted input, with its match."""
    font = main_font(work.design)
    try:
        verdict = RenderVerdict(str(report.get("state")))
        told = Outcome(
            verdict=verdict,
            message=report.get("message") or "",
            line=report.get("line"),
            painted_ms=report.get("took"),
            notes=report.get("notes") or (),
            stand_ins=stand_ins(report),
            font=font,
            picture=picture,
        )
    except (ValidationError, ValueError):
        why = "Its report could not be read"
        return Outcome(verdict=RenderVerdict.STOPPED, message=why, font=font)
    if verdict not in SHOWN:
        return told
    page = measured.read(report.get("page"))
    return told.model_copy(update=compared(match(work.design, page.scene if page else None)))


def is_doubtful(report: dict[str, Any]) -> bool:
    """Whether a busy machine may have been what ended the code, rather than the code itself."""
    return str(report.get("reason")) in DOUBTFUL and report.get("line") is None


def compared(result: Match) -> dict[str, Any]:
    """The fields of an outcome that a match gives."""
    if result.score is None or result.parts is None:
        return {}
    parts = result.parts.model_dump(exclude_none=True)
    return {
        "score": result.score,
        "parts": {name: round(value * PERCENT, 1) for name, value in parts.items()},
        "pairs": [each.model_dump(mode="json", exclude_defaults=True) for each in result.worst],
    }


def stand_ins(report: dict[str, Any]) -> tuple[str, ...]:
    """What was replaced, in the frame's words."""
    remarks = report.get("remarks")
    remark = remarks.get(STAND_INS) if isinstance(remarks, dict) else None
    return (remark[:300],) if isinstance(remark, str) and remark else ()


def main_font(design: Scene | None) -> str:
    """The family that most of the design's letters are set in; empty where there are none."""
    letters: Counter[str] = Counter()
    for block in design.blocks if design else ():
        if block.is_text and block.font:
            letters[block.font] += len(block.text)
    return letters.most_common(1)[0][0][:80] if letters else ""


def ended(work: Work | None, message: str, verdict: RenderVerdict) -> Outcome:
    """The outcome of a run that had to be ended from outside."""
    return Outcome(verdict=verdict, message=message, font=main_font(work.design) if work else "")
