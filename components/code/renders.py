"""What became of the code when it ran, and its match with the design, as words and badges."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from components.formatting.status import Look
from store.renders.render_records import NO_RENDER, SHOWN, RenderSummary, RenderVerdict

NAMES: Final = MappingProxyType(
    {
        str(RenderVerdict.RENDERS): "Renders",
        str(RenderVerdict.STAND_INS): "Renders with stand-ins",
        str(RenderVerdict.THROWS): "Throws",
        str(RenderVerdict.BLANK): "Stays blank",
        str(RenderVerdict.SLOW): "Never ends",
        str(RenderVerdict.MISSING): "Missing import",
        str(RenderVerdict.COMPILE): "Does not compile",
        str(RenderVerdict.STOPPED): "Stopped",
        NO_RENDER: "Not rendered yet",
    }
)
"""What a list can be filtered by, in the order in which it is offered."""

LOOKS: Final = MappingProxyType(
    {
        str(RenderVerdict.RENDERS): Look("green", ":material/play_circle:"),
        str(RenderVerdict.STAND_INS): Look("blue", ":material/extension:"),
        str(RenderVerdict.BLANK): Look("red", ":material/check_box_outline_blank:"),
        str(RenderVerdict.SLOW): Look("red", ":material/all_inclusive:"),
    }
)
FAILED: Final = Look("red", ":material/dangerous:")

CLOSE, NEAR, DIFFERS = 90, 75, 50
LABELS: Final = ((CLOSE, "Close"), (NEAR, "Near"), (DIFFERS, "Differs"), (0, "Another page"))


def look(verdict: str) -> Look:
    """How to show a verdict."""
    return LOOKS.get(verdict, FAILED)


def word(verdict: str) -> str:
    """A verdict in a few words."""
    return NAMES.get(verdict, verdict)


def label(score: float) -> str:
    """What a match is called."""
    return next(name for least, name in LABELS if score >= least)


def match_text(render: RenderSummary | None) -> str:
    """`87`, or why there is no number; empty where nothing was rendered."""
    if render is None:
        return ""
    if render.score is not None:
        return f"{render.score:.0f}"
    return "not comparable" if render.verdict in SHOWN else ""
