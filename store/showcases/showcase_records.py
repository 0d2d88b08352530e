"""Showcases, as the store takes and returns them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from store.insights.insight_records import InsightFinding
from store.records import Record, SessionSummary

MOST_SHOWCASES: Final = 50
MOST_ITEMS: Final = 24
"""How many sessions a showcase may have: all of them run in the page that presents it."""
FIRSTS: Final = 4
"""How many of its sessions stand for a showcase in the list of all."""
NAME_CHARS: Final = 80
CAPTION_CHARS: Final = 200
NOTES_CHARS: Final = 1_000

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Showcase(Record):
    """A named list of sessions. Its creator and admins may delete it.

    `changed` of them are known to be others than when they were picked, or are gone. `firsts` are
    the first that still exist, at most FIRSTS.
    """

    id: UUID
    name: str
    created_by: str
    created_at: datetime
    items: int
    changed: int
    firsts: tuple[UUID, ...] = ()


class Change(StrEnum):
    """What became of a session since it was picked."""

    NONE = "none"
    CODE = "code"
    DESIGN = "design"
    BOTH = "code and design"
    GONE = "deleted"


class SlideTexts(Record):
    """The texts for a session: `caption` to everybody, `notes` to the presenter only."""

    caption: Annotated[str, Field(max_length=CAPTION_CHARS)] = ""
    notes: Annotated[str, Field(max_length=NOTES_CHARS)] = ""


class PickedSession(SlideTexts):
    """A session in a showcase, and the hashes of its code and design when it was picked."""

    row_id: UUID
    code_md5: Hash
    design_md5: Hash
    picked_at: datetime


class Item(PickedSession):
    """The same, and what became of it. `verdict_then` is what the render of the picked code came
    to, and `picture_then` the name of that render's picture; None where there is none.
    """

    change: Change
    verdict_then: str | None
    picture_then: str | None


class Slide(SlideTexts):
    """A session as it is presented now. The row's session_id is masked in every text.

    `row` is None if it was deleted. `drawing` is an SVG, empty if the design was not drawn;
    `findings` are None if the code was not checked. `picture` is that of its render.
    """

    row: SessionSummary | None
    code: str | None = None
    drawing: str = ""
    findings: tuple[InsightFinding, ...] | None = None
    picture: bytes | None = None
    verdict: str | None = None
