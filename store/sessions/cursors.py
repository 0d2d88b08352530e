"""Opaque cursors: a place in one list, and the direction to read from there."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from typing import Annotated, Final, Literal, NamedTuple
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from store.errors import InvalidInput
from store.models import NAME_KEY_CHARS
from store.moments import FarMoment
from store.records import Filters, Match, Record, Sort
from store.sessions.pasted import storable

MAX_CURSOR_CHARS: Final = 2_000
BY_TIME: Final = frozenset(
    {Sort.UPDATED_DESC, Sort.UPDATED_ASC, Sort.CREATED_DESC, Sort.CREATED_ASC}
)


class Position(NamedTuple):
    """A row's place in a list: its sort key (None where that is NULL) and its id."""

    key: datetime | str | None
    id: UUID


def _far(written: str) -> str:
    return FarMoment.of(written).text


class Cursor(Record):
    """Where to read on, and which way; without a row, from the end that the way begins at.

    `of` is the fingerprint of the list that it was made for.
    """

    direction: Literal["after", "before"]
    of: str
    match: Match
    id: UUID | None = None
    time: AwareDatetime | None = None
    far: Annotated[str, AfterValidator(_far)] | None = None
    text: Annotated[str, Field(max_length=NAME_KEY_CHARS)] | None = None

    @property
    def position(self) -> Position | None:
        """The place as keyset conditions take it."""
        if self.id is None:
            return None
        far = FarMoment.of(self.far) if self.far is not None else None
        keys = (key for key in (self.time, far, self.text) if key is not None)
        return Position(next(keys, None), self.id)


def fingerprint(filters: Filters, sort: Sort) -> str:
    """Names a list by its sort and everything that a person can filter by."""
    chosen = filters.model_dump_json(exclude={"as_of", "match"}, exclude_defaults=True)
    return hashlib.sha256(f"{sort} {chosen}".encode()).hexdigest()[:16]


def encode(
    direction: Literal["after", "before"], position: Position | None, of: str, match: Match
) -> str:
    """The cursor as one URL-safe word."""
    key, row_id = position or (None, None)
    cursor = Cursor(
        direction=direction,
        of=of,
        match=match,
        id=row_id,
        time=key if isinstance(key, datetime) and not isinstance(key, FarMoment) else None,
        far=key.text if isinstance(key, FarMoment) else None,
        text=key if isinstance(key, str) else None,
    )
    return base64.urlsafe_b64encode(cursor.model_dump_json(exclude_none=True).encode()).decode()


def decode(word: str, of: str, sort: Sort) -> Cursor:
    """The cursor that `encode` made for the same list. Raises InvalidInput for any other word."""
    problem = InvalidInput("This page's link does not fit the list. Start again from page one.")
    if len(word) > MAX_CURSOR_CHARS:
        raise problem
    try:
        cursor = Cursor.model_validate_json(base64.b64decode(word, altchars=b"-_", validate=True))
    except ValueError as error:  # not base64, not JSON, not a cursor
        raise problem from error
    kinds = {"time", "far"} if sort in BY_TIME else {"text"}
    keys = cursor.model_fields_set & {"time", "far", "text"}
    if cursor.of != of or len(keys) > 1 or not keys <= kinds or not storable(cursor.text or ""):
        raise problem
    return cursor
