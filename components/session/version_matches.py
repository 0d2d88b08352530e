"""How much each version of a code matches the design, and which regeneration made it worse."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from components.code import renders
from components.formatting.times import MISSING
from language import _
from services.session import Versions
from store.renders.render_records import FAILED, SHOWN, RenderSummary

WORSE: Final = 5.0  # points of 100: less is within what fonts and rounding do


def texts(versions: Versions) -> list[str]:
    """One text for the current code and for each kept version, newest first, as Markdown."""
    current = next((each for each in versions.renders.values() if each.is_current), None)
    each_one = [current, *(versions.renders.get(version.md5) for version in versions.replaced)]
    said = [score_text(render) for render in each_one]
    for place, (newer, older) in enumerate(pairwise(each_one)):
        if flag := worse(newer, older):
            said[place] += f" :orange[:material/trending_down: {flag}]"
    return said


def score_text(render: RenderSummary | None) -> str:
    """`87`, or in words what became of the code; a dash where it was not rendered."""
    if render is None:
        return MISSING
    if render.score is None:
        return renders.match_text(render) or renders.display_name(render.verdict)
    return renders.match_text(render)


def worse(newer: RenderSummary | None, older: RenderSummary | None) -> str:
    """What got worse from one version to the next; empty where nothing did, or it is not known."""
    if newer is None or older is None:
        return ""
    if newer.verdict in FAILED and older.verdict in SHOWN:
        return _("worse: it rendered before")
    if newer.score is None or older.score is None or older.score - newer.score < WORSE:
        return ""
    return _("worse by {score:.0f}", score=older.score - newer.score)
