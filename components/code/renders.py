"""What became of the code when it ran, and its match with the design, as words and badges."""

from __future__ import annotations

from math import floor
from types import MappingProxyType
from typing import Final

from components.formatting.status import Look
from language import N_, _, format_plain
from store.renders.render_records import NO_RENDER, SHOWN, RenderSummary, RenderVerdict

NAMES: Final = MappingProxyType(
    {
        str(RenderVerdict.RENDERS): N_("Renders"),
        str(RenderVerdict.STAND_INS): N_("Renders with stand-ins"),
        str(RenderVerdict.THROWS): N_("Throws"),
        str(RenderVerdict.BLANK): N_("Stays blank"),
        str(RenderVerdict.SLOW): N_("Never ends"),
        str(RenderVerdict.MISSING): N_("Missing import"),
        str(RenderVerdict.COMPILE): N_("Does not compile"),
        str(RenderVerdict.STOPPED): N_("Stopped"),
        NO_RENDER: N_("Not rendered yet"),
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
LABELS: Final = (
    (CLOSE, N_("Close")),
    (NEAR, N_("Near")),
    (DIFFERS, N_("Differs")),
    (0, N_("Very different")),
)


def look(verdict: str) -> Look:
    """How to show a verdict."""
    return LOOKS.get(verdict, FAILED)


def display_name(verdict: str) -> str:
    """A verdict in a few words."""
    return _(NAMES.get(verdict, verdict))


def label(score: float) -> str:
    """What a match is called."""
    return _(next(name for least, name in LABELS if score >= least))


def match_text(render: RenderSummary | None) -> str:
    """`87`, rounded down as its label is, or why there is no number; empty where nothing was
    rendered."""
    if render is None:
        return ""
    if render.score is not None:
        return format_plain("{score:.0f}", score=floor(render.score))
    return _("not comparable") if render.verdict in SHOWN else ""
