"""Reviews as the store takes and returns them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from store.records import Record

MOST_REASONS: Final = 12
NOTE_CHARS: Final = 500
REASON_CHARS: Final = 30

NO_MARK: Final = "none"
"""Stands in filters for rows with code that nobody marked as it is now."""
DISAGREE: Final = "disagree"
"""Stands in filters for rows whose marks, as they are now, are not all the same."""


class Mark(StrEnum):
    """What somebody thinks of a version."""

    GOOD = "good"
    NEEDS_WORK = "needs-work"
    WRONG = "wrong"


WORTH: Final = {Mark.WRONG: 0, Mark.NEEDS_WORK: 1, Mark.GOOD: 2}
"""The order of marks, from worst to best."""

REASONS: Final = ("layout", "text", "color", "missing", "broken")
"""The reasons that every team has."""

Pixel = Annotated[float, Field(ge=-100_000, le=100_000)]


class Area(Record):
    """Where on the design a note is about, in pixels of the frame; `words` say what is there."""

    x: Pixel
    y: Pixel
    width: Annotated[float, Field(ge=0, le=100_000)]
    height: Annotated[float, Field(ge=0, le=100_000)]
    words: Annotated[str, Field(max_length=200)] = ""


class Version(Record):
    """A row with one code and one design, by their hashes as PostgreSQL's md5() gives them."""

    row_id: UUID
    code_md5: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    design_md5: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class Opinion(Record):
    """What somebody says of a version."""

    mark: Mark
    reasons: Annotated[
        tuple[Annotated[str, Field(max_length=REASON_CHARS)], ...], Field(max_length=MOST_REASONS)
    ] = ()
    note: Annotated[str, Field(max_length=NOTE_CHARS)] = ""
    place: Area | None = None


class Review(Opinion):
    """An opinion with its author. `is_current`: the row still has this code and design."""

    reviewer: str
    reviewed_at: datetime
    code_md5: str
    design_md5: str
    is_current: bool


class Marks(Record):
    """What lists show of a row's reviews: the marks on it as it is now, and on older versions."""

    now: tuple[str, ...] = ()
    older: tuple[str, ...] = ()

    @property
    def disagree(self) -> bool:
        """Whether the marks on the row as it is now are not all the same."""
        return len(set(self.now)) > 1


class Better(StrEnum):
    """Which of two versions is better."""

    FIRST = "first"
    SECOND = "second"
    SAME = "same"


class Choice(Record):
    """Somebody's choice between two versions."""

    first: Version
    second: Version
    better: Better


class Wins(Record):
    """In how many pairs a row was better, of how many, as it is now and in older versions."""

    now: int
    of_now: int
    older: int
    of_older: int


class Compared(Choice):
    """A choice with its author."""

    reviewer: str
    compared_at: datetime
