"""When an edit may be saved: what stops it, and what has to be confirmed first."""

from __future__ import annotations

from math import floor
from types import MappingProxyType
from typing import Final, NamedTuple

from components.code import renders, verdicts
from inspection import reasons
from inspection.findings import Verdict
from language import _
from store.insights.insight_records import Findings, InsightFinding
from store.renders.render_records import RenderVerdict

SCORE_DROP: Final = 2.0
"""How much lower a match has to be to count: a point is lost to how a font is drawn."""

RANKS: Final = MappingProxyType(
    {
        str(RenderVerdict.RENDERS): 0,
        str(RenderVerdict.STAND_INS): 1,
        str(RenderVerdict.MISSING): 2,
        str(RenderVerdict.BLANK): 3,
        str(RenderVerdict.SLOW): 4,
        str(RenderVerdict.THROWS): 4,
        str(RenderVerdict.STOPPED): 4,
        str(RenderVerdict.COMPILE): 5,
    }
)


class Rendered(NamedTuple):
    """The verdict on a code: a hint, since the code can forge it."""

    state: str
    score: float | None = None


def stopping(result: Findings | None) -> InsightFinding | None:
    """The error for which there is no component to run, if any: such code cannot be saved. Code
    may be removed, though."""
    if result is None or result.verdict == Verdict.EMPTY:
        return None
    error = verdicts.main_error(result)
    return error if error and reasons.stops([error.kind]) else None


def worse(before: Rendered | None, after: Rendered | None) -> str:
    """How a code renders worse than the one before; empty if it does not, or nobody knows."""
    if before is None or after is None or not {before.state, after.state} <= RANKS.keys():
        return ""
    if RANKS[after.state] > RANKS[before.state]:
        was, is_now = (renders.display_name(each.state) for each in (before, after))
        return _(
            "This renders worse than the saved code: “{is_now}” instead of “{was}”.",
            is_now=is_now,
            was=was,
        )
    if before.score is None or after.score is None or RANKS[after.state] < RANKS[before.state]:
        return ""
    if before.score - after.score < SCORE_DROP:
        return ""
    return _(
        "This is less like the design than the saved code: a match of "
        "{score:.0f} instead of {score_2:.0f}.",
        score=floor(after.score),
        score_2=floor(before.score),
    )
