"""The frozen records that the store takes and returns. Sizes are bytes, times are UTC-aware."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of the store's records: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- the seed's models, mirrored in frontend/types/prototype.ts ---------------------------


class CodeGenerateRequest(Record):
    """What starts a generation: the imported frame. `design_context` is Figma's nodes answer."""

    # Any, not JsonValue: pydantic refuses deep designs, and PostgreSQL checks the JSON anyway.
    design_context: dict[str, Any]
    thumbnail_url: str | None = None
    frame_name: str | None = None
    frame_width: int | None = None
    frame_height: int | None = None


class CodeGenerateResponse(Record):
    """What a generation answers: the row, its status, and its code or its error code."""

    id: UUID
    status: str | None
    generated_code: str | None = None
    error_code: str | None = None


class PrototypeSession(Record):
    """One whole row. `session_id` is masked; `version` is the row's xmin, for compare-and-set."""

    id: UUID
    session_id: str = Field(description="Masked, see `mask`.")
    design_context: Any
    generated_code: str | None
    thumbnail_url: str | None
    frame_name: str | None
    frame_width: int | None
    frame_height: int | None
    status: str | None
    error_code: str | None
    created_at: datetime | None
    updated_at: datetime | None
    version: str


# --- lists -----------------------------------------------------------------------------------


class SessionSummary(Record):
    """One row of a list: no large column, of the code only its size in bytes.

    `frame_name`, `status` and `error_code` are cut at 300 characters; `thumbnail_url` is None
    when it is longer than 64 KB (`thumbnail_too_large`). The row's session_id is masked in every
    text; `name_is_masked` and `thumbnail_is_masked` tell where there was one.
    `generating_for` is how long it has been generating without an update, by the database's clock;
    None if it is not.
    """

    id: UUID
    session_id: str = Field(description="Masked, see `mask`.")
    thumbnail_url: str | None
    thumbnail_too_large: bool
    frame_name: str | None
    name_is_masked: bool = False
    thumbnail_is_masked: bool = False
    frame_width: int | None
    frame_height: int | None
    status: str | None
    error_code: str | None
    created_at: datetime | None
    updated_at: datetime | None
    code_bytes: int | None
    version: str
    generating_for: timedelta | None = None

    def is_stuck(self, stuck_after: timedelta) -> bool:
        """Whether it was stuck when it was read; the store's filter says the same."""
        return self.generating_for is not None and self.generating_for >= stuck_after


class Has(StrEnum):
    """Presence filters."""

    CODE = "code"
    NO_CODE = "no-code"
    THUMBNAIL = "thumbnail"
    NO_THUMBNAIL = "no-thumbnail"
    ERROR = "error"
    NO_ERROR = "no-error"


class Device(StrEnum):
    """Device classes by frame width in pixels: up to 480, 481 to 1024, above."""

    MOBILE = "mobile"
    TABLET = "tablet"
    DESKTOP = "desktop"


DEVICE_WIDTHS: dict[Device, tuple[int | None, int | None]] = {
    Device.MOBILE: (None, 480),
    Device.TABLET: (481, 1024),
    Device.DESKTOP: (1025, None),
}

NO_STATUS = "(none)"
"""Stands for a NULL status in filters and counts."""


class Match(StrEnum):
    """How the search text matched, best first. NONE: there was no search text."""

    NONE = "none"
    REFERENCE = "reference"
    REFERENCE_START = "beginning of a reference"
    ROW_ID = "row id"
    SESSION_ID = "session id"
    NAME_EXACT = "exact name"
    NAME_PREFIX = "name prefix"
    NAME_SUBSTRING = "name substring"


NO_VERDICT = "unchecked"
"""Stands in filters for rows that were never inspected, or changed since."""

MAX_STUCK_AFTER: Final = timedelta(days=1)
"""The longest threshold after which a row that is generating may count as stuck."""
Range = tuple[float | None, float | None]  # the least and the most, both in it; None: no limit


class Filters(Record):
    """What a list shows. Empty means everything. Ranges are inclusive.

    `stuck_after` keeps rows that are stuck by that threshold; `as_of` freezes the predicate:
    only rows not updated since that moment. `match` freezes how `q` is read (`matching.pinned`):
    a confirmed scope must not slide from exact names to prefixes while rows leave it. `score` is
    how much the render matches its design, 0 to 100; `nodes` are the design's, `code` is in bytes.
    With `reviewer`, only that person's marks count.
    """

    q: Annotated[str, Field(max_length=500)] = ""
    status: tuple[str, ...] = ()
    stuck_after: Annotated[timedelta, Field(gt=timedelta(0), le=MAX_STUCK_AFTER)] | None = None
    updated_from: datetime | None = None
    updated_to: datetime | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    has: tuple[Has, ...] = ()
    device: Device | None = None
    width_min: int | None = None
    width_max: int | None = None
    verdict: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    render: tuple[str, ...] = ()
    score: Range | None = None
    nodes: Range | None = None
    code: Range | None = None
    font: str = ""
    mark: tuple[str, ...] = ()
    reviewer: str = ""
    as_of: datetime | None = None
    match: Match | None = None


class Sort(StrEnum):
    """Sort orders; a leading minus is descending. NULLs come last both ways, ties go by id."""

    UPDATED_DESC = "-updated"
    UPDATED_ASC = "updated"
    CREATED_DESC = "-created"
    CREATED_ASC = "created"
    NAME_ASC = "name"
    NAME_DESC = "-name"
    STATUS_ASC = "status"
    STATUS_DESC = "-status"
    MATCH_ASC = "match"
    MATCH_DESC = "-match"


class Page(Record):
    """One page of a list. `after`/`before` are opaque cursors, None at either end."""

    rows: tuple[SessionSummary, ...]
    after: str | None
    before: str | None
    match: Match
