"""Renders as the store takes and returns them. What a frame says is untrusted, so it is bounded."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, Field

from store.counts import Count
from store.records import Record

MOST_PICTURE_BYTES: Final = 60 * 1024
MOST_PAIRS_CHARS: Final = 200_000
PICTURE_WIDTH: Final = 480
FAILS_TO_RUN: Final = "fails"
"""Stands among verdicts for code that compiles, and throws, stays blank or never ends when run."""
NO_RENDER: Final = "unrendered"
"""Stands in filters for rows with code that was never rendered, or changed since."""


class RenderVerdict(StrEnum):
    """What became of the code. SLOW: it never ended. STOPPED: it did what no preview may."""

    RENDERS = "renders"
    STAND_INS = "stand-ins"
    MISSING = "missing"
    BLANK = "blank"
    THROWS = "throws"
    SLOW = "slow"
    STOPPED = "stopped"
    COMPILE = "compile"


FAILED: Final = (RenderVerdict.BLANK, RenderVerdict.SLOW, RenderVerdict.THROWS)
"""What only running tells: code that compiles, and shows nothing or fails."""
SHOWN: Final = (RenderVerdict.RENDERS, RenderVerdict.STAND_INS)


class Source(StrEnum):
    """Who rendered it: the headless browser, or the browser of somebody who looked at it."""

    HEADLESS = "headless"
    VIEWER = "viewer"


def _fits(pairs: list[Any]) -> list[Any]:
    if len(json.dumps(pairs)) > MOST_PAIRS_CHARS:
        raise ValueError("too many pairs")
    return pairs


Line = Annotated[str, Field(max_length=300)]


class Outcome(Record):
    """What a render came to. `line` counts from 1; `score` and each of its `parts` is 0 to 100,
    None and none where nothing was compared. `picture` is a WebP or PNG."""

    verdict: RenderVerdict
    message: Line = ""
    line: Annotated[int, Field(ge=1)] | None = None
    score: Annotated[float, Field(ge=0, le=100)] | None = None
    parts: Annotated[dict[str, Annotated[float, Field(ge=0, le=100)]], Field(max_length=12)] = (
        Field(default_factory=dict)
    )
    pairs: Annotated[list[Any], AfterValidator(_fits)] = Field(default_factory=list)
    painted_ms: Annotated[int, Field(ge=0, le=600_000)] | None = None
    notes: Annotated[tuple[Line, ...], Field(max_length=12)] = ()
    stand_ins: Annotated[
        tuple[Annotated[str, Field(max_length=80)], ...], Field(max_length=40)
    ] = ()
    font: Annotated[str, Field(max_length=80)] = ""
    picture: Annotated[bytes, Field(max_length=MOST_PICTURE_BYTES)] | None = None


class RenderSummary(Record):
    """What lists show of a row's render."""

    verdict: str
    score: float | None


class Render(RenderSummary):
    """A render of a row as it is now; without its picture."""

    source: Source
    message: str
    line: int | None
    parts: dict[str, float]
    pairs: list[Any]
    painted_ms: int | None
    notes: tuple[str, ...]
    stand_ins: tuple[str, ...]
    font: str
    rendered_at: datetime
    rendered_by: str


class VersionRender(RenderSummary):
    """A render of one of a row's codes, by the code's md5; whether it is the row's as it is now."""

    code_md5: str
    is_current: bool


class RunReport(Record):
    """What a run of the renderer says of itself. `problem` is in words, empty if there is none."""

    id: UUID
    name: Annotated[str, Field(max_length=200)]
    rendered: int
    problem: Annotated[str, Field(max_length=300)] = ""
    is_over: bool = False


class RenderRun(Record):
    """A run of the renderer, as it last reported."""

    name: str
    rendered: int
    problem: str
    is_over: bool
    began_at: datetime
    reported_at: datetime


class RenderState(Record):
    """Codes that are rendered for the preview as it is, sessions that still have to be, how many of
    those were rendered before they or the preview changed, and the last runs, the latest first."""

    rendered: Count
    remaining: Count
    stale: int
    runs: tuple[RenderRun, ...]


class Key(Record):
    """What a render is of."""

    row_id: UUID
    code_md5: str
    design_md5: str
